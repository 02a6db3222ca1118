import { float } from '../../kernel/index.ts'
import { ratio } from '../python/number/arithmetic.ts'
import { isFloat, normalise } from '../python/number/kind.ts'
import {
  add,
  Dict,
  defineFunction,
  div,
  iterate,
  mul,
  PythonError,
  sorted,
  type Value,
} from '../python/ops.ts'
import { Decimal } from './decimal/decimal.ts'
import { type Fraction, rootOf, spread, sumOf } from './exact.ts'
import { Namespace } from './native.ts'
import { index, real } from './read.ts'

const failure = (message: string) => new PythonError('StatisticsError', message)

function data(value: Value, least: number, what: string): Value[] {
  const items = [...iterate(value)]
  if (items.length >= least) return items
  throw failure(
    least === 1 ? `${what} requires at least one data point` : `${what} requires at least two data points`,
  )
}

/** The result in the type of the data: an int where ints have an integral mean, else a float. */
function convert({ top, bottom }: Fraction, items: readonly Value[]): Value {
  if (items.some((item) => item instanceof Decimal)) return div(Decimal.of(top), Decimal.of(bottom))
  if (!items.some(isFloat) && top % bottom === 0n) return normalise(top / bottom)
  return float(ratio(top, bottom))
}

function finiteItems(items: readonly Value[]): boolean {
  return items.every((item) => item instanceof Decimal || Number.isFinite(real(item)))
}

/** The sum, rounded once. */
function total(numbers: readonly number[]): number {
  if (!finiteItems(numbers)) return numbers.reduce((sum, x) => sum + x, 0)
  const { top, bottom } = sumOf(numbers)
  return ratio(top, bottom)
}

function mean(value: Value): Value {
  const items = data(value, 1, 'mean')
  if (!finiteItems(items))
    return float(items.reduce<number>((sum, item) => sum + real(item), 0) / items.length)
  const { top, bottom } = sumOf(items)
  return convert({ top, bottom: bottom * BigInt(items.length) }, items)
}

const deviation = (items: readonly Value[], degrees: number) => float(rootOf(spread(items, degrees)))

function middle(value: Value, which: 'low' | 'high' | 'mean'): Value {
  const items = sorted([...iterate(value)])
  if (items.length === 0) throw failure('no median for empty data')
  const half = items.length >> 1
  if (items.length % 2 === 1) return items[half]!
  const [low, high] = [items[half - 1]!, items[half]!]
  if (which === 'mean') return div(add(low, high), 2)
  return which === 'low' ? low : high
}

function counts(value: Value): Dict {
  const found = new Dict()
  for (const item of iterate(value)) found.set(item, Number(found.get(item) ?? 0) + 1)
  return found
}

function modes(value: Value): Value[] {
  const found = counts(value)
  const most = Math.max(...found.values().map(Number))
  return [...found.entries()].filter(([, count]) => count === most).map(([item]) => item)
}

function quantiles(value: Value, n: Value, method: Value): Value[] {
  const parts = index(n)
  if (parts < 1) throw failure('n must be at least 1')
  const items = sorted([...iterate(value)])
  if (items.length < 2) throw failure('must have at least two data points')
  const inclusive = method === 'inclusive'
  const m = inclusive ? items.length - 1 : items.length + 1
  return Array.from({ length: parts - 1 }, (_, k) => {
    const i = k + 1
    const j = inclusive
      ? Math.floor((i * m) / parts)
      : Math.min(Math.max(Math.floor((i * m) / parts), 1), items.length - 1)
    const delta = i * m - j * parts
    const [low, high] = inclusive ? [items[j]!, items[j + 1] ?? items[j]!] : [items[j - 1]!, items[j]!]
    return div(add(mul(low, parts - delta), mul(high, delta)), parts)
  })
}

function geometric(value: Value): Value {
  const items = data(value, 1, 'geometric mean').map(real)
  if (items.some((x) => x <= 0))
    throw failure('geometric mean requires a non-empty dataset containing positive numbers')
  return float(Math.exp(items.reduce((sum, x) => sum + Math.log(x), 0) / items.length))
}

function harmonic(value: Value): Value {
  const items = data(value, 1, 'harmonic mean')
  const numbers = items.map(real)
  if (numbers.some((x) => x < 0)) throw failure('harmonic mean does not support negative values')
  if (numbers.includes(0)) return 0
  if (items.length === 1) return items[0]!
  return float(items.length / numbers.reduce((sum, x) => sum + 1 / x, 0))
}

/** Least squares slope and intercept, and Pearson's correlation, from centred sums. */
function pairSums(x: Value, y: Value, what: string) {
  const [a, b] = [[...iterate(x)].map(real), [...iterate(y)].map(real)]
  if (a.length !== b.length)
    throw failure(`${what} requires that both inputs have same number of data points`)
  if (a.length < 2) throw failure(`${what} requires at least two data points`)
  const meanOf = (values: readonly number[]) => values.reduce((sum, one) => sum + one, 0) / values.length
  const [ma, mb] = [meanOf(a), meanOf(b)]
  const sum = (f: (i: number) => number) => a.reduce((total, _, i) => total + f(i), 0)
  return {
    n: a.length,
    ma,
    mb,
    xx: sum((i) => (a[i]! - ma) ** 2),
    yy: sum((i) => (b[i]! - mb) ** 2),
    xy: sum((i) => (a[i]! - ma) * (b[i]! - mb)),
  }
}

/** Python's `statistics`. */
export const statisticsModule = new Namespace('statistics', {
  mean: defineFunction('mean(data)', mean),
  fmean: defineFunction('fmean(data, weights?)', (value, weights = null) => {
    const items = data(value, 1, 'fmean').map(real)
    if (weights === null) return float(total(items) / items.length)
    const by = [...iterate(weights)].map(real)
    if (by.length !== items.length) throw failure('data and weights must be the same length')
    const weight = total(by)
    if (weight === 0) throw failure('sum of weights must be non-zero')
    return float(total(items.map((x, i) => x * by[i]!)) / weight)
  }),
  geometric_mean: defineFunction('geometric_mean(data)', geometric),
  harmonic_mean: defineFunction('harmonic_mean(data)', harmonic),
  median: defineFunction('median(data)', (value) => middle(value, 'mean')),
  median_low: defineFunction('median_low(data)', (value) => middle(value, 'low')),
  median_high: defineFunction('median_high(data)', (value) => middle(value, 'high')),
  mode: defineFunction('mode(data)', (value) => {
    const [first] = modes(value)
    if (first === undefined) throw failure('no mode for empty data')
    return first
  }),
  multimode: defineFunction('multimode(data)', modes),
  quantiles: defineFunction('quantiles(data, *, n?, method?)', (value, n = 4, method = 'exclusive') =>
    quantiles(value, n, method),
  ),
  pvariance: defineFunction('pvariance(data)', (value) => {
    const items = data(value, 1, 'pvariance')
    return convert(spread(items, items.length), items)
  }),
  variance: defineFunction('variance(data)', (value) => {
    const items = data(value, 2, 'variance')
    return convert(spread(items, items.length - 1), items)
  }),
  pstdev: defineFunction('pstdev(data)', (value) => {
    const items = data(value, 1, 'pstdev')
    return deviation(items, items.length)
  }),
  stdev: defineFunction('stdev(data)', (value) => {
    const items = data(value, 2, 'stdev')
    return deviation(items, items.length - 1)
  }),
  covariance: defineFunction('covariance(x, y)', (x, y) => {
    const { n, xy } = pairSums(x, y, 'covariance')
    return float(xy / (n - 1))
  }),
  correlation: defineFunction('correlation(x, y)', (x, y) => {
    const { xx, yy, xy } = pairSums(x, y, 'correlation')
    if (xx * yy === 0) throw failure('at least one of the inputs is constant')
    return float(xy / Math.sqrt(xx * yy))
  }),
})
