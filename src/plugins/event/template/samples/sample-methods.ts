import {
  asInt,
  asText,
  defineMethods,
  Kwargs,
  type Method,
  type Methods,
  PythonError,
  typeName,
  type Value,
} from '../../../../jinja/index.ts'
import type { Row } from './row.ts'
import type { Sample } from './sample.ts'

const where: Method<Sample> = (sample, args) => {
  const [conditions, ...others] = args
  if (conditions === undefined) return sample
  if (!(conditions instanceof Kwargs) || others.length > 0) {
    throw new PythonError('TypeError', 'where() takes conditions as column=value')
  }
  return sample.where(conditions.entries)
}

/** The methods of a sample that templates see. */
export const SAMPLE_METHODS: Methods<Sample> = new Map<string, Method<Sample>>([
  ...defineMethods<Sample>('Sample', {
    'pick(default?)': (sample, fallback) => sample.pick() ?? instead(fallback),
    'pick_n(n)': (sample, n) => repeated(sample, n, () => sample.pick()),
    'weighted_pick(weight, default?)': (sample, weight, fallback) =>
      sample.weightedPick(columnName(weight)) ?? instead(fallback),
    'weighted_pick_n(weight, n)': (sample, weight, n) => {
      const column = columnName(weight)
      return repeated(sample, n, () => sample.weightedPick(column))
    },
  }),
  ['where', where],
])

function instead(fallback: Value | undefined): Value {
  if (fallback !== undefined) return fallback
  throw new PythonError('SamplePickError', 'cannot pick from an empty sample without a default')
}

function repeated(sample: Sample, n: Value, draw: () => Row | undefined): Value {
  const count = asInt(n)
  if (count === undefined) throw new PythonError('TypeError', `n must be int, not ${typeName(n)}`)
  if (sample.rows.length === 0) return []
  return Array.from({ length: Math.max(0, Number(count)) }, () => draw()!)
}

function columnName(value: Value): string {
  const name = asText(value)
  if (name === undefined) throw new PythonError('TypeError', `weight must be str, not ${typeName(value)}`)
  return name
}
