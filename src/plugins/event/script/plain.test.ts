import { expect, test } from 'vitest'
import { CivilTime, Float } from '../../../kernel/index.ts'
import { plainValue, pythonJson } from './plain.ts'

const value = {
  f: new Float(1),
  l: [new CivilTime({ year: 2024, month: 1, day: 2, dateOnly: true }), null, true],
  big: 2n ** 60n,
  'a"b': { x: 1.5, inf: Number.POSITIVE_INFINITY },
}

test('values of a project file become plain JavaScript', () => {
  expect(plainValue(value)).toEqual({
    f: 1,
    l: ['2024-01-02', null, true],
    big: 2n ** 60n,
    'a"b': { x: 1.5, inf: Number.POSITIVE_INFINITY },
  })
})

test('for Python, floats stay floats and large ints stay exact', () => {
  expect(pythonJson(value)).toBe(
    '{"f":1.0,"l":["2024-01-02",null,true],"big":1152921504606846976,"a\\"b":{"x":1.5,"inf":Infinity}}',
  )
})
