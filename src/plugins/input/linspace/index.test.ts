import fc from 'fast-check'
import { expect, test } from 'vitest'
import { HOUR, SECOND } from '../../../kernel/index.ts'
import { at, openInput, ticks } from '../test-context.ts'
import linspace from './index.ts'

const START = at('2024-01-01T00:00:00Z')

async function spread(options: Record<string, unknown>): Promise<number[]> {
  const input = await openInput(linspace, { start: '2024-01-01', ...options })
  return ticks(input, 10_000).map((tick) => tick - START)
}

test('the end is the last timestamp, or the one after the last', async () => {
  expect(await spread({ end: '+10s', count: 3 })).toEqual([0, 5 * SECOND, 10 * SECOND])
  expect(await spread({ end: '+10s', count: 2, endpoint: false })).toEqual([0, 5 * SECOND])
  expect(await spread({ end: '+10s', count: 1 })).toEqual([0])
  expect(await spread({ end: '+10s', count: 4 })).toEqual([0, 3_333_333, 6_666_666, 10 * SECOND])
  expect(await spread({ end: '2024-01-01', count: 3 })).toEqual([0, 0, 0])
})

test('a time of day as the end is on the date of the start', async () => {
  const input = await openInput(linspace, { start: '2024-01-01T14:00:00', end: '14:30', count: 2 })
  expect(input.end).toBe(START + 14.5 * HOUR)
})

test('positions are exact to the microsecond', () => {
  return fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 0, max: 10 ** 9 }),
      fc.integer({ min: 2, max: 300 }),
      async (seconds, count) => {
        const found = await spread({ end: `+${seconds}s`, count })
        const exact = found.map((_, i) =>
          Number((BigInt(seconds) * 1_000_000n * BigInt(i)) / BigInt(count - 1)),
        )
        expect(found).toEqual(exact)
      },
    ),
    { numRuns: 50 },
  )
})

test('a spread is even in elapsed time through a change of the clock', async () => {
  const input = await openInput(
    linspace,
    { start: '2024-10-27T00:00', end: '2024-10-28T00:00', count: 26 },
    { zone: 'Europe/Berlin' },
  )
  const found = ticks(input, 100)
  expect(found.slice(1).every((tick, i) => tick - found[i]! === HOUR)).toBe(true)
})
