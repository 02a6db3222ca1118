import type { Event } from '../../kernel/index.ts'

/** An event that could not be delivered, with all that is needed to deliver it later. */
export interface DeadLetter {
  readonly generator: string
  /** The output that it was meant for. */
  readonly output: string
  /** How many events of the delivered stream come before it. */
  readonly position: number
  readonly seq: number
  readonly copy?: number
  /** When it happened and, where that is later, when it was due; microseconds since the Unix epoch. */
  readonly time: number
  readonly due?: number
  readonly tags?: readonly string[]
  /** What the destination knows it by. */
  readonly id: string
  readonly code: string
  readonly reason: string
  readonly kind?: string
  readonly attempts: number
  /** When it was first and last tried, ISO 8601. */
  readonly first?: string
  readonly last?: string
  readonly event: Event
  /** What was sent, where that is not the event itself: a text, or bytes in base 64. */
  readonly frame?: string
  readonly frame_base64?: string
}
