import { expect, test } from 'vitest'
import { DAY, zone } from '../../../kernel/index.ts'
import { openInput, ticks } from '../test-context.ts'
import nhpp from './index.ts'

const RATE = 0.02
const PER_DAY = RATE * 86_400

test('weekdays, months, holidays and events multiply, on days of the zone', async () => {
  const input = await openInput(
    nhpp,
    {
      rate: RATE,
      weekdays: [1, 1, 1, 1, 1, 0.5, 0],
      months: [1, 1, 1, 2, 1, 1, 1, 1, 1, 1, 1, 1],
      holidays: { country: 'DE', factor: 0.1 },
      events: [{ date: 'easter', days: [-10, -9], factor: 3 }],
      start: '2024-03-18',
      end: '2024-04-09',
    },
    { zone: 'Europe/Berlin' },
  )
  const berlin = zone('Europe/Berlin')
  const counts = new Map<string, number>()
  for (const tick of ticks(input, 1_000_000)) {
    const day = Math.floor(berlin.toWall(tick) / DAY)
    const date = new Date((day * DAY) / 1000).toISOString().slice(5, 10)
    counts.set(date, (counts.get(date) ?? 0) + 1)
  }
  const factors = {
    ...{ '03-18': 1, '03-21': 3, '03-22': 3, '03-23': 0.5, '03-24': 0 },
    // Good Friday, and Easter Monday in the busy month.
    ...{
      '03-29': 0.1,
      '03-30': 0.5,
      '03-31': 0,
      '04-01': 0.2,
      '04-02': 2,
      '04-06': 1,
      '04-07': 0,
      '04-08': 2,
    },
  }
  for (const [date, factor] of Object.entries(factors)) {
    const expected = PER_DAY * factor
    expect(Math.abs((counts.get(date) ?? 0) - expected)).toBeLessThanOrEqual(4 * Math.sqrt(expected))
  }
})

test('knots and hours have the same mean where they cross the same area', async () => {
  const count = async (shape: object) => {
    const input = await openInput(nhpp, { rate: RATE, ...shape, start: '2024-01-01', end: '+30d' })
    return ticks(input, 1_000_000).length
  }
  const expected = PER_DAY * 30
  const hours = Array.from({ length: 24 }, (_, hour) => (hour < 12 ? 0.5 : 1.5))
  for (const shape of [
    {},
    { hours },
    {
      knots: [
        { hour: 0, factor: 0 },
        { hour: 12, factor: 2 },
      ],
    },
    { knots: [{ hour: 7, factor: 1 }] },
  ]) {
    expect(Math.abs((await count(shape)) - expected)).toBeLessThan(4 * Math.sqrt(expected))
  }
})
