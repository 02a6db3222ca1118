import { Host, length, PythonError, toArray, typeName, type Value } from '../../python/ops.ts'
import { index, integer, real } from '../read.ts'
import type { Uniform } from './distributions.ts'

/** The numbers first, first + by, … */
export interface Span {
  readonly first: bigint
  readonly by: bigint
  readonly count: bigint
}

/** The numbers of `range(start, stop, step)`, of `range(start)` where stop is None. ValueError where there is none. */
export function rangeOf(start: Value, stop: Value, step: Value): Span {
  const [first, end] =
    stop === null ? [0n, BigInt(integer(start))] : [BigInt(integer(start)), BigInt(integer(stop))]
  const by = BigInt(integer(step))
  if (by === 0n) throw new PythonError('ValueError', 'zero step for randrange()')
  const count = by > 0n ? (end - first + by - 1n) / by : (first - end - by - 1n) / -by
  if (count <= 0n) throw new PythonError('ValueError', `empty range in randrange(${first}, ${end})`)
  return { first, by, count }
}

function sequence(value: Value, what: string): readonly Value[] {
  if (value instanceof Host && value.getItem(0) === undefined && value.length() !== 0) {
    throw new PythonError('TypeError', `${what} must be a sequence, not ${typeName(value)}`)
  }
  length(value)
  return toArray(value)
}

/**
 * One element. IndexError where there is none.
 * @param any draws the place of one, of so many
 */
export function oneOf(items: Value, any: (size: number) => number): Value {
  const all = sequence(items, 'the population')
  if (all.length === 0) throw new PythonError('IndexError', 'Cannot choose from an empty sequence')
  return all[any(all.length)]!
}

/** What `choices` is told of the elements, and how many to take. */
interface Choosing {
  readonly weights: Value
  readonly cumWeights: Value
  readonly k: Value
}

/**
 * k elements, each chosen from all of them.
 * @param any draws the place of one where all weigh the same, of so many
 */
export function chosen(
  rng: Uniform,
  any: (size: number) => number,
  population: Value,
  { weights, cumWeights, k }: Choosing,
): Value[] {
  const items = sequence(population, 'the population')
  const sums = cumulative(weights, cumWeights, items.length)
  if (items.length === 0 && index(k) > 0)
    throw new PythonError('IndexError', 'Cannot choose from an empty sequence')
  return Array.from({ length: Math.max(0, index(k)) }, () => {
    if (!sums) return items[any(items.length)]!
    const target = rng.float() * sums.at(-1)!
    const at = sums.findIndex((sum) => sum > target)
    return items[at < 0 ? items.length - 1 : at]!
  })
}

/** Running sums of weights; undefined where all elements weigh the same. */
function cumulative(weights: Value, cumWeights: Value, expected: number): number[] | undefined {
  if (weights !== null && cumWeights !== null) {
    throw new PythonError('TypeError', 'Cannot specify both weights and cumulative weights')
  }
  const given = weights ?? cumWeights
  if (given === null) return undefined
  const values = toArray(given).map(real)
  if (values.length !== expected) {
    throw new PythonError('ValueError', 'The number of weights does not match the population')
  }
  let sum = 0
  const sums = weights === null ? values : values.map((value) => (sum += value))
  const total = sums.at(-1) ?? 0
  if (!(total > 0)) throw new PythonError('ValueError', 'Total of weights must be greater than zero')
  if (!Number.isFinite(total)) throw new PythonError('ValueError', 'Total of weights must be finite')
  return sums
}

/** All that k elements can be taken from, each as often as `counts` says. ValueError where there are not so many. */
export function pool(population: Value, k: Value, counts: Value): Value[] {
  const items = sequence(population, 'Population')
  const all =
    counts === null
      ? [...items]
      : items.flatMap((item, i) => Array<Value>(index(toArray(counts)[i]!)).fill(item))
  if (index(k) < 0 || index(k) > all.length) {
    throw new PythonError('ValueError', 'Sample larger than population or is negative')
  }
  return all
}
