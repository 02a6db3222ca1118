import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readEpoch, writeEpoch } from './epoch.ts'

test.each<[string, number | undefined]>([
  ['1700000000', 1_700_000_000_000_000],
  ['1700000000.25', 1_700_000_000_250_000],
  ['1700000000123', 1_700_000_000_123_000],
  ['1700000000123456', 1_700_000_000_123_456],
  ['1700000000123456000', 1_700_000_000_123_456],
  ['-5', -5_000_000],
  ['0', 0],
  ['1e9', undefined],
  ['2024', 2_024_000_000],
  ['', undefined],
  ['now', undefined],
])('%s is read by its size', (text, instant) => {
  expect(readEpoch(text)).toBe(instant)
})

test.each([
  [1_700_000_000_123_456, '1', '1700000000'],
  [1_700_000_000_123_456, '1.000', '1700000000.123'],
  [1_700_000_000_123_456, '1.00000000', '1700000000.12345600'],
  [1_700_000_000_123_456, '1600000000000', '1700000000123'],
  [1_700_000_000_123_456, '1600000000000000', '1700000000123456'],
  [1_700_000_000_123_456, '1600000000000000000', '1700000000123456000'],
  [5, '1', '0'],
  [5, '1.000000', '0.000005'],
  [-1_500_000, '1.0', '-1.5'],
  [-1, '1', '0'],
])('%d like %s is %s', (instant, like, text) => {
  expect(writeEpoch(instant, like)).toBe(text)
})

test('what is written with microseconds is read back', () => {
  const instants = fc.integer({ min: 1e14, max: 8e15 })
  fc.assert(
    fc.property(
      instants,
      fc.constantFrom('1.000000', '1600000000000.000', '1600000000000000'),
      (instant, like) => {
        expect(readEpoch(writeEpoch(instant, like))).toBe(instant)
      },
    ),
  )
})
