import * as z from 'zod'
import { SECOND } from '../../kernel/index.ts'
import type { Rate } from '../../simulation/index.ts'
import { duration } from '../duration.ts'

/** The greatest rate that instants of whole microseconds carry well, events/s. */
const MOST = 1e6

/** A rate: events per second, or so many events in so much time; above 0 (from 0 on if `zero`), up to 10^6/s. */
export function rate({ zero = false } = {}) {
  const events = zero ? z.number().min(0) : z.number().gt(0)
  const inTime = z.strictObject({
    events: events.describe('How many events …'),
    per: duration().describe('… in how much time: seconds, or `1h30m`.'),
  })
  return z
    .union([events, inTime])
    .transform(
      (written): Rate => (typeof written === 'number' ? { events: written, per: SECOND } : { ...written }),
    )
    .refine((read) => perSecond(read) <= MOST, { message: `must not exceed ${MOST} events per second` })
}

/** Events/s. */
export function perSecond({ events, per }: Rate): number {
  return events / (per / SECOND)
}
