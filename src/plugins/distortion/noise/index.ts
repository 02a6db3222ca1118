import * as z from 'zod'
import {
  type Distortable,
  type DistortableField,
  defineDistortion,
  LoomError,
  type Rng,
} from '../../../kernel/index.ts'
import { type Noise, noisy } from '../../../simulation/index.ts'
import { fieldsOption, type TargetField, targetFields } from '../fields.ts'

const options = z.strictObject({
  type: z
    .enum(['gaussian', 'uniform', 'outliers'])
    .default('gaussian')
    .describe(
      'gaussian: v + N(0, |v|·level); uniform: v ± |v|·level; outliers: a share of values becomes ±v times a factor, the others get a tenth of the gaussian noise.',
    ),
  level: z
    .number()
    .min(0)
    .max(1)
    .default(0.1)
    .describe(
      'How strong, in proportion to the value. Of a boolean, or of a text with declared values: the probability that it becomes another.',
    ),
  share: z.number().min(0).max(1).default(0.05).describe('Of outliers: their share.'),
  factor: z
    .tuple([z.number().min(0), z.number().min(0)])
    .refine(([low, high]) => low <= high, 'must ascend')
    .default([2, 5])
    .describe('Of outliers: the least and the greatest factor.'),
  fields: fieldsOption('every numeric feature'),
})

const EVERYWHERE = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY] as const

export default defineDistortion({
  name: 'noise',
  title: 'Noise',
  summary:
    'Disturbs numbers in proportion to their size. A value that would leave its declared range is drawn again. Booleans, labels, ids and texts stay true unless they are named: then the level is the probability that one becomes another.',
  options,
  examples: [
    {
      title: 'Five percent on two fields of JSON events',
      options: { level: 0.05, fields: ['amount', 'user.age'] },
    },
    {
      title: 'One value in a hundred is way off',
      options: { type: 'outliers', share: 0.01, level: 0, factor: [3, 10], fields: ['latency'] },
    },
    { title: 'Wrong labels, two percent', options: { level: 0.02, fields: ['is_fraud'] } },
  ],
  open({ type, level, share, factor, fields }, { target }) {
    const targets = targetFields(
      fields,
      target,
      ['integer', 'number'],
      ['integer', 'number', 'boolean', 'string'],
    )
    const text = targets.find(({ declared }) => declared?.type === 'string' && !declared.values)
    if (text)
      throw new LoomError('E_OPTION_INVALID', `"fields": "${text.name}" is a text without declared values`, {
        hint: 'noise moves numbers, flips booleans and swaps texts that have few values',
      })
    const noise: Noise = type === 'outliers' ? { type, level, share, factor } : { type, level }
    return {
      distort(batch) {
        const columns = targets.map(({ name }) => batch.field(name))
        for (let i = 0; i < batch.size; i++) {
          const rng = batch.rng(i)
          for (let k = 0; k < targets.length; k++) disturb(batch, i, columns[k]!, targets[k]!, noise, rng)
        }
      },
    }
  },
})

function disturb(
  batch: Distortable,
  index: number,
  column: DistortableField,
  { name, declared }: TargetField,
  noise: Noise,
  rng: Rng,
): void {
  const value = column.number(index)
  if (value !== undefined) column.change(index, noisy(rng, value, noise, declared?.range ?? EVERYWHERE))
  else if (rng.float() < noise.level) swap(batch, index, name, declared?.values, rng)
}

/** Another value in place of a boolean or of a text with few values. */
function swap(
  batch: Distortable,
  index: number,
  name: string,
  values: readonly string[] | undefined,
  rng: Rng,
): void {
  const value = batch.value(index, name)
  if (typeof value === 'boolean') batch.change(index, name, !value)
  else if (typeof value === 'string' && values) {
    const other = rng.pick(values.filter((each) => each !== value))
    if (other !== undefined) batch.change(index, name, other)
  }
}
