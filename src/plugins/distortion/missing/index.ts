import * as z from 'zod'
import { defineDistortion, FIELD_TYPES, LoomError } from '../../../kernel/index.ts'
import { valueCondition, valueTest } from '../condition.ts'
import { fieldsOption, knownField, targetFields } from '../fields.ts'

const options = z.strictObject({
  mechanism: z
    .enum(['mcar', 'mar', 'mnar'])
    .default('mcar')
    .describe(
      'What decides. mcar: chance alone; mar: the value of another field; mnar: the very value that is then missing.',
    ),
  rate: z.number().min(0).max(1).default(0.05).describe('Probability that a value is missing.'),
  when: valueCondition.optional().describe('Of mar and mnar: rate is for values for which this holds.'),
  otherwise: z.number().min(0).max(1).default(0).describe('Of mar and mnar: the probability for all others.'),
  depends_on: z
    .string()
    .min(1)
    .optional()
    .describe('Of mar: the field that decides, with dots for a nested one.'),
  as: z.enum(['null', 'remove']).default('null').describe('Is a missing value null, or its field not there?'),
  fields: fieldsOption('every feature'),
})

export default defineDistortion({
  name: 'missing',
  title: 'Missing values',
  summary:
    'Takes values away: completely at random, depending on another field, or on the value itself (Rubin 1976). Decided before anything is taken, so what decides is what was there.',
  options,
  examples: [
    { title: 'One value in fifty', options: { rate: 0.02, fields: ['age', 'income'] } },
    {
      title: 'Old devices often send no position',
      options: {
        mechanism: 'mar',
        depends_on: 'firmware',
        when: { below: 3 },
        rate: 0.4,
        otherwise: 0.01,
        fields: ['position.lat', 'position.lon'],
      },
    },
    {
      title: 'The rich keep it to themselves',
      options: { mechanism: 'mnar', when: { above: 100_000 }, rate: 0.5, as: 'remove', fields: ['income'] },
    },
  ],
  open({ mechanism, rate, when, otherwise, depends_on, as, fields }, { target }) {
    check(mechanism, when !== undefined, depends_on !== undefined)
    const names = targetFields(fields, target, FIELD_TYPES).map(({ name }) => name)
    const decides = depends_on === undefined ? undefined : knownField('depends_on', depends_on, target)
    const holds = when && valueTest(when)
    const missing: string[] = []
    return {
      distort(batch) {
        for (let i = 0; i < batch.size; i++) {
          const rng = batch.rng(i)
          missing.length = 0
          for (const name of names) {
            const chance = !holds || holds(batch.value(i, decides ?? name)) ? rate : otherwise
            if (rng.float() < chance) missing.push(name)
          }
          for (const name of missing) batch.clear(i, name, as)
        }
      },
    }
  },
})

function check(mechanism: 'mcar' | 'mar' | 'mnar', hasWhen: boolean, hasField: boolean): void {
  const wrong =
    hasWhen !== (mechanism !== 'mcar')
      ? 'when'
      : hasField !== (mechanism === 'mar')
        ? 'depends_on'
        : undefined
  if (!wrong) return
  throw new LoomError('E_OPTION_INVALID', `"${wrong}" does not go with "mechanism: ${mechanism}"`, {
    hint: 'mcar needs neither "when" nor "depends_on", mar both, mnar "when" only',
  })
}
