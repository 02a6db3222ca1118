import fc from 'fast-check'
import { expect, test } from 'vitest'
import { CivilTime, Float } from '../../kernel/index.ts'
import { Dict } from './collection/dict.ts'
import { Tuple } from './collection/tuple.ts'
import { fromHost, toHost } from './convert.ts'
import { repr } from './text/repr.ts'
import type { Value } from './types.ts'

test('JSON comes back as it was', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (json) => {
      const flat = JSON.parse(JSON.stringify(json))
      expect(JSON.parse(JSON.stringify(toHost(fromHost(flat))))).toEqual(flat)
    }),
  )
})

test('values of YAML keep their kind', () => {
  const map = new Map<unknown, unknown>([
    [1, new Float(2)],
    ['d', new CivilTime({ year: 2024, month: 1, day: 2, dateOnly: true })],
    ['t', new CivilTime({ year: 2024, month: 1, day: 2, hour: 3, offset: 60 })],
    ['n', undefined],
  ])
  expect(repr(fromHost(map))).toBe(
    "{1: 2.0, 'd': datetime.date(2024, 1, 2), 't': datetime.datetime(2024, 1, 2, 3, 0, " +
      "tzinfo=datetime.timezone(datetime.timedelta(seconds=3600))), 'n': None}",
  )
})

test('what JSON lacks becomes what is nearest', () => {
  expect(toHost(new Tuple([1, new Dict([[null, 'x']])]))).toEqual([1, { None: 'x' }])
  const list: Value[] = []
  list.push(list)
  expect(() => toHost(list)).toThrow('Circular reference detected')
})
