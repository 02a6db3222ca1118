import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { rng } from '../../kernel/index.ts'
import {
  Copula,
  cumulative,
  EntityPool,
  kilometres,
  Newcomers,
  normalQuantile,
  place,
  Weighted,
} from '../index.ts'

describe('a pool of entities', () => {
  const make = (size: number) =>
    new EntityPool(rng(7).fork('thing'), size, (stream, id) => ({ id, value: stream.float() }))

  test('any entity is the same whatever was asked before and however small the memory', () => {
    const ids = fc.array(fc.oneof(fc.nat(20), fc.nat(2 ** 40)), { minLength: 1 })
    fc.assert(
      fc.property(ids, fc.constantFrom(1, 2, 3, 1_000), (asked, size) => {
        const pool = make(size)
        for (const id of asked) expect(pool.get(id)).toEqual(make(1).get(id))
      }),
    )
  })

  test('what is still in its slot is the same object, what was pushed out an equal one', () => {
    const pool = make(4)
    const first = pool.get(3)
    expect(pool.get(3)).toBe(first)
    pool.get(7)
    expect(pool.get(3)).not.toBe(first)
    expect(pool.get(3)).toEqual(first)
  })

  test('a million entities take no more memory than 65,536', () => {
    const pool = make(1_000_000)
    const early = pool.get(0)
    pool.get(65_536)
    expect(pool.get(0)).not.toBe(early)
  })
})

describe('newcomers', () => {
  const open = (share: number, pool: number) => new Newcomers(rng(3).fork('who'), share, pool)
  const shares = fc.oneof(fc.constantFrom(0, 0.3, 1), fc.double({ min: 0, max: 1, noNaN: true }))

  test('counts agree with the steps themselves, in any order', () => {
    fc.assert(
      fc.property(shares, fc.nat(1_500), (share, steps) => {
        const whole = open(share, 50)
        const jumping = open(share, 50)
        let come = 0
        for (let step = 0; step < steps; step++) {
          expect(whole.before(step)).toBe(come)
          if (whole.isNew(step)) come++
        }
        expect(jumping.before(steps)).toBe(come)
        expect(open(share, 50).isNew(steps)).toBe(whole.isNew(steps))
      }),
      { numRuns: 50 },
    )
  })

  test('newcomers have the next id; the known are among the last who came', () => {
    const who = open(0.3, 50)
    const seen = new Set<number>()
    for (let step = 0; step < 5_000; step++) {
      const before = who.before(step)
      const id = who.who(step, rng(9).fork(step))
      if (who.isNew(step)) expect(id).toBe(before)
      else {
        expect(seen.has(id)).toBe(true)
        expect(id).toBeGreaterThanOrEqual(before - 50)
      }
      seen.add(id)
    }
  })

  test('the share is exact over blocks, and of every step its probability', () => {
    for (const share of [0, 0.001, 0.3, 0.75, 1]) {
      const who = open(share, 10)
      for (const blocks of [1, 10, 4_000]) {
        expect(who.before(1 + 256 * blocks) - 1).toBe(Math.floor(256 * blocks * share))
      }
    }
    // One step of many streams: five standard errors.
    const n = 4_000
    for (const step of [1, 128, 256]) {
      let come = 0
      for (let seed = 0; seed < n; seed++) come += Number(new Newcomers(rng(seed), 0.3, 10).isNew(step))
      expect(Math.abs(come / n - 0.3)).toBeLessThan(5 * Math.sqrt(0.21 / n) + 1 / 256)
    }
  })

  test('neighbouring steps are independent but for the fixed count of a block', () => {
    const who = open(0.3, 10)
    const n = 256 * 400
    const flags = Array.from({ length: n }, (_, i) => Number(who.isNew(i + 1)) - 0.3)
    for (const lag of [1, 2, 7]) {
      let sum = 0
      for (let i = lag; i < n; i++) sum += flags[i]! * flags[i - lag]!
      // −1/255 within a block, from drawing without putting back.
      expect(Math.abs(sum / n / 0.21)).toBeLessThan(5 / Math.sqrt(n) + 1 / 255)
    }
  })

  test('far steps are as cheap as near ones', () => {
    expect(open(0.3, 1_000_000).before(1e12)).toBeGreaterThan(0.3e12 - 256)
  })
})

describe('a Gaussian copula', () => {
  const weights = { a: [15, 28, 23, 18, 16], b: [15, 35, 35, 15], c: [1, 1] }
  const n = 60_000

  function drawn(correlations: ConstructorParameters<typeof Copula>[1]): Uint8Array[] {
    const copula = new Copula(weights, correlations)
    const stream = rng(5)
    return Array.from({ length: n }, () => {
      const into = new Uint8Array(3)
      copula.draw(stream, into)
      return into
    })
  }

  function rank(rows: Uint8Array[], i: number, j: number): number {
    const mean = (k: number) => rows.reduce((sum, row) => sum + row[k]!, 0) / n
    const [x, y] = [mean(i), mean(j)]
    const moment = (f: (row: Uint8Array) => number) => rows.reduce((sum, row) => sum + f(row), 0) / n
    const cov = moment((row) => (row[i]! - x) * (row[j]! - y))
    return cov / Math.sqrt(moment((row) => (row[i]! - x) ** 2) * moment((row) => (row[j]! - y) ** 2))
  }

  test.each([0, 0.4, 0.9, 1])('keeps the shares of all values at strength %d', (strength) => {
    const rows = drawn([{ between: ['a', 'b'], strength }])
    for (const [k, each] of Object.values(weights).entries()) {
      const total = each.reduce((sum, weight) => sum + weight, 0)
      for (const [value, weight] of each.entries()) {
        const share = weight / total
        const seen = rows.filter((row) => row[k] === value).length / n
        expect(Math.abs(seen - share)).toBeLessThan(5 * Math.sqrt((share * (1 - share)) / n))
      }
    }
  })

  test('the stronger, the closer; opposite turns it round; the third stays alone', () => {
    const at = (strength: number, opposite = false) =>
      rank(drawn([{ between: ['a', 'b'], strength, opposite }]), 0, 1)
    const error = 5 / Math.sqrt(n)
    expect(Math.abs(at(0))).toBeLessThan(error)
    expect(at(0.4)).toBeGreaterThan(0.3)
    expect(at(0.9)).toBeGreaterThan(at(0.4) + 0.3)
    expect(at(1)).toBeGreaterThan(0.9)
    expect(at(0.4, true)).toBeLessThan(-0.3)
    expect(Math.abs(rank(drawn([{ between: ['a', 'b'], strength: 0.9 }]), 0, 2))).toBeLessThan(error)
  })

  test('strengths that contradict each other are refused', () => {
    const pairs: [string, string][] = [
      ['a', 'b'],
      ['b', 'c'],
    ]
    const strong = pairs.map((between) => ({ between, strength: 0.95 }))
    const refused = { between: ['a', 'c'] as const, strength: 0.9, opposite: true }
    expect(() => new Copula(weights, [...strong, refused])).toThrow('contradict')
    expect(() => new Copula(weights, [{ between: ['a', 'x'], strength: 0.1 }])).toThrow('no pair')
  })
})

test('the normal quantile is that of the tables', () => {
  for (const [p, x] of [
    [0.5, 0],
    [0.975, 1.959963984540054],
    [0.025, -1.959963984540054],
    [0.001, -3.090232306167813],
    [1e-10, -6.361340902404056],
    [0.8413447460685429, 1],
  ] as const)
    expect(normalQuantile(p)).toBeCloseTo(x, 13)
  expect([normalQuantile(0), normalQuantile(1)]).toEqual([Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY])
})

test('weights are shares; a value of weight 0 never comes', () => {
  const pick = new Weighted(['never', 'a', 'b', 'last'], [0, 1, 3, 0])
  const stream = rng(1)
  const seen = Array.from({ length: 20_000 }, () => pick.pick(stream))
  expect([...new Set(seen)].sort()).toEqual(['a', 'b'])
  const share = seen.filter((each) => each === 'a').length / seen.length
  expect(Math.abs(share - 0.25)).toBeLessThan(5 * Math.sqrt(0.1875 / seen.length))
  expect(() => cumulative([0, 0])).toThrow(RangeError)
  expect(() => cumulative([1, -1])).toThrow(RangeError)
})

test('distances are those of the atlas', () => {
  const [berlin, paris, york] = [place(52.52, 13.405), place(48.8566, 2.3522), place(40.7128, -74.006)]
  expect(kilometres(berlin, paris)).toBeCloseTo(877.5, 0)
  expect(kilometres(paris, york)).toBeCloseTo(5837, -1)
  expect(kilometres(place(0, 0), place(0, 180))).toBeCloseTo(Math.PI * 6371, 2)
  expect(kilometres(place(10, 20), place(10, 20))).toBe(0)
  fc.assert(
    fc.property(
      fc.double({ min: -89, max: 89, noNaN: true }),
      fc.double({ min: -179, max: 179, noNaN: true }),
      fc.double({ min: 1e-4, max: 1, noNaN: true }),
      (lat, lon, step) => {
        expect(kilometres(place(lat, lon), place(lat + step, lon))).toBeCloseTo(
          (step * Math.PI * 6371) / 180,
          2,
        )
      },
    ),
  )
})
