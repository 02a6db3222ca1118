import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Alike, Numbers } from './columns.ts'

const step = fc.oneof(
  { weight: 20, arbitrary: fc.constantFrom<'a' | 'b' | undefined>('a', 'a', 'a', 'b', undefined) },
  { weight: 4, arbitrary: fc.constant('pop' as const) },
  { weight: 1, arbitrary: fc.constant('take' as const) },
)

test('values come out as they went in', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 300 }), (steps) => {
      const alike = new Alike<string | undefined>()
      let wanted: (string | undefined)[] = []
      for (const each of steps) {
        if (each === 'take') {
          expect(alike.take()).toEqual(wanted)
          wanted = []
        } else if (each !== 'pop') {
          alike.push(each)
          wanted.push(each)
        } else if (wanted.length > 0) {
          alike.pop()
          wanted.pop()
        }
      }
      expect(alike.take()).toEqual(wanted)
    }),
  )
})

test('numbers grow beyond their first memory, and what was taken stays as it is', () => {
  const numbers = new Numbers()
  for (let i = 0; i < 1000; i++) numbers.push(i)
  numbers.pop()
  const taken = numbers.take()
  expect(taken).toEqual(Float64Array.from({ length: 999 }, (_, i) => i))
  numbers.push(7)
  expect(taken[0]).toBe(0)
  expect(numbers.take()).toEqual(Float64Array.of(7))
  expect(numbers.take()).toEqual(new Float64Array(0))
})
