import { expect, test } from 'vitest'
import { Dict, type Value } from '../../../../../jinja/index.ts'
import { error, rand, share, tolerance } from './test-rand.ts'

test('weighted_choice follows the weights, of lists and of mappings', () => {
  const call = rand()
  const items = ['a', 'b', 'c']
  const fromList = share(
    () => call('weighted_choice', items, [1, 2, 7]),
    (v) => v === 'b',
  )
  expect(Math.abs(fromList - 0.2)).toBeLessThan(tolerance(0.2))
  const mapping = new Dict([
    [404, 1],
    ['x', 3],
  ])
  const fromMapping = share(
    () => call('weighted_choice', mapping),
    (v) => v === 404,
  )
  expect(Math.abs(fromMapping - 0.25)).toBeLessThan(tolerance(0.25))
})

test('weights of None are equal', () => {
  const call = rand()
  const p = share(
    () => call('weighted_choice', ['a', 'b'], null),
    (v) => v === 'a',
  )
  expect(Math.abs(p - 0.5)).toBeLessThan(tolerance(0.5))
})

test('zero weights are never chosen', () => {
  const call = rand()
  for (let i = 0; i < 200; i++) expect(call('weighted_choice', ['a', 'b', 'c'], [0, 1, 0])).toBe('b')
})

test('choice takes characters of text by code point, and elements of anything indexable', () => {
  const call = rand()
  const seen = new Set(Array.from({ length: 100 }, () => call('choice', 'a😀')))
  expect(seen).toEqual(new Set(['a', '😀']))
  expect(call('choices', ['x'], 3)).toEqual(['x', 'x', 'x'])
  expect(call('choices', ['x'], 0)).toEqual([])
  expect(call('weighted_choices', ['x', 'y'], [0, 1], 2)).toEqual(['y', 'y'])
  expect(call('weighted_choices', new Dict([['k', 1]]), 2)).toEqual(['k', 'k'])
})

test('shuffle keeps what it is given and leaves it as it was', () => {
  const call = rand()
  const items = [1, 2, 3, 4, 5]
  const shuffled = call('shuffle', items) as Value[]
  expect([...shuffled].sort()).toEqual(items)
  expect(items).toEqual([1, 2, 3, 4, 5])
  expect([...(call('shuffle', 'abc') as string)].sort().join('')).toBe('abc')
})

test('chance is certain at its ends and fair between', () => {
  const call = rand()
  expect([call('chance', 0), call('chance', -1), call('chance', 1), call('chance', 2)]).toEqual([
    false,
    false,
    true,
    true,
  ])
  const p = share(
    () => call('chance', 0.3),
    (v) => v === true,
  )
  expect(Math.abs(p - 0.3)).toBeLessThan(tolerance(0.3))
})

test.each([
  ['IndexError', 'choice', [[]]],
  ['ValueError', 'weighted_choice', [['a'], [1, 2]]],
  ['ValueError', 'weighted_choice', [['a'], [0]]],
  [
    'ValueError',
    'weighted_choice',
    [
      ['a', 'b'],
      [3, -1],
    ],
  ],
  ['ValueError', 'weighted_choice', [['a'], [Number.POSITIVE_INFINITY]]],
  ['TypeError', 'weighted_choice', [['a'], ['1']]],
  ['TypeError', 'weighted_choice', [['a']]],
  ['ValueError', 'weighted_choice', [new Dict()]],
  ['TypeError', 'weighted_choices', [['a'], [1]]],
  ['TypeError', 'weighted_choices', [new Dict([['a', 1]]), [1], 2]],
  ['TypeError', 'choices', [['a']]],
  ['TypeError', 'chance', ['x']],
  ['TypeError', 'choice', [5]],
] as [string, string, Value[]][])('%s of %s(%j)', (type, name, args) => {
  expect(error(() => rand()(name, ...args))).toBe(type)
})
