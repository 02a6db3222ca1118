import { asFloat, asText, PythonError, parseFloatText, repr, type Value } from '../../../../jinja/index.ts'
import type { Rng } from '../../../../kernel/index.ts'

/** Running sums of weights: element i is the sum of the weights 0…i. */
export type Cumulative = Float64Array

/** The running sums of a column; an error of the row that holds no weight, or when all are zero. */
export function cumulative(cells: Iterable<Value>, column: string): Cumulative {
  const sums: number[] = []
  let sum = 0
  for (const cell of cells) {
    const weight = weightOf(cell)
    if (weight === undefined || !(weight >= 0) || weight === Number.POSITIVE_INFINITY) {
      throw new PythonError(
        'SamplePickError',
        `column "${column}" holds no weight in row ${sums.length + 1}: ${repr(cell)}`,
      )
    }
    sum += weight
    sums.push(sum)
  }
  if (!(sum > 0 && sum < Number.POSITIVE_INFINITY)) {
    throw new PythonError('SamplePickError', `the weights in column "${column}" sum up to ${sum}`)
  }
  return Float64Array.from(sums)
}

function weightOf(cell: Value): number | undefined {
  const text = asText(cell)
  return text === undefined ? asFloat(cell) : parseFloatText(text)
}

/** The first index whose running sum is greater than a uniform share of the total. */
export function drawIndex(sums: Cumulative, rng: Rng): number {
  const drawn = rng.float() * sums[sums.length - 1]!
  let low = 0
  let high = sums.length - 1
  while (low < high) {
    const middle = (low + high) >>> 1
    if (sums[middle]! > drawn) high = middle
    else low = middle + 1
  }
  return low
}
