import fc from 'fast-check'
import { expect, test } from 'vitest'
import { rng } from '../../kernel/index.ts'
import { gammaFunction } from './gamma-function.ts'
import { sortedUniforms } from './sorted-uniforms.ts'

const all = (seed: number, count: number, from?: number) =>
  [...sortedUniforms(rng(seed), count, from)].flatMap((chunk) => [...chunk])

test('numbers ascend, lie in [0, 1), and are as many as asked', () => {
  fc.assert(
    fc.property(fc.nat(), fc.integer({ min: 0, max: 20_000 }), (seed, count) => {
      const values = all(seed, count)
      return values.length === count && values.every((x, i) => x >= (values[i - 1] ?? 0) && x < 1)
    }),
    { numRuns: 20 },
  )
})

test('skipping leaves the rest as it is', () => {
  const values = all(3, 50_000)
  for (const from of [0, 0.2, 0.5, values[40_000]!, 0.9999, 1]) {
    const kept = all(3, 50_000, from)
    expect(kept.filter((x) => x >= from)).toEqual(values.filter((x) => x >= from))
    if (from > 0.2) expect(kept.length).toBeLessThan(50_000 * (1 - from) + 4200)
  }
})

test.each([1000, 300_000])('%d of them are uniform', (count) => {
  const runs = Math.ceil(300_000 / count)
  const bins = new Array<number>(100).fill(0)
  for (let run = 0; run < runs; run++) for (const x of all(run, count)) bins[Math.floor(100 * x)]!++
  const expected = (runs * count) / 100
  const chi2 = bins.reduce((sum, seen) => sum + (seen - expected) ** 2 / expected, 0)
  expect(chi2).toBeLessThan(160) // χ², 99 degrees of freedom, p = 0.0001
})

test('gaps between them are those of independent numbers, also where the tree divides', () => {
  const count = 100_000
  const values = all(9, count)
  // n times a spacing is exponential but for 1/n; its square has the mean 2 and the variance 20.
  const squares = values.slice(1).reduce((sum, x, i) => sum + ((x - values[i]!) * count) ** 2, 0) / count
  expect(Math.abs(squares - 2)).toBeLessThan(4 * Math.sqrt(20 / count))
})

test('the middle of an astronomic number is there at once', () => {
  // Before a chunk there come the middles of the parts above it.
  for (const chunk of sortedUniforms(rng(1), 80_000_000_000, 0.5)) {
    expect(chunk.at(-1)!).toBeGreaterThan(0.4999)
    if (chunk.length > 1000) break
  }
})

test('the gamma function is the factorial and its half steps', () => {
  let factorial = 1
  for (let n = 1; n <= 30; n++) {
    expect(Math.abs(gammaFunction(n) / factorial - 1)).toBeLessThan(1e-13)
    factorial *= n
  }
  expect(Math.abs(gammaFunction(1.5) / (Math.sqrt(Math.PI) / 2) - 1)).toBeLessThan(1e-14)
  expect(Math.abs(gammaFunction(2.5) / ((3 * Math.sqrt(Math.PI)) / 4) - 1)).toBeLessThan(1e-14)
})
