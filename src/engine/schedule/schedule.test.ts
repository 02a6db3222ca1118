import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Clock } from '../../kernel/index.ts'
import { lowerBound, type TickBlock } from './block.ts'
import { interleave } from './interleave.ts'
import { Lateness } from './lateness.ts'
import { mergeInputs } from './merge.ts'
import { paced } from './pacer.ts'
import { cutToRange } from './range.ts'

const sorted = fc.array(fc.nat(500), { maxLength: 60 }).map((xs) => xs.sort((a, b) => a - b))

function* blocksOf(times: readonly number[], size: number): Generator<Float64Array> {
  for (let at = 0; at < times.length; at += size) yield Float64Array.from(times.slice(at, at + size))
}

function flat(blocks: Iterable<TickBlock>): { time: number; source: number }[] {
  return [...blocks].flatMap(({ times, source }) =>
    [...times].map((time, i) => ({ time, source: typeof source === 'number' ? source : source[i]! })),
  )
}

test('merging is a stable sort of all inputs, whatever the block sizes', () => {
  fc.assert(
    fc.property(
      fc.array(sorted, { minLength: 1, maxLength: 5 }),
      fc.integer({ min: 1, max: 9 }),
      fc.integer({ min: 1, max: 9 }),
      (inputs, inSize, size) => {
        const merged = [
          ...mergeInputs(
            inputs.map((times, index) => ({ index, blocks: blocksOf(times, inSize) })),
            size,
          ),
        ]
        const expected = inputs
          .flatMap((times, source) => times.map((time) => ({ time, source })))
          .sort((a, b) => a.time - b.time || a.source - b.source)
        expect(flat(merged)).toEqual(expected)
        expect(merged.every(({ times }) => times.length > 0)).toBe(true)
      },
    ),
  )
})

test('each block may be twice as long as the one before, up to the most', () => {
  fc.assert(
    fc.property(
      fc.array(sorted, { minLength: 1, maxLength: 3 }),
      fc.integer({ min: 1, max: 9 }),
      fc.integer({ min: 1, max: 20 }),
      (inputs, first, most) => {
        const scheduled = () => inputs.map((times, index) => ({ index, blocks: blocksOf(times, most) }))
        const grown = [...mergeInputs(scheduled(), most, Math.min(first, most))]
        expect(flat(grown)).toEqual(flat(mergeInputs(scheduled(), most)))
        for (const [i, { times }] of grown.entries())
          expect(times.length).toBeLessThanOrEqual(Math.min(first * 2 ** i, most))
      },
    ),
  )
})

test('merging reads no further than it must', () => {
  let read = 0
  function* endless(): Generator<Float64Array> {
    for (;;) yield Float64Array.of(read++)
  }
  const merged = mergeInputs(
    [
      { index: 0, blocks: endless() },
      { index: 1, blocks: blocksOf([3], 1) },
    ],
    4,
  )
  merged.next()
  expect(read).toBeLessThan(8)
  merged.return(undefined)
})

test('a range is half-open and counts its duration from its beginning', () => {
  fc.assert(
    fc.property(
      sorted,
      fc.nat(500),
      fc.nat(500),
      fc.option(fc.nat(200), { nil: undefined }),
      (times, from, to, duration) => {
        const blocks = [...blocksOf(times, 7)].map((block) => ({ times: block, source: 0 }))
        const cut = flat(cutToRange(blocks, { from, to, duration })).map(({ time }) => time)
        expect(cut).toEqual(times.filter((t) => t >= from && t < Math.min(to, from + (duration ?? Infinity))))
      },
    ),
  )
  const open = cutToRange([{ times: Float64Array.of(5, 6, 9), source: 0 }], {
    from: -Infinity,
    to: Infinity,
    duration: 4,
  })
  expect(flat(open).map(({ time }) => time)).toEqual([5, 6])
})

test('lowerBound finds the first instant that is not before', () => {
  fc.assert(
    fc.property(sorted, fc.nat(510), (times, at) => {
      const found = lowerBound(Float64Array.from(times), at)
      expect(found).toBe(
        times.findIndex((t) => t >= at) === -1 ? times.length : times.findIndex((t) => t >= at),
      )
    }),
  )
})

/** Time passes only by sleeping, and each wake-up is a little late. */
class SleepyClock implements Clock {
  time = 0
  readonly #late: number
  constructor(late: number) {
    this.#late = late
  }
  now = () => this.time
  async sleepUntil(at: number, signal?: AbortSignal) {
    signal?.throwIfAborted()
    this.time = Math.max(this.time, at + this.#late)
  }
}

test('the pacer releases nothing early, everything once, and does not drift', async () => {
  await fc.assert(
    fc.asyncProperty(
      sorted,
      fc.nat(30),
      fc.nat(50),
      fc.integer({ min: 1, max: 9 }),
      async (times, late, linger, size) => {
        const clock = new SleepyClock(late)
        const blocks = [...blocksOf(times, 10)].map((block) => ({ times: block, source: 0 }))
        const lateness = new Lateness()
        const seen: number[] = []
        for await (const block of paced(
          blocks,
          clock,
          { size, linger },
          lateness,
          new AbortController().signal,
        )) {
          expect(block.times.length).toBeLessThanOrEqual(size)
          for (const time of block.times) {
            expect(time).toBeLessThanOrEqual(clock.time)
            expect(clock.time - time).toBeLessThanOrEqual(late + linger)
            seen.push(time)
          }
        }
        expect(seen).toEqual(times)
        expect(lateness.percentile(1)).toBeLessThanOrEqual(late + linger)
      },
    ),
  )
})

test('a stop ends the wait of the pacer', async () => {
  const stop = new AbortController()
  stop.abort(new Error('stop'))
  const blocks = [{ times: Float64Array.of(1e15), source: 0 }]
  const next = paced(blocks, new SleepyClock(0), { size: 1, linger: 0 }, new Lateness(), stop.signal).next()
  await expect(next).rejects.toThrow('stop')
})

test('sources that are always ready starve nobody', async () => {
  async function* ready(name: string, count: number) {
    for (let i = 0; i < count; i++) yield name
  }
  const seen: string[] = []
  for await (const name of interleave([ready('a', 50), ready('b', 5)])) seen.push(name)
  expect(seen).toHaveLength(55)
  expect(seen.lastIndexOf('b')).toBeLessThan(20)
})

test('percentiles of lateness are exact to a bucket', () => {
  const lateness = new Lateness()
  lateness.recordAll(
    Float64Array.from({ length: 1000 }, (_, i) => 10_000 - i),
    0,
    1000,
    10_000,
  )
  expect(lateness.percentile(0.5)).toBeGreaterThanOrEqual(499)
  expect(lateness.percentile(0.5)).toBeLessThanOrEqual(499 * 1.1)
  expect(lateness.percentile(1)).toBe(999)
  expect(new Lateness().percentile(0.99)).toBe(0)
})
