import type { FailureKind } from './batch.ts'
import { LoomError, type ProblemDetails } from './errors.ts'

/** Why events did not arrive, with what the engine needs to know before another attempt. */
export class DeliveryError extends LoomError {
  readonly kind: FailureKind
  /** The destination asked to wait that long, milliseconds. */
  readonly retryAfter?: number

  constructor(
    kind: FailureKind,
    code: string,
    message: string,
    details: ProblemDetails & { readonly retryAfter?: number | undefined } = {},
  ) {
    super(code, message, details)
    this.kind = kind
    if (details.retryAfter !== undefined) this.retryAfter = details.retryAfter
  }
}
