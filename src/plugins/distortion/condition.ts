import * as z from 'zod'
import { type Distortable, type DistortionTarget, Float } from '../../kernel/index.ts'
import { knownField } from './fields.ts'

const scalar = z.union([z.boolean(), z.number(), z.string()])

const bounds = {
  above: z.number().optional().describe('Holds for numbers greater than this.'),
  below: z.number().optional().describe('Holds for numbers less than this.'),
  is: z
    .union([scalar, z.array(scalar).min(1)])
    .optional()
    .describe('Holds for this value, or for any of a list.'),
}

/** What is asked of a value; of several bounds all must hold. */
export const valueCondition = z
  .strictObject(bounds)
  .refine(({ above, below, is }) => (above ?? below ?? is) !== undefined, 'needs above, below or is')

/** What is asked of a field of an event. */
export const fieldCondition = z
  .strictObject({
    field: z.string().min(1).describe('The field that decides, with dots for a nested one.'),
    ...bounds,
  })
  .refine(({ above, below, is }) => (above ?? below ?? is) !== undefined, 'needs above, below or is')

export type ValueCondition = z.output<typeof valueCondition>

/** The option `where`. */
export function where() {
  return fieldCondition.optional().describe('Only events for which this holds; by default all.')
}

/** Is a value, as a batch gives it, what a condition asks for? */
export function valueTest({ above, below, is }: ValueCondition): (value: unknown) => boolean {
  const wanted = is === undefined ? undefined : new Set<unknown>(Array.isArray(is) ? is : [is])
  return (given) => {
    const value = given instanceof Float ? given.value : typeof given === 'bigint' ? Number(given) : given
    if (wanted && !wanted.has(value)) return false
    if (above !== undefined && !(typeof value === 'number' && value > above)) return false
    return below === undefined || (typeof value === 'number' && value < below)
  }
}

/** Does an event of a batch fulfil the option `where`? */
export function eventTest(
  condition: (ValueCondition & { readonly field: string }) | undefined,
  target: DistortionTarget,
): (batch: Distortable, index: number) => boolean {
  if (condition === undefined) return () => true
  const field = knownField('where.field', condition.field, target)
  const test = valueTest(condition)
  return (batch, index) => test(batch.value(index, field))
}
