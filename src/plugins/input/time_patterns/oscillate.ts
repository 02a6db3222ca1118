import { type InputContext, LoomError, type Micros, NEVER, type Rng } from '../../../kernel/index.ts'
import { firstAtLeast } from '../blocks.ts'
import { ownRange, type Range } from '../range.ts'
import { type Periods, periods } from './calendar.ts'
import type { Chunk } from './merge.ts'
import { type Pattern, UNITS } from './pattern.ts'
import { earliestInstant, periodInstants } from './period.ts'

/** A pattern that knows its instants. */
export interface Oscillation {
  readonly pattern: Pattern
  readonly periods: Periods
  /** Where it is cut; its phase is that of its own start. */
  readonly range: Range
  readonly rng: Rng
}

/** Resolves a pattern's moments. The user's range cuts it, but periods stay aligned to its own start. */
export async function oscillation(
  pattern: Pattern,
  context: Pick<InputContext, 'origin' | 'zone' | 'range'>,
  rng: Rng,
): Promise<Oscillation> {
  const { period, unit, start, end } = pattern.oscillator
  const length = roundHalfEven(period * UNITS[unit])
  if (!(length >= 1 && length <= NEVER)) {
    throw new LoomError('E_OPTION_INVALID', `"oscillator.period": ${period} ${unit} is no usable length`, {
      hint: 'a period is at least one microsecond',
    })
  }
  const own = await ownRange({ start, end }, context, 'oscillator.')
  return {
    pattern,
    periods: periods(own.start, length, context.zone),
    range: { start: context.range.from ?? own.start, end: context.range.to ?? own.end },
    rng,
  }
}

function roundHalfEven(value: number): number {
  const rounded = Math.round(value)
  return rounded - value === 0.5 && rounded % 2 !== 0 ? rounded - 1 : rounded
}

/** The instants ≥ `from`, a period at a time. */
export function* oscillate(
  { pattern, periods, range, rng }: Oscillation,
  from: Micros,
): Generator<Chunk, undefined> {
  const first = Math.max(from, range.start)
  for (let k = periods.near(first); periods.begin(k) < range.end; k++) {
    const begin = periods.begin(k)
    const end = periods.begin(k + 1)
    if (end <= first) continue
    yield {
      earliest: Math.max(first, earliestInstant(pattern, begin, end)),
      draw() {
        const instants = periodInstants(pattern, begin, end, rng.fork(k >= 0 ? k : String(k)))
        return instants.subarray(firstAtLeast(instants, first), firstAtLeast(instants, range.end + 1))
      },
    }
  }
}
