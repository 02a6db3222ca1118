import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Micros, rng } from '../../../kernel/index.ts'
import { type Chunk, mergeChunks } from './merge.ts'
import type { Pattern } from './pattern.ts'
import { earliestInstant, periodInstants } from './period.ts'

/** Streams of chunks, whose instants lie within [k · 100, k · 100 + 99] of their chunk k. */
const streams = fc.array(
  fc.array(fc.array(fc.integer({ min: 0, max: 99 }), { maxLength: 5 }), { maxLength: 5 }),
  {
    maxLength: 4,
  },
)

/** Chunks of those offsets; `told` hears of each that is drawn. */
function chunksOf(offsets: readonly (readonly number[])[], told: (earliest: Micros) => void): Chunk[] {
  return offsets.map((chunk, k) => ({
    earliest: k * 100,
    draw() {
      told(k * 100)
      return Float64Array.from(chunk, (offset) => k * 100 + offset).sort()
    },
  }))
}

describe('merging', () => {
  test('gives every instant of every stream once, in order', () => {
    fc.assert(
      fc.property(streams, (given) => {
        const merged = [...mergeChunks(given.map((each) => chunksOf(each, () => undefined)))].flatMap(
          (each) => [...each],
        )
        const all = given.flatMap((each) =>
          each.flatMap((chunk, k) => chunk.map((offset) => k * 100 + offset)),
        )
        expect(merged).toEqual(all.sort((a, b) => a - b))
      }),
    )
  })

  test('draws nothing while others have earlier instants', () => {
    fc.assert(
      fc.property(streams, (given) => {
        const instants = given.flatMap((each) =>
          each.flatMap((chunk, k) => chunk.map((offset) => k * 100 + offset)),
        )
        let seen = 0
        const draw = (earliest: Micros) => {
          expect(instants.filter((instant) => instant < earliest).length).toBeLessThanOrEqual(seen)
        }
        for (const each of mergeChunks(given.map((stream) => chunksOf(stream, draw)))) seen += each.length
      }),
    )
  })
})

test('no instant of a period comes before the earliest that is told', () => {
  const share = fc.double({ min: 0, max: 0.9, noNaN: true })
  fc.assert(
    fc.property(
      share,
      share,
      fc.integer({ min: 1, max: 1e12 }),
      fc.integer(),
      (left, width, length, seed) => {
        const right = Math.min(1, left + width + 0.05)
        for (const spreader of [
          { distribution: 'uniform', parameters: { low: left, high: right } },
          { distribution: 'triangular', parameters: { left, mode: left, right } },
          { distribution: 'beta', parameters: { a: 2, b: 3 } },
        ] as Pattern['spreader'][]) {
          const pattern = {
            multiplier: { ratio: 50 },
            randomizer: { deviation: 0, direction: 'mixed' },
            spreader,
          } as Pattern
          const begin = 1.7e15
          const instants = periodInstants(pattern, begin, begin + length, rng(seed))
          const earliest = earliestInstant(pattern, begin, begin + length)
          expect(earliest).toBeGreaterThanOrEqual(begin)
          expect(earliest).toBeLessThan(begin + length)
          expect(instants[0]).toBeGreaterThanOrEqual(earliest)
        }
      },
    ),
  )
})
