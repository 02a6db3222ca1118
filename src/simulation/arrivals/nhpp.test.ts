import { expect, test } from 'vitest'
import { DAY, HOUR, MINUTE, SECOND, toCivil, UTC, zone } from '../../kernel/index.ts'
import { type DayShape, hourlyShape, knottedShape, peakHours } from './day-shape.ts'
import { type Intensity, nhppInstants } from './nhpp.ts'
import { CRITICAL, distance, exponential, N, stream, take, until } from './test-statistics.ts'

const QUARTER = 15 * MINUTE
const KNOTS = [
  { hour: 4.25, factor: 0 },
  { hour: 10.5, factor: 1 },
  { hour: 15, factor: 0.3 },
  { hour: 20, factor: 1.5 },
]
const BERLIN = zone('Europe/Berlin')

function intensity(shape: DayShape, rate: number, where = UTC): Intensity {
  return { rate, shape, day: () => 1, greatestDay: 1, zone: where }
}

/** The factor at a wall-clock hour by linear interpolation, written without regard to the code under test. */
function interpolate(hour: number): number {
  const ring = [
    { ...KNOTS.at(-1)!, hour: KNOTS.at(-1)!.hour - 24 },
    ...KNOTS,
    { ...KNOTS[0]!, hour: KNOTS[0]!.hour + 24 },
  ]
  const next = ring.findIndex((knot) => knot.hour > hour)
  const [a, b] = [ring[next - 1]!, ring[next]!]
  return a.factor + ((b.factor - a.factor) * (hour - a.hour)) / (b.hour - a.hour)
}

test('a rate that runs in lines, through both changes of the clock', () => {
  const start = Date.UTC(2024, 2, 30) * 1000
  const rate = 0.07
  const instants = take(
    nhppInstants(
      stream('knots'),
      intensity(knottedShape(KNOTS), rate, BERLIN),
      { start, end: Infinity },
      start,
    ),
    N,
  )
  // Knots lie on quarter hours, so within one the rate is a line and its integral a parabola.
  const factorAt = (at: number, side: 1 | -1) => {
    const wall = BERLIN.toWall(at + side)
    return interpolate(((wall - side) % DAY) / HOUR)
  }
  const rescaled = new Float64Array(N)
  let quarter = start
  let low = factorAt(quarter, 1)
  let high = factorAt(quarter + QUARTER, -1)
  let before = 0
  let last = 0
  for (let i = 0; i < N; i++) {
    while (instants[i]! >= quarter + QUARTER) {
      before += (rate * (low + high) * QUARTER) / 2 / SECOND
      quarter += QUARTER
      low = factorAt(quarter, 1)
      high = factorAt(quarter + QUARTER, -1)
    }
    const share = (instants[i]! + 0.5 - quarter) / QUARTER
    const compensator =
      before + (rate * (low * share + ((high - low) * share * share) / 2) * QUARTER) / SECOND
    rescaled[i] = compensator - last
    last = compensator
  }
  expect(distance(rescaled, exponential)).toBeLessThan(CRITICAL)
})

test('hourly counts of the peak-hours day are within four sigma, on the wall clock', () => {
  const newYork = zone('America/New_York')
  const days = 60
  const start = newYork.fromWall(Date.UTC(2024, 9, 1) * 1000)
  const end = newYork.fromWall(Date.UTC(2024, 9, 1 + days) * 1000) - 1
  const table = peakHours([12, 19])
  const instants = until(
    nhppInstants(stream('hours'), intensity(hourlyShape(table), 0.1, newYork), { start, end }, start),
    end,
  )
  const counts = new Array<number>(24).fill(0)
  for (const at of instants) counts[toCivil(newYork.toWall(at)).hour]!++
  for (const [hour, count] of counts.entries()) {
    // Autumn has one o'clock twice on one of these days.
    const expected = 0.1 * 3600 * table[hour]! * (hour === 1 ? days + 1 : days)
    expect(Math.abs(count - expected)).toBeLessThan(4 * Math.sqrt(expected))
  }
})

test('the peak-hours day', () => {
  expect(peakHours([12, 19])).toEqual([
    1, 1, 0.2, 0.2, 0.2, 0.2, 0.2, 1, 2, 2, 2, 1, 5, 3, 3, 1, 1, 1, 1, 5, 4, 4, 1, 1,
  ])
  expect(peakHours([3])[3]).toBe(5)
})

test('a change of the rate inside a gap counts at once', () => {
  // One event in a thousand days, but three thousand an hour from six to seven.
  const table = new Array<number>(24).fill(1e-9)
  table[6] = 1
  const start = Date.UTC(2024, 0, 1) * 1000
  const instants = until(
    nhppInstants(
      stream('sharp'),
      intensity(hourlyShape(table), 3000 / 3600),
      { start, end: start + 10 * DAY },
      start,
    ),
    start + 10 * DAY,
  )
  expect(Math.abs(instants.length - 30_000)).toBeLessThan(4 * Math.sqrt(30_000))
  expect(instants.every((at) => toCivil(at).hour === 6)).toBe(true)
})

test('the instants do not depend on the start, not even at a million a second', () => {
  const from = Date.UTC(2024, 5, 1, 12) * 1000
  const process = intensity(hourlyShape(new Array(24).fill(1)), 1e6)
  const late = take(nhppInstants(stream('x'), process, { start: 0, end: Infinity }, from + SECOND / 2), 1000)
  const early = until(nhppInstants(stream('x'), process, { start: from, end: Infinity }, from), late.at(-1)!)
  expect(early.subarray(early.indexOf(late[0]!)).slice(0, 900)).toEqual(late.slice(0, 900))
})

test('days count as whole days of the zone', () => {
  const start = BERLIN.fromWall(Date.UTC(2024, 0, 1) * 1000)
  const process = {
    ...intensity(hourlyShape(new Array(24).fill(1)), 0.01, BERLIN),
    day: (day: number) => (day % 2 === 0 ? 2 : 0),
    greatestDay: 2,
  }
  const end = start + 40 * DAY
  const instants = until(nhppInstants(stream('days'), process, { start, end }, start), end)
  expect(instants.every((at) => Math.floor(BERLIN.toWall(at) / DAY) % 2 === 0)).toBe(true)
  const expected = 20 * 86_400 * 0.02
  expect(Math.abs(instants.length - expected)).toBeLessThan(4 * Math.sqrt(expected))
})
