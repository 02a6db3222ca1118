import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { HOUR, isoFormatter, MINUTE, NEVER, rng, toCivil, zone } from '../../../kernel/index.ts'
import { at } from '../test-context.ts'
import { parseCron } from './expression.ts'
import { cronInstants } from './schedule.ts'

function fires(expression: string, zoneName: string, start: string, end: string): string[] {
  const here = zone(zoneName)
  const range = { start: at(start), end: at(end) }
  const chunks = [...cronInstants(parseCron(expression, rng(1)), here, range)]
  return chunks.flatMap((chunk) => [...chunk]).map(isoFormatter(here))
}

const clocks = (instants: string[]) => instants.map((text) => text.slice(11))

describe('Europe/Berlin', () => {
  const spring = (expression: string) =>
    clocks(fires(expression, 'Europe/Berlin', '2024-03-31T00:00:00+01:00', '2024-03-31T05:00:00+02:00'))
  const autumn = (expression: string) =>
    clocks(fires(expression, 'Europe/Berlin', '2024-10-27T01:00:00+02:00', '2024-10-27T04:00:00+01:00'))

  test('a time in the spring gap fires once, later by the gap', () => {
    expect(spring('30 2 * * *')).toEqual(['03:30:00+02:00'])
    expect(spring('30 2,3 * * *')).toEqual(['03:30:00+02:00'])
    expect(spring('0 */2 * * *')).toEqual(['00:00:00+01:00', '03:00:00+02:00', '04:00:00+02:00'])
  })

  test('an hourly schedule loses and invents nothing in spring', () => {
    expect(spring('30 * * * *')).toEqual([
      '00:30:00+01:00',
      '01:30:00+01:00',
      '03:30:00+02:00',
      '04:30:00+02:00',
    ])
  })

  test('a time of day in the repeated hour fires in the first reading only', () => {
    expect(autumn('30 2 * * *')).toEqual(['02:30:00+02:00'])
    expect(autumn('0,30 2,3 * * *')).toEqual([
      '02:00:00+02:00',
      '02:30:00+02:00',
      '03:00:00+01:00',
      '03:30:00+01:00',
    ])
  })

  test('a schedule of every hour or minute keeps its rhythm through the repeated hour', () => {
    expect(autumn('30 * * * *')).toEqual([
      '01:30:00+02:00',
      '02:30:00+02:00',
      '02:30:00+01:00',
      '03:30:00+01:00',
    ])
    expect(autumn('* 2 * * *')).toHaveLength(120)
  })

  test('a day of 23 or 25 hours has as many fires', () => {
    const day = (from: string, to: string) => fires('*/15 * * * *', 'Europe/Berlin', from, to).length
    expect(day('2024-03-31T00:00:00+01:00', '2024-03-31T23:59:59+02:00')).toBe(23 * 4)
    expect(day('2024-10-27T00:00:00+02:00', '2024-10-27T23:59:59+01:00')).toBe(25 * 4)
  })
})

test('America/New_York', () => {
  expect(
    clocks(fires('30 2 * * *', 'America/New_York', '2024-03-10T00:00:00-05:00', '2024-03-11T00:00:00-04:00')),
  ).toEqual(['03:30:00-04:00'])
  expect(
    clocks(fires('30 1 * * *', 'America/New_York', '2024-11-03T00:00:00-04:00', '2024-11-04T00:00:00-05:00')),
  ).toEqual(['01:30:00-04:00'])
})

test('Lord Howe moves by half an hour', () => {
  const spring = (expression: string) =>
    clocks(fires(expression, 'Australia/Lord_Howe', '2024-10-06T01:00:00+10:30', '2024-10-06T04:00:00+11:00'))
  expect(spring('15 2 * * *')).toEqual(['02:45:00+11:00'])
  expect(spring('0,15,30,45 2 * * *')).toEqual(['02:30:00+11:00', '02:45:00+11:00'])
  const autumn = fires(
    '*/15 * * * *',
    'Australia/Lord_Howe',
    '2024-04-07T01:00:00+11:00',
    '2024-04-07T02:00:00+10:30',
  )
  expect(clocks(autumn)).toEqual([
    '01:00:00+11:00',
    '01:15:00+11:00',
    '01:30:00+11:00',
    '01:45:00+11:00',
    '01:30:00+10:30',
    '01:45:00+10:30',
    '02:00:00+10:30',
  ])
})

test('clocks that change around midnight', () => {
  // Beirut skips 00:00–01:00; St John’s went back at 00:01 to 23:01; Apia had no 30 December 2011.
  expect(fires('0 0 * * *', 'Asia/Beirut', '2024-03-30T12:00:00Z', '2024-04-01T12:00:00Z')).toEqual([
    '2024-03-31T01:00:00+03:00',
    '2024-04-01T00:00:00+03:00',
  ])
  const folded = fires('*/30 * * * *', 'America/St_Johns', '2010-11-07T01:00:00Z', '2010-11-07T05:00:00Z')
  expect(clocks(folded)).toEqual([
    '22:30:00-02:30',
    '23:00:00-02:30',
    '23:30:00-02:30',
    '00:00:00-02:30',
    '23:30:00-03:30',
    '00:00:00-03:30',
    '00:30:00-03:30',
    '01:00:00-03:30',
    '01:30:00-03:30',
  ])
  expect(
    fires('0 12 * * *', 'Pacific/Apia', '2011-12-29T00:00:00-10:00', '2012-01-01T00:00:00+14:00'),
  ).toEqual(['2011-12-29T12:00:00-10:00', '2011-12-31T12:00:00+14:00'])
})

test('both ends are included', () => {
  expect(fires('0 12 * * *', 'UTC', '2024-01-01T12:00:00Z', '2024-01-02T12:00:00Z')).toHaveLength(2)
  expect(fires('0 12 * * *', 'UTC', '2024-01-01T12:00:01Z', '2024-01-02T11:59:59Z')).toHaveLength(0)
  expect(fires('* * * * *', 'UTC', '2024-01-01T12:00:00Z', '2024-01-01T11:00:00Z')).toEqual([])
})

const zones = fc.constantFrom(
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'Australia/Lord_Howe',
  'Asia/Beirut',
  'America/St_Johns',
)
const starts = fc.integer({ min: Date.UTC(1990, 0), max: Date.UTC(2030, 0) }).map((ms) => ms * 1000)

test('a schedule of every minute is every minute of real time, in any zone and year', () => {
  fc.assert(
    fc.property(zones, starts, (name, start) => {
      const range = { start, end: start + 30 * HOUR }
      const found = [...cronInstants(parseCron('* * * * *', rng(1)), zone(name), range)].flatMap((chunk) => [
        ...chunk,
      ])
      const first = Math.ceil(start / MINUTE) * MINUTE
      expect(found).toEqual(Array.from({ length: found.length }, (_, i) => first + i * MINUTE))
      expect(found.length).toBe(Math.floor((range.end - first) / MINUTE) + 1)
    }),
    { numRuns: 60 },
  )
})

test('fires ascend, show the wall clock asked for outside gaps, and daily ones come once a day', () => {
  fc.assert(
    fc.property(zones, starts, fc.nat(23), fc.nat(59), (name, start, hour, minute) => {
      const here = zone(name)
      const cron = parseCron(`${minute} ${hour} * * *`, rng(1))
      const found = [...cronInstants(cron, here, { start, end: start + 400 * 24 * HOUR })].flatMap(
        (chunk) => [...chunk],
      )
      expect(found.every((instant, i) => i === 0 || instant > found[i - 1]!)).toBe(true)
      expect(Math.abs(found.length - 400)).toBeLessThanOrEqual(1)
      const odd = found.filter((instant) => {
        const wall = toCivil(here.toWall(instant))
        return wall.hour !== hour || wall.minute !== minute
      })
      expect(odd.length).toBeLessThanOrEqual(2)
    }),
    { numRuns: 25 },
  )
})

test('a dense schedule yields more than a million instants a second', () => {
  const begin = process.hrtime.bigint()
  let count = 0
  const start = at('2024-03-01T00:00:00Z')
  for (const chunk of cronInstants(parseCron('* * * * * *', rng(1)), zone('Europe/Berlin'), {
    start,
    end: NEVER,
  })) {
    count += chunk.length
    if (count > 3_000_000) break
  }
  const seconds = Number(process.hrtime.bigint() - begin) / 1e9
  expect(count / seconds).toBeGreaterThan(1_000_000)
})
