import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { call, callMethod, getAttr, NamedTuple, repr, Tuple, type Value } from '../python/ops.ts'
import { bisectModule } from './bisect.ts'
import { collectionsModule } from './collections/index.ts'
import { copyModule } from './copy.ts'
import { heapqModule } from './heapq.ts'

const heapq = (name: string, ...args: Value[]) => call(getAttr(heapqModule, name), args)

/** CPython 3.11's list after each of these. */
test('a heap lies in its list as in CPython', () => {
  const heap: Value[] = [9, 4, 7, 1, 8, 2, 6, 3, 5]
  heapq('heapify', heap)
  expect(heap).toEqual([1, 3, 2, 4, 8, 7, 6, 9, 5])
  heapq('heappush', heap, 0)
  expect(heap).toEqual([0, 1, 2, 4, 3, 7, 6, 9, 5, 8])
  expect(heapq('heappop', heap)).toBe(0)
  expect(heap).toEqual([1, 3, 2, 4, 8, 7, 6, 9, 5])
  expect(heapq('heapreplace', heap, 10)).toBe(1)
  expect(heap).toEqual([2, 3, 6, 4, 8, 7, 10, 9, 5])
})

test('what goes in comes out sorted, equal elements included', () => {
  const items = fc.array(fc.tuple(fc.integer({ min: 0, max: 9 }), fc.string()))
  fc.assert(
    fc.property(items, (pairs) => {
      const heap: Value[] = []
      for (const pair of pairs) heapq('heappush', heap, new Tuple(pair))
      const keys = pairs.map(() => ((heapq('heappop', heap) as Tuple).items[0] as number) + 0)
      expect(keys).toEqual(pairs.map(([key]) => key).sort((a, b) => a - b))
    }),
  )
})

test('a sorted list stays sorted', () => {
  fc.assert(
    fc.property(fc.array(fc.integer()), fc.constantFrom('insort', 'insort_left'), (numbers, name) => {
      const items: Value[] = []
      for (const n of numbers) call(getAttr(bisectModule, name), [items, n])
      expect(items).toEqual(numbers.toSorted((a, b) => a - b))
    }),
  )
})

test('copies of what can be changed are others', () => {
  const inner: Value[] = [1]
  const point = new NamedTuple('P', ['a'], [inner])
  const made = call(getAttr(copyModule, 'deepcopy'), [point]) as NamedTuple
  expect(repr(made)).toBe('P(a=[1])')
  expect(made.items[0]).not.toBe(inner)
  const deque = call(getAttr(collectionsModule, 'deque'), [[1]])
  callMethod(call(getAttr(copyModule, 'copy'), [deque]), 'append', [2])
  expect(repr(deque)).toBe('deque([1])')
})

test('a deep copy shares nothing with its original, and contains itself where that did', () => {
  const inner: Value[] = [1]
  const outer: Value[] = [inner, inner]
  outer.push(outer)
  const made = call(getAttr(copyModule, 'deepcopy'), [outer]) as Value[]
  expect(made[0]).toEqual([1])
  expect(made[0]).not.toBe(inner)
  expect(made[1]).toBe(made[0])
  expect(made[2]).toBe(made)
})
