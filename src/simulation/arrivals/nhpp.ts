import { DAY, MINUTE, type Micros, type Rng, SECOND, type Zone } from '../../kernel/index.ts'
import type { DayFactor } from '../calendar/day-factor.ts'
import type { DayShape, Stretch } from './day-shape.ts'
import { longer } from './poisson.ts'
import { CHUNK, type Instants, type Span } from './span.ts'

/** The rate of a Poisson process: rate · shape(time of day) · day(date), on the wall clock of `zone`. */
export interface Intensity {
  /** Events/s where all factors are 1. */
  readonly rate: number
  readonly shape: DayShape
  readonly day: DayFactor
  /** No day's factor is greater. */
  readonly greatestDay: number
  readonly zone: Zone
}

/** Clocks change on quarter hours of UTC only, so that within one wall time runs evenly. */
const QUARTER = 15 * MINUTE
/** Parts of a quarter hour, each a whole number of microseconds. */
const PARTS = [1, 10, 100, 1000, 10_000, 100_000]

/**
 * A nonhomogeneous Poisson process, exact: the rate is piecewise linear, so its integral is inverted in closed
 * form (Çinlar 1975), and a change of the rate inside a gap counts at once. Cells of absolute time have streams
 * of their own: the instants do not depend on the start, which only cuts them.
 */
export function* nhppInstants(rng: Rng, intensity: Intensity, { start, end }: Span, from: Micros): Instants {
  const cell = cellLength(intensity)
  for (let k = Math.floor(Math.max(from, start) / cell); k * cell <= end; k++) {
    const instants = cellInstants(rng.fork(k < 0 ? String(k) : k), intensity, k * cell, (k + 1) * cell)
    if (instants.length > 0) yield instants
  }
}

/** A quarter hour, or a part of it that holds few chunks even at the greatest rate. */
function cellLength({ rate, shape, greatestDay }: Intensity): Micros {
  const greatest = Math.max(...shape.map(({ begin, end }) => Math.max(begin, end)))
  const expected = ((rate * greatest * greatestDay) / SECOND) * QUARTER
  return QUARTER / (PARTS.find((parts) => expected / parts <= 4 * CHUNK) ?? PARTS.at(-1)!)
}

/** The instants of [begin, end), within which the zone's offset does not change. */
function cellInstants(rng: Rng, intensity: Intensity, begin: Micros, end: Micros): Float64Array {
  const { shape, zone } = intensity
  const shift = zone.offset(begin)
  let column: Float64Array = new Float64Array(16)
  let filled = 0
  let owed = rng.exponential()
  for (let at = begin; at < end; ) {
    const day = Math.floor((at + shift) / DAY)
    const time = at + shift - day * DAY
    const stretch = shape.find(({ to }) => time < to)!
    const length = Math.min(end - at, stretch.to - time)
    const scale = (intensity.rate / SECOND) * intensity.day(day)
    const low = scale * valueAt(stretch, time)
    const slope = (scale * (stretch.end - stretch.begin)) / (stretch.to - stretch.from)
    const mass = (low + 0.5 * slope * length) * length
    while (owed < mass) {
      // The root of low · t + slope · t² / 2 = owed, in the form that does not cancel.
      const t = (2 * owed) / (low + Math.sqrt(Math.max(0, low * low + 2 * slope * owed)))
      if (filled === column.length) column = longer(column)
      column[filled++] = at + Math.min(Math.floor(t), length - 1)
      owed += rng.exponential()
    }
    owed -= mass
    at += length
  }
  return column.subarray(0, filled)
}

function valueAt({ from, to, begin, end }: Stretch, time: Micros): number {
  return begin + ((end - begin) * (time - from)) / (to - from)
}
