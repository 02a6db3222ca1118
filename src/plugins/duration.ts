import * as z from 'zod'
import { type Micros, parseDuration, SECOND } from '../kernel/index.ts'

/** A length of time: seconds, or text such as `1h30m`; read as microseconds, at least one (none if `zero`). */
export function duration({ zero = false } = {}) {
  const either = z.union([z.number(), z.string()]).meta({ format: 'timespan' })
  return either.transform((written, context): Micros => {
    const length = typeof written === 'number' ? Math.round(written * SECOND) : parseDuration(written)
    if (length !== undefined && length >= (zero ? 0 : 1) && length <= Number.MAX_SAFE_INTEGER) return length
    context.addIssue({
      code: 'custom',
      message: `"${written}" is no length of time; write seconds, or 250ms, 1h30m, 1.5d`,
    })
    return z.NEVER
  })
}
