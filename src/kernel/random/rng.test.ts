import fc from 'fast-check'
import { mean, variance } from 'simple-statistics'
import { expect, test } from 'vitest'
import { hashText } from './hash.ts'
import { rng } from './rng.ts'

const N = 400_000

function draws(name: string, draw: (r: ReturnType<typeof rng>) => number): number[] {
  const stream = rng(42).fork(name)
  return Array.from({ length: N }, () => draw(stream))
}

test('MurmurHash3 x86 128 matches its published vectors', () => {
  expect(hashText('').map((w) => w.toString(16))).toEqual(['0', '0', '0', '0'])
  const hex = (text: string, seed: number) =>
    hashText(text, seed)
      .map((w) => w.toString(16).padStart(8, '0'))
      .join('')
  expect(hex('', 1)).toBe('88c4adec54d201b954d201b954d201b9')
  expect(hex('Hello, world!', 123)).toBe('61c9129e5a1aacd7a41621629e37c886')
})

test('a stream is pinned', () => {
  const stream = rng(42).fork('event/template').fork(7)
  expect([
    stream.uint32(),
    stream.uint32(),
    stream.float(),
    stream.normal(),
    stream.exponential(),
  ]).toMatchInlineSnapshot(`
    [
      3322928448,
      3345873754,
      0.9945730828683238,
      -0.03662399471107897,
      0.27640350389245955,
    ]
  `)
})

test('a fork depends on its path, not on draws made before', () => {
  const fresh = rng('s').fork('a').float()
  const used = rng('s')
  used.normal()
  used.fork('b').float()
  expect(used.fork('a').float()).toBe(fresh)
  expect(rng('s').fork('c').float()).not.toBe(fresh)
  expect(rng('s').fork(1).float()).not.toBe(rng('s').fork('1').float())
})

/** Tolerances are five standard errors of the estimate at n = 400,000: one false alarm in 1.7 million. */
test('moments are those of the distributions', () => {
  const close = (value: number, expected: number, sd: number) =>
    expect(Math.abs(value - expected)).toBeLessThan((5 * sd) / Math.sqrt(N))
  const uniform = draws('uniform', (r) => r.float())
  close(mean(uniform), 0.5, Math.sqrt(1 / 12))
  const normal = draws('normal', (r) => r.normal())
  close(mean(normal), 0, 1)
  close(variance(normal), 1, Math.sqrt(2))
  close(mean(normal.map((x) => x ** 4)), 3, Math.sqrt(96))
  const exponential = draws('exponential', (r) => r.exponential(4))
  close(mean(exponential), 0.25, 0.25)
  close(mean(exponential.map((x) => x * x)), 0.125, 0.25 ** 2 * Math.sqrt(20))
  for (const shape of [0.3, 1, 7.5])
    close(mean(draws(`gamma${shape}`, (r) => r.gamma(shape))), shape, Math.sqrt(shape))
})

test('tails beyond the ziggurat have the right weight', () => {
  const far = draws('tail', (r) => r.normal()).filter((x) => Math.abs(x) > 3).length
  const p = 0.002699796063
  expect(Math.abs(far - N * p)).toBeLessThan(5 * Math.sqrt(N * p * (1 - p)))
})

test('int is uniform and within its bounds, whatever they are', () => {
  const stream = rng(1)
  fc.assert(
    fc.property(fc.integer(), fc.nat(), (low, span) => {
      const value = stream.int(low, low + span)
      return Number.isInteger(value) && value >= low && value <= low + span
    }),
  )
  const counts = new Array(10).fill(0)
  for (const value of draws('int', (r) => r.int(0, 9))) counts[value]++
  const chi2 = counts.reduce((sum, seen) => sum + (seen - N / 10) ** 2 / (N / 10), 0)
  expect(chi2).toBeLessThan(33.7) // χ², 9 degrees of freedom, p = 0.0001
  expect(() => stream.int(2, 1)).toThrow(RangeError)
})
