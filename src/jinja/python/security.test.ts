import { expect, test } from 'vitest'
import { float, rng } from '../../kernel/index.ts'
import { environment } from '../environment.ts'
import { getAttr, getItem } from './access.ts'
import { BUILTIN_TYPES } from './builtin-types.ts'
import { Bytes } from './bytes.ts'
import { Dict } from './collection/dict.ts'
import { Lazy } from './collection/lazy.ts'
import { Range } from './collection/range.ts'
import { PySet } from './collection/set.ts'
import { NamedTuple, Tuple } from './collection/tuple.ts'
import { toHost } from './convert.ts'
import { DateTime, TimeDelta, TimeZone } from './datetime/index.ts'
import { Markup } from './markup.ts'
import type { Value } from './types.ts'
import { Undefined } from './undefined.ts'

/** What a way out into JavaScript would begin with. */
const NAMES = [
  ...['constructor', '__proto__', 'prototype', 'call', 'apply', 'bind', 'caller', 'arguments', 'toString'],
  ...['valueOf', 'hasOwnProperty', '__defineGetter__', '__lookupGetter__', 'length', 'name', 'push', 'map'],
  ...[
    'slice',
    'concat',
    'then',
    'methods',
    'items_',
    'text',
    'value',
    'entries',
    'iterate',
    'repr',
    'toText',
  ],
]

const VALUES: readonly Value[] = [
  ...[
    'text',
    5,
    1.5,
    10n ** 30n,
    true,
    null,
    float(2),
    [1, 2],
    () => 1,
    new Dict([['k', 1]]),
    new Tuple([1]),
  ],
  ...[
    new NamedTuple('Row', ['k'], [1]),
    new PySet([1]),
    new Range(0, 3, 1),
    new Lazy([1], 'g'),
    new Markup('m'),
  ],
  ...[
    new Bytes(new Uint8Array(2)),
    new TimeDelta(1, 1),
    TimeZone.utc,
    DateTime.of({ year: 2024, month: 1, day: 1 }),
  ],
  BUILTIN_TYPES.get('str')!,
]

test('no attribute and no item leads to JavaScript', () => {
  for (const value of VALUES) {
    for (const name of NAMES) {
      expect([value, name, getAttr(value, name)]).toEqual([value, name, expect.any(Undefined)])
      expect([value, name, getItem(value, name)]).toEqual([value, name, expect.any(Undefined)])
    }
  }
})

test('keys that mean something to JavaScript are keys like any other', () => {
  const dict = new Dict([
    ['__proto__', 'a'],
    ['constructor', 'b'],
  ])
  expect(getItem(dict, '__proto__')).toBe('a')
  expect(dict.keys()).toEqual(['__proto__', 'constructor'])
  const object = toHost(dict) as object
  expect(Object.keys(object)).toEqual(['__proto__', 'constructor'])
  expect(Object.getPrototypeOf(object)).toBe(Object.prototype)
})

const env = environment({ load: () => undefined, rng: rng(1) })

test.each([
  ...['"a" * 10**12', '[0] * 10**9', '10 ** (10**9)', '"a".ljust(10**9)', '"{:999999999}".format(1)'],
  ...['"%1000000000d" % 1', '(10**5000)|string', '7 ** (7 ** 9)', 'range(10**9)|list'],
])('%s is refused, not attempted', (expression) => {
  // A setting is not computed before the template runs.
  expect(() => env.compile(`{% set x = ${expression} %}`).render({})).toThrow(
    /out of all bounds|too big|Exceeds the limit/,
  )
})
