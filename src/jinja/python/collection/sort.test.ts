import fc from 'fast-check'
import { expect, test } from 'vitest'
import { arranged, order } from './sort.ts'

const keys = fc.oneof(
  fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 60 }),
  fc.array(fc.string({ maxLength: 2 }), { maxLength: 60 }),
  fc.array(fc.oneof(fc.integer(), fc.boolean()), { maxLength: 60 }),
)

test('however many there are, they are in order, and equal ones in theirs, also when reversed', () => {
  fc.assert(
    fc.property(keys, fc.boolean(), (given, reverse) => {
      const places = given.map((_, i) => i)
      const found = arranged(places, (place) => given[place as number]!, reverse)
      const sign = reverse ? -1 : 1
      const expected = places.toSorted((a, b) => sign * order(given[a]!, given[b]!))
      expect(found.items).toEqual(expected)
      expect(found.keys).toEqual(expected.map((place) => given[place]))
    }),
    { seed: 1, numRuns: 1000 },
  )
})
