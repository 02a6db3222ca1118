import { mean, variance } from 'simple-statistics'
import { expect, test } from 'vitest'
import { DAY, HOUR, toCivil, UTC, type Zone, zone } from '../../kernel/index.ts'
import { type DailyVolume, dailyInstants } from './daily.ts'
import { stream, until } from './test-statistics.ts'

const EVEN = new Array<number>(24).fill(1 / 24)
const BERLIN = zone('Europe/Berlin')

function daily(given: Partial<DailyVolume> = {}): DailyVolume {
  return { volume: 1000, variation: 0, day: () => 1, hours: EVEN, zone: UTC, ...given }
}

/** The instants of whole days of a zone from a date on. */
function days(
  given: DailyVolume,
  date: [number, number, number],
  count: number,
  name = 'daily',
): Float64Array {
  const [year, month, day] = date
  const start = given.zone.fromWall(Date.UTC(year, month - 1, day) * 1000)
  const end = given.zone.fromWall(Date.UTC(year, month - 1, day + count) * 1000) - 1
  return until(dailyInstants(stream(name), given, { start, end }, start), end)
}

function perDay(instants: Float64Array, where: Zone): Map<number, number> {
  const counts = new Map<number, number>()
  for (const at of instants) {
    const day = Math.floor(where.toWall(at) / DAY)
    counts.set(day, (counts.get(day) ?? 0) + 1)
  }
  return counts
}

test('without chance a day holds what its factor says, rounded down, at least one', () => {
  const first = Date.UTC(2024, 0, 1) / 86_400_000
  const factors = [1, 0.4567, 0, 1.9999]
  const given = daily({ day: (day) => factors[day - first]! })
  expect([...perDay(days(given, [2024, 1, 1], 4), UTC).values()]).toEqual([1000, 456, 1, 1999])
})

test('chance is lognormal: the logarithm of a volume has mean 0 and the asked deviation', () => {
  const given = daily({ volume: 2000, variation: 0.1, hours: [1, ...new Array<number>(23).fill(0)] })
  const logs = [...perDay(days(given, [2000, 1, 1], 1500), UTC).values()].map((count) =>
    Math.log(count / 2000),
  )
  // Rounding down costs half an event of two thousand.
  expect(Math.abs(mean(logs) + 0.5 / 2000)).toBeLessThan((4 * 0.1) / Math.sqrt(logs.length))
  expect(Math.abs(variance(logs) / 0.01 - 1)).toBeLessThan(4 * Math.sqrt(2 / logs.length))
})

test('hours have their shares, and within one time is even', () => {
  const hours = EVEN.map((_, hour) => (hour < 9 || hour === 23 ? 0.01 : hour < 18 ? 0.7 / 9 : 0.04))
  const instants = days(daily({ volume: 200_000, hours }), [2024, 1, 1], 1)
  const counts = new Array<number>(24).fill(0)
  const minutes = new Array<number>(60).fill(0)
  for (const at of instants) {
    const { hour, minute } = toCivil(at)
    counts[hour]!++
    minutes[minute]!++
  }
  for (const [hour, count] of counts.entries()) {
    const expected = 200_000 * hours[hour]!
    expect(Math.abs(count - expected)).toBeLessThan(4 * Math.sqrt(expected * (1 - hours[hour]!)))
  }
  const chi2 = minutes.reduce((sum, seen) => sum + (seen - 200_000 / 60) ** 2 / (200_000 / 60), 0)
  expect(chi2).toBeLessThan(107) // χ², 59 degrees of freedom, p = 0.0001
})

test('a change of the clock moves no peak: the skipped hour is empty, the repeated one double', () => {
  const given = daily({ volume: 100_000, zone: BERLIN })
  const hourOf = (at: number) => toCivil(BERLIN.toWall(at)).hour
  const spring = days(given, [2024, 3, 31], 1)
  expect(spring.length).toBe(100_000)
  const counts = (instants: Float64Array, hour: number) => instants.filter((at) => hourOf(at) === hour).length
  expect(counts(spring, 2)).toBe(0)
  expect(Math.abs(counts(spring, 3) - 100_000 / 23)).toBeLessThan(4 * Math.sqrt(100_000 / 23))
  const autumn = days(given, [2024, 10, 27], 1)
  expect(Math.abs(counts(autumn, 2) - 200_000 / 25)).toBeLessThan(4 * Math.sqrt(200_000 / 25))
  expect(spring.every((at, i) => i === 0 || at >= spring[i - 1]!)).toBe(true)
  expect(autumn.every((at, i) => i === 0 || at >= autumn[i - 1]!)).toBe(true)
})

test('a day that the zone skipped holds nothing', () => {
  const apia = zone('Pacific/Apia')
  const counts = perDay(days(daily({ zone: apia }), [2011, 12, 29], 3), apia)
  const skipped = Date.UTC(2011, 11, 30) / 86_400_000
  expect([...counts]).toEqual([
    [skipped - 1, 1000],
    [skipped + 1, 1000],
  ])
})

test('days do not depend on each other or on the start, and reading may begin at any instant', () => {
  const given = daily({ volume: 30_000, variation: 0.3, zone: BERLIN })
  const whole = days(given, [2024, 3, 29], 4)
  expect(days(given, [2024, 3, 31], 1)).toEqual(
    whole.filter((at) => toCivil(BERLIN.toWall(at)).day === 31 && toCivil(BERLIN.toWall(at)).month === 3),
  )
  const from = whole[70_001]!
  const span = { start: whole[0]! - HOUR, end: whole.at(-1)! }
  const late = until(dailyInstants(stream('daily'), given, span, from), span.end).filter((at) => at >= from)
  expect(late).toEqual(whole.filter((at) => at >= from))
})
