import fc from 'fast-check'
import { expect, test } from 'vitest'
import { rng } from '../../../../kernel/index.ts'
import { type Picker, pickAll, pickAny, pickByChance, pickInTurn } from './picker.ts'

function tally(picker: Picker<string>, draws: number): Record<string, number> {
  const counts: Record<string, number> = {}
  for (let i = 0; i < draws; i++) {
    const [only, ...others] = picker.pick()
    expect(others).toEqual([])
    counts[only!] = (counts[only!] ?? 0) + 1
  }
  return counts
}

/** Five standard deviations of a binomial count: exceeded by chance once in 1.7 million. */
function tolerance(draws: number, share: number): number {
  return 5 * Math.sqrt(draws * share * (1 - share)) + 1e-9
}

test('all: every template, every time', () => {
  const picker = pickAll(['a', 'b'])
  expect([picker.pick(), picker.pick()]).toEqual([
    ['a', 'b'],
    ['a', 'b'],
  ])
})

test('in turn: one after the other, round and round', () => {
  const picker = pickInTurn(['a', 'b', 'b', 'c'])
  expect(Array.from({ length: 9 }, () => picker.pick().join())).toEqual([...'abbcabbca'])
})

test('any: all alike', () => {
  const draws = 30_000
  const counts = tally(pickAny(['a', 'b', 'c'], rng(1)), draws)
  for (const alias of 'abc') {
    expect(Math.abs(counts[alias]! - draws / 3)).toBeLessThan(tolerance(draws, 1 / 3))
  }
})

test('chance: each as often as its share says, whatever the sum', () => {
  const chances = fc.array(fc.double({ min: 1e-3, max: 1e3, noNaN: true }), { minLength: 1, maxLength: 6 })
  fc.assert(
    fc.property(
      chances,
      fc.double({ min: 1e-300, max: 1e300, noNaN: true }),
      fc.integer(),
      (shares, scale, seed) => {
        const draws = 2_000
        const aliases = shares.map((_, i) => `t${i}`)
        const picker = pickByChance(
          aliases,
          shares.map((share) => share * scale),
          rng(seed),
        )
        const counts = tally(picker, draws)
        const sum = shares.reduce((a, b) => a + b)
        for (const [i, alias] of aliases.entries()) {
          const share = shares[i]! / sum
          // A rare alias is Poisson: allow for its heavier tail.
          expect(Math.abs((counts[alias] ?? 0) - draws * share)).toBeLessThan(tolerance(draws, share) + 8)
        }
      },
    ),
    { seed: 7, numRuns: 30 },
  )
})

test('chance: sums beyond the greatest double are no obstacle', () => {
  const counts = tally(pickByChance(['a', 'b'], [Number.MAX_VALUE, Number.MAX_VALUE], rng(3)), 1000)
  expect(Math.abs(counts.a! - 500)).toBeLessThan(tolerance(1000, 0.5))
})

test('the same stream picks the same', () => {
  const once = () =>
    Array.from(
      { length: 50 },
      (
        (picker) => () =>
          picker.pick()[0]
      )(pickAny([1, 2, 3], rng('s'))),
    )
  expect(once()).toEqual(once())
})
