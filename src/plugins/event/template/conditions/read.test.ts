import { expect, test } from 'vitest'
import { Float } from '../../../../kernel/index.ts'
import { OPERATOR_NAMES } from './operators.ts'
import { readCondition } from './read.ts'

function read(raw: unknown) {
  const problems: string[] = []
  const condition = readCondition(raw, [], (path, message) => problems.push(`${path.join('/')}: ${message}`))
  return { condition, problems }
}

const count = { scope: 'shared', name: 'count' }

test.each([
  [{ eq: { 'shared.count': [1, { a: 2 }] } }, { is: 'eq', field: count, operand: [1, { a: 2 }] }],
  [{ gt: { 'shared.count': 3 } }, { is: 'gt', field: count, operand: 3 }],
  [{ ge: { 'shared.count': '1.5' } }, { is: 'ge', field: count, operand: 1.5 }],
  [{ lt: { 'shared.count': true } }, { is: 'lt', field: count, operand: 1 }],
  [{ le: { 'shared.count': new Float(2) } }, { is: 'le', field: count, operand: 2 }],
  [{ len_eq: { 'shared.count': '2' } }, { is: 'len_eq', field: count, operand: 2 }],
  [{ len_gt: { 'shared.count': 0 } }, { is: 'len_gt', field: count, operand: 0 }],
  [{ len_ge: { 'shared.count': 1 } }, { is: 'len_ge', field: count, operand: 1 }],
  [{ len_lt: { 'shared.count': 2 } }, { is: 'len_lt', field: count, operand: 2 }],
  [{ len_le: { 'shared.count': 3 } }, { is: 'len_le', field: count, operand: 3 }],
  [{ matches: { 'shared.count': 'a+' } }, { is: 'matches', field: count, pattern: 'a+' }],
  [{ contains: { 'shared.count': null } }, { is: 'contains', field: count, operand: null }],
  [{ in: { 'shared.count': ['a'] } }, { is: 'in', field: count, operand: ['a'] }],
  [{ in_: { 'shared.count': 'abc' } }, { is: 'in', field: count, operand: 'abc' }],
  [{ defined: 'shared.count' }, { is: 'defined', field: count }],
  [{ has_tags: 'a' }, { is: 'has_tags', tags: ['a'] }],
  [{ has_tags: ['a', 'b'] }, { is: 'has_tags', tags: ['a', 'b'] }],
  [
    { before: { minute: 30, hour: '9' } },
    {
      is: 'before',
      parts: [
        ['hour', 9],
        ['minute', 30],
      ],
    },
  ],
  [{ after: { hour: 0 } }, { is: 'after', parts: [['hour', 0]] }],
  [{ always: null }, { is: 'always' }],
  [{ never: null }, { is: 'never' }],
  [
    { or: [{ always: null }, { never: null }] },
    { is: 'or', conditions: [{ is: 'always' }, { is: 'never' }] },
  ],
  [
    { and_: [{ always: null }, { never: null }] },
    { is: 'and', conditions: [{ is: 'always' }, { is: 'never' }] },
  ],
  [{ not: { never: null } }, { is: 'not', condition: { is: 'never' } }],
])('reads %j', (raw, condition) => {
  expect(read(raw)).toEqual({ condition, problems: [] })
})

test('every operator is read in some way', () => {
  for (const name of OPERATOR_NAMES) {
    expect(read({ [name]: Symbol('nonsense') }).problems).toEqual([expect.stringMatching(`^${name}: `)])
  }
})

test('a field name keeps its dots, whole or split', () => {
  const field = { scope: 'locals', name: 'a.b' }
  expect(read({ eq: { 'locals.a.b': 1 } }).condition).toEqual({ is: 'eq', field, operand: 1 })
  expect(read({ gt: { locals: { a: { b: 1 } } } }).condition).toEqual({ is: 'gt', field, operand: 1 })
  expect(read({ defined: 'locals.a.b' }).condition).toEqual({ is: 'defined', field })
})

test('where the operand may be a mapping, the first level of a split field is its name', () => {
  expect(read({ eq: { shared: { count: { b: 1 } } } }).condition).toEqual({
    is: 'eq',
    field: count,
    operand: { b: 1 },
  })
})

test.each([
  [null, ': expected a condition such as {gt: {shared.count: 3}}; write "always:" for one that always holds'],
  [{}, ': expected a condition such as {gt: {shared.count: 3}}; write "always:" for one that always holds'],
  [{ always: null, never: null }, ': a condition has exactly one operator; join several with "and"'],
  [{ matche: { 'shared.a': 'x' } }, 'matche: unknown operator; did you mean "matches"?'],
  [{ gt: { 'shared.a': 'x' } }, 'gt/shared.a: expected a number'],
  [{ gt: { shared: { a: 'x' } } }, 'gt/shared/a: expected a number'],
  [
    { gt: { 'shared.a': 1, 'shared.b': 2 } },
    'gt: expected one field and what to compare it with, such as {shared.count: 3}',
  ],
  [
    { gt: { 'share.a': 1 } },
    'gt/share.a: expected locals.NAME, shared.NAME or globals.NAME; did you mean "shared"?',
  ],
  [{ gt: { shared: 1 } }, 'gt/shared: expected locals.NAME, shared.NAME or globals.NAME'],
  [{ len_eq: { 'shared.a': 1.5 } }, 'len_eq/shared.a: expected an int'],
  [{ matches: { 'shared.a': 1 } }, 'matches/shared.a: expected a regular expression'],
  [{ in: { 'shared.a': 3 } }, 'in/shared.a: expected a list, a mapping or a text'],
  [{ defined: 'a' }, 'defined: expected locals.NAME, shared.NAME or globals.NAME'],
  [{ has_tags: [] }, 'has_tags: expected a tag or a list of tags, not empty'],
  [{ has_tags: '' }, 'has_tags: expected a tag or a list of tags, not empty'],
  [{ after: { hour: 24 } }, 'after/hour: expected an int from 0 to 23'],
  [{ after: { year: 0 } }, 'after/year: expected an int from 1 to 9999'],
  [{ after: { hours: 2 } }, 'after/hours: unknown part of a time; did you mean "hour"?'],
  [{ after: {} }, 'after: expected at least one of year, month, day, hour, minute, second, microsecond'],
  [{ after: { month: 4, day: 31 } }, 'after: no such date: that month has no day 31'],
  [{ after: { year: 2023, month: 2, day: 29 } }, 'after: no such date: that month has no day 29'],
  [{ always: 1 }, 'always: takes no operand; leave it empty'],
  [{ or: [{ always: null }] }, 'or: expected a list of at least two conditions'],
  [
    { not: { or: [{ always: null }, { gt: { 'shared.a': [] } }] } },
    'not/or/1/gt/shared.a: expected a number',
  ],
])('one mistake, one message: %j', (raw, problem) => {
  expect(read(raw)).toEqual({ condition: undefined, problems: [problem] })
})

test('several mistakes are reported at once', () => {
  expect(read({ and: [{ gtt: 1 }, { after: { hour: 25, minute: 60 } }] }).problems).toHaveLength(3)
})

test('29 February is a date of some years', () => {
  expect(read({ after: { month: 2, day: 29 } }).problems).toEqual([])
})
