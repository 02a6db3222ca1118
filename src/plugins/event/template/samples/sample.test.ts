import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  callMethod,
  contains,
  eq,
  getAttr,
  getItem,
  Kwargs,
  repr,
  slice,
  str,
  Tuple,
  toArray,
  Undefined,
  type Value,
} from '../../../../jinja/index.ts'
import { Float, rng } from '../../../../kernel/index.ts'
import { sampleOf } from './sample.ts'

const people = sampleOf(
  {
    columns: ['name', 'weight', 'kind', 'count'],
    rows: [
      ['ann', '1', 'x', 10],
      ['bob', '0', 'y', 20],
      ['cid', '3', 'x', 30],
    ],
  },
  rng(1),
)
const empty = sampleOf({ columns: ['a'], rows: [] }, rng(1))
const where = (sample: Value, conditions: Record<string, Value>) =>
  callMethod(sample, 'where', [Kwargs.from(Object.entries(conditions))])
const names = (rows: Value) => toArray(rows).map((row) => getAttr(row, 'name'))

test('length, index, slice, iteration, membership', () => {
  expect(people.length()).toBe(3)
  expect(repr(getItem(people, 0))).toBe("Row(name='ann', weight='1', kind='x', count=10)")
  expect(getAttr(getItem(people, -1), 'name')).toBe('cid')
  expect(getItem(people, 3)).toBeInstanceOf(Undefined)
  expect(names(slice(people, 1, null, null))).toEqual(['bob', 'cid'])
  expect(names(people)).toEqual(['ann', 'bob', 'cid'])
  expect([...people.reversed()].map(str)).toEqual([...people.iterate()].map(str).reverse())
  expect(contains(new Tuple(['bob', '0', 'y', 20]), people)).toBe(true)
  expect([people.truth(), empty.truth()]).toEqual([true, false])
})

test('columns: names, by item and by attribute', () => {
  expect(getAttr(people, 'columns')).toEqual(['name', 'weight', 'kind', 'count'])
  expect(getItem(people, 'name')).toEqual(['ann', 'bob', 'cid'])
  expect(getAttr(people, 'kind')).toEqual(['x', 'y', 'x'])
  expect(getItem(people, 'nothing')).toBeInstanceOf(Undefined)
  const odd = sampleOf({ columns: ['pick', 'columns'], rows: [[1, 2]] }, rng(1))
  expect(getItem(odd, 'pick')).toEqual([1])
  expect(typeof getAttr(odd, 'pick')).toBe('function')
  expect(getItem(odd, 'columns')).toEqual([2])
  expect(getAttr(odd, 'columns')).toEqual(['pick', 'columns'])
})

test('rows: by name, by position, as tuples', () => {
  const row = getItem(people, 2)
  expect([getAttr(row, 'name'), getItem(row, 'name'), getItem(row, 0)]).toEqual(['cid', 'cid', 'cid'])
  expect(getAttr(row, 'count')).toBe(30)
  expect(callMethod(row, 'index', ['x'])).toBe(2)
  expect(eq(row, new Tuple(['cid', '3', 'x', new Float(30)]))).toBe(true)
  expect(repr(slice(row, 0, 2, null))).toBe("('cid', '3')")
  expect(getAttr(row, 'nothing')).toBeInstanceOf(Undefined)
  const plain = sampleOf({ columns: undefined, rows: [['a']] }, rng(1))
  expect(str(getItem(plain, 0))).toBe("Row(_0='a')")
  expect(callMethod(getItem(plain, 0), 'count', ['a'])).toBe(1)
})

test('a name given twice: the last for a row, the first for a column', () => {
  const twice = sampleOf({ columns: ['a', 'a'], rows: [[1, 2]] }, rng(1))
  expect(getAttr(getItem(twice, 0), 'a')).toBe(2)
  expect(getItem(twice, 'a')).toEqual([1])
  expect(getAttr(twice, 'columns')).toEqual(['a'])
})

test('pick and pick_n', () => {
  expect(names([callMethod(people, 'pick', [])])[0]).toBeTypeOf('string')
  expect(toArray(callMethod(people, 'pick_n', [50]))).toHaveLength(50)
  expect(callMethod(people, 'pick_n', [-1])).toEqual([])
  expect(callMethod(empty, 'pick_n', [3])).toEqual([])
  expect(callMethod(empty, 'pick', [null])).toBeNull()
  expect(callMethod(empty, 'pick', [Kwargs.from([['default', 7]])])).toBe(7)
  expect(() => callMethod(empty, 'pick', [])).toThrow('cannot pick from an empty sample without a default')
  expect(() => callMethod(people, 'pick_n', ['2'])).toThrow('n must be int, not str')
})

test('weighted picks follow the weights', () => {
  const draws = 20_000
  const drawn = names(callMethod(people, 'weighted_pick_n', ['weight', draws]))
  expect(drawn).not.toContain('bob')
  const ann = drawn.filter((name) => name === 'ann').length
  expect(Math.abs(ann - draws / 4)).toBeLessThan(5 * Math.sqrt((draws * 3) / 16))
  expect(['ann', 'cid']).toContain(getAttr(callMethod(people, 'weighted_pick', ['weight']), 'name'))
  expect(callMethod(empty, 'weighted_pick', ['nothing', 'none'])).toBe('none')
  expect(callMethod(empty, 'weighted_pick_n', ['nothing', 3])).toEqual([])
})

test.each([
  [['a'], [['x']], 'a', 'column "a" holds no weight in row 1: \'x\''],
  [['a'], [['1'], [-1]], 'a', 'column "a" holds no weight in row 2: -1'],
  [['a'], [[null]], 'a', 'column "a" holds no weight in row 1: None'],
  [['a'], [['0'], [0]], 'a', 'the weights in column "a" sum up to 0'],
  [['a', 'b'], [['0', 1]], 'c', "there is no column 'c'; there are: 'a', 'b'"],
])('weights: %j %j by %s', (columns, rows, column, message) => {
  const sample = sampleOf({ columns, rows }, rng(1))
  expect(() => callMethod(sample, 'weighted_pick', [column])).toThrow(message)
})

test('where: all conditions, equality without conversion', () => {
  expect(names(where(people, { kind: 'x' }))).toEqual(['ann', 'cid'])
  expect(names(where(people, { kind: 'x', weight: '3' }))).toEqual(['cid'])
  expect(names(where(people, { weight: 3 }))).toEqual([])
  expect(names(where(people, { count: new Float(20) }))).toEqual(['bob'])
  expect(names(where(where(people, { kind: 'x' }), { name: 'ann' }))).toEqual(['ann'])
  expect(names(where(where(people, { kind: 'z' }), { name: 'ann' }))).toEqual([])
  expect(callMethod(people, 'where', [])).toBe(people)
  expect(() => where(people, { nothing: 1 })).toThrow("there is no column 'nothing'")
  expect(() => callMethod(people, 'where', ['x'])).toThrow('where() takes conditions as column=value')
})

test('where: cells that are lists are found too', () => {
  const sample = sampleOf(
    {
      columns: ['a', 'b'],
      rows: [
        [[1], 'x'],
        [[2], 'y'],
        [3, 'z'],
      ],
    },
    rng(1),
  )
  expect(toArray(where(sample, { a: [2] })).map(str)).toEqual(["Row(a=[2], b='y')"])
  expect(toArray(where(sample, { b: 'y', a: [2] })).map(str)).toEqual(["Row(a=[2], b='y')"])
  expect(toArray(where(sample, { a: [9] }))).toEqual([])
})

test('where finds what a search through all rows finds', () => {
  const cell = fc.constantFrom<Value>(0, 1, true, false, null, '', '1', new Float(1), 0.5)
  const table = fc.array(fc.tuple(cell, cell), { maxLength: 12 })
  fc.assert(
    fc.property(table, cell, cell, (rows, a, b) => {
      const sample = sampleOf({ columns: ['a', 'b'], rows }, rng(1))
      const expected = rows.filter((row) => eq(row[0], a) && eq(row[1], b))
      expect(toArray(where(sample, { a, b })).map((row) => (row as Tuple).items)).toEqual(expected)
    }),
    { numRuns: 200 },
  )
})

test('weights are taken anew for the rows that where found', () => {
  const some = where(people, { name: 'cid' })
  expect(getAttr(callMethod(some, 'weighted_pick', ['weight']), 'name')).toBe('cid')
  expect(where(people, { name: 'cid' })).toBe(some)
})
