import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sharedSlices } from './share.ts'

/** Ordinals of the ticks that a share makes of blocks of the given sizes. */
function ordinals(sizes: readonly number[], share?: { index: number; of: number }): number[] {
  const made: number[] = []
  let first = 0
  for (const size of sizes) {
    for (const { start, end } of sharedSlices(first, size, share))
      for (let i = start; i < end; i++) made.push(first + i)
    first += size
  }
  return made
}

const blocks = fc.array(fc.integer({ min: 1, max: 1500 }), { maxLength: 8 })
const all = (sizes: readonly number[]) =>
  Array.from({ length: sizes.reduce((a, b) => a + b, 0) }, (_, i) => i)

test('without a share all ticks are made, once and in order', () => {
  fc.assert(
    fc.property(blocks, (sizes) => {
      expect(ordinals(sizes)).toEqual(all(sizes))
    }),
  )
})

test('shares are disjoint, complete, and the same ticks however the schedule is cut into blocks', () => {
  fc.assert(
    fc.property(blocks, fc.integer({ min: 1, max: 7 }), (sizes, of) => {
      const parts = Array.from({ length: of }, (_, index) => ordinals(sizes, { index, of }))
      expect(parts.flat().sort((a, b) => a - b)).toEqual(all(sizes))
      const whole = [all(sizes).length]
      for (const [index, part] of parts.entries())
        expect(part).toEqual(whole[0] === 0 ? [] : ordinals(whole, { index, of }))
    }),
  )
})

test('no slice is longer than 256 ticks', () => {
  fc.assert(
    fc.property(fc.nat(10_000), fc.integer({ min: 1, max: 5000 }), (first, size) => {
      for (const { start, end } of sharedSlices(first, size, undefined)) {
        expect(end - start).toBeGreaterThan(0)
        expect(end - start).toBeLessThanOrEqual(256)
      }
    }),
  )
})
