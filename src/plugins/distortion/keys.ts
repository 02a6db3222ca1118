import * as z from 'zod'
import type { Distortable, DistortionTarget, Rng } from '../../kernel/index.ts'
import { knownField } from './fields.ts'

/** The option `by`. */
export function by() {
  return z
    .string()
    .min(1)
    .optional()
    .describe(
      'A field: rate is then the share of its values, and all events of such a value are concerned, as of a device with a bad link.',
    )
}

/**
 * Is an event concerned? By itself with probability `rate`, or with all events that share its value of the field
 * `by`; those without a value never are.
 *
 * @param draw the event's own uniform number, used where there is no `by`
 */
export function concerned(
  rate: number,
  by: string | undefined,
  target: DistortionTarget,
  rng: Rng,
): (batch: Distortable, index: number, draw: number) => boolean {
  if (by === undefined) return (_batch, _index, draw) => draw < rate
  const field = knownField('by', by, target)
  const keys = rng.fork('keys')
  return (batch, index) => {
    const key = keyOf(batch.value(index, field))
    return key !== undefined && keys.fork(key).float() < rate
  }
}

/** A value as the name of a stream; undefined where there is none. */
export function keyOf(value: unknown): string | undefined {
  return value === undefined || value === null ? undefined : String(value)
}
