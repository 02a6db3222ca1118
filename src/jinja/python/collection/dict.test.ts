import fc from 'fast-check'
import { expect, test } from 'vitest'
import { float } from '../../../kernel/index.ts'
import { callMethod } from '../access.ts'
import { eq } from '../compare.ts'
import { Markup } from '../markup.ts'
import { repr } from '../text/repr.ts'
import { Kwargs, type Value } from '../types.ts'
import { Dict } from './dict.ts'
import { FrozenSet } from './set.ts'
import { Shape } from './shape.ts'
import { Tuple } from './tuple.ts'

test('equal keys are one key, which stays as it was first written', () => {
  const dict = new Dict([[1, 'int']])
  dict.set(float(1), 'float')
  dict.set(true, 'bool')
  expect(repr(dict)).toBe("{1: 'bool'}")
  expect(repr(new Dict([[float(1), 'a']]))).toBe("{1.0: 'a'}")
  expect(dict.get('1')).toBeUndefined()
})

test('large ints and floats of the same value are one key', () => {
  const dict = new Dict([[2n ** 60n, 'big']])
  expect(dict.get(float(2 ** 60))).toBe('big')
  expect(dict.get(2n ** 60n + 1n)).toBeUndefined()
})

test('tuples are keys by their content, lists are none', () => {
  const dict = new Dict([[new Tuple([1, new Tuple(['a'])]), 'deep']])
  expect(dict.get(new Tuple([float(1), new Tuple([new Markup('a')])]))).toBe('deep')
  expect(dict.get(new Tuple([1, 'a']))).toBeUndefined()
  expect(new Dict([[new FrozenSet([1, 2]), 'set']]).get(new FrozenSet([2, 1]))).toBe('set')
  expect(() => dict.get([])).toThrow("unhashable type: 'list'")
  expect(() => dict.get(new Tuple([[]]))).toThrow("unhashable type: 'list'")
})

test('text never meets a composed key, whatever it holds', () => {
  const part = fc.oneof(fc.string(), fc.integer())
  fc.assert(
    fc.property(fc.array(part, { maxLength: 3 }), fc.array(part, { maxLength: 3 }), (a, b) => {
      const dict = new Dict([[new Tuple(a), 'found']])
      expect(dict.get(new Tuple(b)) === 'found').toBe(eq(new Tuple(a), new Tuple(b)))
    }),
  )
  expect(new Dict([[new Tuple(['x']), 1]]).get('\0ts1:x')).toBeUndefined()
})

test('it behaves as a list of pairs would', () => {
  const key = fc.oneof(
    fc.integer({ min: 0, max: 4 }),
    fc.constantFrom('a', 'b', '\0s'),
    fc.boolean(),
    fc.constant(null),
  )
  const step = fc.tuple(fc.constantFrom('set', 'delete'), key, fc.integer())
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
      const dict = new Dict()
      let model: [Value, Value][] = []
      for (const [kind, at, value] of steps) {
        const known = model.find(([each]) => eq(each, at))
        if (kind === 'delete') {
          dict.delete(at)
          model = model.filter((pair) => pair !== known)
        } else {
          dict.set(at, value)
          if (known) known[1] = value
          else model.push([at, value])
        }
      }
      expect([...dict.entries()]).toEqual(model)
    }),
  )
})

test('views show the dict as it is now', () => {
  const dict = new Dict([['a', 1]])
  const keys = callMethod(dict, 'keys', [])
  callMethod(dict, 'update', [Kwargs.from([['b', 2]])])
  expect(repr(keys)).toBe("dict_keys(['a', 'b'])")
  expect(repr(callMethod(dict, 'items', []))).toBe("dict_items([('a', 1), ('b', 2)])")
  expect(
    eq(
      keys,
      callMethod(
        new Dict([
          ['b', 0],
          ['a', 0],
        ]),
        'keys',
        [],
      ),
    ),
  ).toBe(true)
})

test('adding keys while iterating is an error, a container within itself is not', () => {
  const dict = new Dict([['a', 1]])
  expect(() => {
    for (const key of dict.iterate()) dict.set(`${key as string}x`, 1)
  }).toThrow('dictionary changed size during iteration')
  dict.clear()
  dict.set('self', dict)
  const list: Value[] = []
  list.push(list)
  expect(repr([dict, list])).toBe("[{'self': {...}}, [[...]]]")
})

test('a dict that is made like another has entries of its own as soon as it is changed', () => {
  const source = new Dict([
    ['a', 1],
    [true, 'yes'],
  ])
  const changes: ((dict: Dict) => void)[] = [
    (dict) => dict.set('a', 2),
    (dict) => dict.delete('a'),
    (dict) => dict.clear(),
    (dict) => dict.merge(new Dict([['b', 3]])),
    (dict) => void callMethod(dict, 'popitem', []),
    (dict) => void callMethod(dict, 'setdefault', ['c', 4]),
  ]
  for (const change of changes) {
    const dict = new Dict(undefined, source)
    const other = new Dict(undefined, source)
    expect(dict.source).toBe(source)
    expect(dict.repr()).toBe(source.repr())
    change(dict)
    expect(dict.source).toBeUndefined()
    expect(dict.repr()).not.toBe(source.repr())
    expect([source.repr(), other.repr()]).toEqual(["{'a': 1, True: 'yes'}", "{'a': 1, True: 'yes'}"])
  }
})

test('who walks such a dict sees what is changed meanwhile', () => {
  const dict = new Dict(
    undefined,
    new Dict([
      ['a', 1],
      ['b', 2],
    ]),
  )
  const seen: Value[] = []
  for (const [key, value] of dict.entries()) {
    if (key === 'a') dict.set('b', 3)
    seen.push(value)
  }
  expect(seen).toEqual([1, 3])
})

test('a dict with a shape is like any other, whatever is done to it', () => {
  const name = fc.constantFrom('a', 'b', 'c', 'd')
  const step = fc.oneof(
    fc.tuple(fc.constant('set'), name, fc.integer()),
    fc.tuple(fc.constant('delete'), name, fc.constant(0)),
    fc.tuple(fc.constant('merge'), name, fc.integer()),
    fc.tuple(fc.constant('copy'), name, fc.constant(0)),
    fc.tuple(fc.constant('share'), name, fc.constant(0)),
    fc.tuple(fc.constant('clear'), name, fc.constant(0)),
  )
  const names = fc.uniqueArray(name, { maxLength: 4 })
  fc.assert(
    fc.property(names, fc.array(step, { maxLength: 8 }), (keys, steps) => {
      let plain = new Dict(keys.map((key, i) => [key, i]))
      let shaped = Dict.shaped(
        Shape.of(keys)!,
        keys.map((_, i) => i),
      )
      const left: [Dict, string][] = []
      for (const [kind, key, value] of steps) {
        if (kind === 'copy' || kind === 'share') left.push([shaped, repr(shaped)])
        if (kind === 'share') shaped = new Dict(undefined, shaped)
        if (kind === 'copy') shaped = shaped.copy()
        for (const dict of [plain, shaped]) {
          if (kind === 'set') dict.set(key, value)
          if (kind === 'delete') dict.delete(key)
          if (kind === 'merge') dict.merge(Dict.shaped(Shape.of([key, 'z'])!, [value, 1]))
          if (kind === 'clear') dict.clear()
        }
        if (kind === 'copy') plain = plain.copy()
        expect(repr(shaped)).toBe(repr(plain))
        expect(eq(shaped, plain) && eq(plain, shaped)).toBe(true)
        expect([shaped.keys(), shaped.values(), shaped.size]).toEqual([
          plain.keys(),
          plain.values(),
          plain.size,
        ])
        const finder = { name: key, shape: undefined, place: undefined }
        expect([shaped.get(key), shaped.find(finder), shaped.has(key)]).toEqual([
          plain.get(key),
          plain.get(key),
          plain.has(key),
        ])
      }
      // What it was copied from has not changed with it.
      for (const [dict, text] of left) expect(repr(dict)).toBe(text)
    }),
    { seed: 1, numRuns: 500 },
  )
})

test('a shape is for names only, each of them once', () => {
  expect(Shape.of(['a', 'a'])).toBeUndefined()
  expect(Shape.of(['a', 1])).toBeUndefined()
  expect(Shape.of(['\0a'])).toBeUndefined()
  expect(Shape.of(['b', 'a', 'c'])?.inOrder).toEqual([1, 0, 2])
})
