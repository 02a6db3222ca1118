import { expect, test } from 'vitest'
import { durationText, parseDuration } from './duration.ts'

test.each([
  ['10s', 10e6],
  ['1h30m', 5400e6],
  ['250ms', 250e3],
  ['1.5d', 129_600e6],
  ['1h 5s', 3605e6],
  ['90', 90e6],
  ['2.5', 2.5e6],
  ['1w', 604_800e6],
])('%s lasts %d µs', (text, micros) => {
  expect(parseDuration(text)).toBe(micros)
})

test.each(['', 'abc', '10x', 's', '10s!', '-5s', '1h-2m'])('%j is no duration', (text) => {
  expect(parseDuration(text)).toBeUndefined()
})

test('durations are told in two units at most', () => {
  expect([0, 4.2e6, 59e6, 200e6, 7500e6, 180_000e6].map(durationText)).toEqual([
    '0.0s',
    '4.2s',
    '59s',
    '3m20s',
    '2h05m',
    '2d02h',
  ])
})
