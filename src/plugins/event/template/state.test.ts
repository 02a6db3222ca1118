import { expect, test } from 'vitest'
import {
  callMethod,
  contains,
  Dict,
  getAttr,
  getItem,
  repr,
  toArray,
  type Value,
} from '../../../jinja/index.ts'
import { State } from './state.ts'

function call(state: State, method: string, ...args: Value[]): Value {
  return callMethod(state, method, args)
}

test('get, set, update, pop, clear, as_dict', () => {
  const state = new State('shared')
  expect(call(state, 'get', 'a')).toBeNull()
  expect(call(state, 'get', 'a', 5)).toBe(5)
  expect(call(state, 'set', 'a', 1)).toBeNull()
  expect(call(state, 'get', 'a', 5)).toBe(1)
  expect(call(state, 'update', new Dict([['b', 2]]))).toBeNull()
  const copy = call(state, 'as_dict')
  expect(repr(copy)).toBe("{'a': 1, 'b': 2}")
  expect([call(state, 'pop', 'b'), call(state, 'pop', 'b'), call(state, 'pop', 'b', 7)]).toEqual([2, null, 7])
  expect(call(state, 'clear')).toBeNull()
  expect(state.length()).toBe(0)
  expect(repr(copy)).toBe("{'a': 1, 'b': 2}")
})

test('a stored None is a value', () => {
  const state = new State('shared')
  call(state, 'set', 'a', null)
  expect([call(state, 'get', 'a', 5), call(state, 'pop', 'a', 6), call(state, 'pop', 'a', 7)]).toEqual([
    null,
    null,
    7,
  ])
})

test('a missing key reads as None, and a method hides a key in dot form only', () => {
  const state = new State('locals')
  expect(getAttr(state, 'nothing')).toBeNull()
  expect(getItem(state, 'nothing')).toBeNull()
  state.data.set('get', 1)
  expect(getItem(state, 'get')).toBe(1)
  expect(typeof getAttr(state, 'get')).toBe('function')
})

test('a stored list is the same list', () => {
  const state = new State('shared')
  const list: Value[] = []
  call(state, 'set', 'pool', list)
  expect(getAttr(state, 'pool')).toBe(list)
})

test('membership and iteration end', () => {
  const state = new State('shared')
  call(state, 'set', 'a', 1)
  call(state, 'set', 2, 'b')
  expect([contains('a', state), contains('b', state), contains(2, state)]).toEqual([true, false, true])
  expect(toArray(state)).toEqual(['a', 2])
  expect(new State('shared').truth()).toBe(true)
})

test('only globals have a lock, which never waits', () => {
  const globals = new State('globals')
  expect([call(globals, 'acquire'), call(globals, 'acquire'), call(globals, 'release')]).toEqual([
    null,
    null,
    null,
  ])
  expect(() => call(new State('shared'), 'acquire')).toThrow(expect.objectContaining({ type: 'TypeError' }))
})

test('update wants a mapping', () => {
  expect(() => call(new State('shared'), 'update', [1])).toThrow('update() takes a mapping')
})
