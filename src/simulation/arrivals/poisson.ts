import { type Micros, type Rng, SECOND } from '../../kernel/index.ts'
import { CHUNK, type Instants, type Span } from './span.ts'

/**
 * A Poisson process of constant rate (events/s, > 0). Time is cut into cells of about CHUNK events, each with a
 * stream of its own: what happens in one is independent of the others anyway, so that any cell can be made
 * alone, and reading may begin anywhere at no cost.
 */
export function* poissonInstants(rng: Rng, rate: number, { start, end }: Span, from: Micros): Instants {
  const cell = Math.min(Math.max(1, Math.round((CHUNK / rate) * SECOND)), Number.MAX_SAFE_INTEGER)
  for (let k = Math.max(0, Math.floor((from - start) / cell)); start + k * cell <= end; k++) {
    const begin = start + k * cell
    const instants = poissonCell(rng.fork(k), rate / SECOND, begin, Math.min(cell, end + 1 - begin))
    if (instants.length > 0) yield instants
  }
}

/** The instants of [begin, begin + length), `rate` in events/µs: exponential gaps, summed from the cell's begin. */
function poissonCell(rng: Rng, rate: number, begin: Micros, length: Micros): Float64Array {
  const expected = rate * length
  let column: Float64Array = new Float64Array(Math.ceil(expected + 6 * Math.sqrt(expected)) + 4)
  let filled = 0
  for (let offset = rng.exponential() / rate; offset < length; offset += rng.exponential() / rate) {
    if (filled === column.length) column = longer(column)
    column[filled++] = begin + Math.floor(offset)
  }
  return column.subarray(0, filled)
}

/** A column of twice the length that begins with the same instants. */
export function longer(column: Float64Array): Float64Array {
  const grown = new Float64Array(2 * column.length)
  grown.set(column)
  return grown
}
