import { expect, test } from 'vitest'
import { HOUR, SECOND } from '../../../kernel/index.ts'
import { at, ORIGIN, openInput, ticks } from '../test-context.ts'
import timer from './index.ts'

test('the first timestamp is one interval after the start', async () => {
  const input = await openInput(timer, { seconds: 0.25, count: 2 })
  expect(ticks(input, 4)).toEqual([250_000, 250_000, 500_000, 500_000].map((micros) => ORIGIN + micros))
})

test('a single cycle that starts now is not lost when the past is skipped', async () => {
  const input = await openInput(timer, { seconds: 10, count: 1, repeat: 1 })
  expect(ticks(input, 10, ORIGIN)).toEqual([ORIGIN + 10 * SECOND])
  expect(input.count).toBe(1)
})

test('skipping goes to the first cycle that is not past', async () => {
  const input = await openInput(timer, { seconds: 10, count: 1, start: '-25s', repeat: 5 })
  expect(ticks(input, 10, ORIGIN)).toEqual([5, 15, 25].map((seconds) => ORIGIN + seconds * SECOND))
  const aligned = await openInput(timer, { seconds: 10, count: 1, start: '-30s', repeat: 5 })
  expect(ticks(aligned, 1, ORIGIN)).toEqual([ORIGIN])
})

test('cycles are elapsed time through a change of the clock', async () => {
  const input = await openInput(
    timer,
    { seconds: 3600, count: 1, start: '2024-03-31', repeat: 4 },
    { zone: 'Europe/Berlin' },
  )
  const start = at('2024-03-31T00:00:00+01:00')
  expect(ticks(input, 10)).toEqual([1, 2, 3, 4].map((hours) => start + hours * HOUR))
})

test('an endless timer ends with countable time, one that starts never has no cycle', async () => {
  const endless = await openInput(timer, { seconds: 1e9, count: 1 })
  expect(endless.count).toBeUndefined()
  expect(ticks(endless, 100)).toHaveLength(7)
  expect(ticks(await openInput(timer, { seconds: 1, count: 1, start: 'never' }), 10)).toEqual([])
})

test('a decades-old start and a huge count cost nothing', async () => {
  const input = await openInput(timer, { seconds: 0.1, count: Number.MAX_SAFE_INTEGER, start: '1970-01-01' })
  const found = ticks(input, 500, ORIGIN)
  expect(found).toHaveLength(500)
  expect(new Set(found)).toEqual(new Set([Math.ceil(ORIGIN / 100_000) * 100_000]))
})
