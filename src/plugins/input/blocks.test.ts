import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cutBlocks, firstAtLeast } from './blocks.ts'

const chunks = fc.array(fc.array(fc.integer(), { maxLength: 200 }), { maxLength: 5 })

test('blocks hold every instant the given number of times, in order, none empty or too long', () => {
  fc.assert(
    fc.property(
      chunks,
      fc.integer({ min: 1, max: 70 }),
      fc.integer({ min: 1, max: 300 }),
      (lists, copies, size) => {
        const columns = lists.map((list) => Float64Array.from(list))
        const blocks = [...cutBlocks(columns, copies, size)]
        const expected = lists.flat().flatMap((value) => new Array(copies).fill(value))
        expect(blocks.flatMap((block) => [...block])).toEqual(expected)
        expect(blocks.every((block) => block.length > 0 && block.length <= size)).toBe(true)
      },
    ),
  )
})

test('only the last block may be shorter than its predecessor, and the first is small', () => {
  const lengths = [...cutBlocks([new Float64Array(10_000)], 1, 1000)].map((block) => block.length)
  expect(lengths.slice(0, 6)).toEqual([64, 128, 256, 512, 1000, 1000])
})

test('chunks are read no further than the block needs', () => {
  let read = 0
  function* endless() {
    for (;;) {
      read++
      yield Float64Array.of(read)
    }
  }
  cutBlocks(endless(), 1, 10).next()
  expect(read).toBe(10)
})

test('firstAtLeast is the lower bound', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: -50, max: 50 })),
      fc.integer({ min: -60, max: 60 }),
      (list, value) => {
        const column = Float64Array.from(list).sort()
        const index = [...column].findIndex((each) => each >= value)
        expect(firstAtLeast(column, value)).toBe(index < 0 ? column.length : index)
      },
    ),
  )
})
