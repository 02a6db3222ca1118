import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fromHost } from '../../../../jinja/index.ts'
import { Float, fromCivil, type Log, silent, UTC } from '../../../../kernel/index.ts'
import { View } from '../picking/view.ts'
import { State } from '../state.ts'
import { compileCondition } from './compile.ts'
import { readCondition } from './read.ts'

function compiled(raw: unknown, log: Log = silent) {
  const condition = readCondition(raw, [], (path, message) => {
    throw new Error(`${path.join('.')}: ${message}`)
  })
  return compileCondition(condition!, log)
}

function view(values: Readonly<Record<string, unknown>>, tags: readonly string[] = [], instant = 0): View {
  const made = new View(UTC, {
    locals: new State('locals'),
    shared: new State('shared'),
    globals: new State('globals'),
  })
  for (const [name, value] of Object.entries(values)) made.states.shared.data.set(name, fromHost(value))
  made.moveTo(instant, tags)
  return made
}

const field = 'shared.x'

test.each<[unknown, unknown, boolean]>([
  [{ eq: { [field]: 1 } }, 1, true],
  [{ eq: { [field]: 1 } }, new Float(1), true],
  [{ eq: { [field]: 1 } }, true, true],
  [{ eq: { [field]: 1 } }, '1', false],
  [{ eq: { [field]: [1, { a: 2 }] } }, [1, { a: new Float(2) }], true],
  [{ eq: { [field]: [1] } }, [1, 2], false],
  [{ gt: { [field]: 1 } }, 1.5, true],
  [{ gt: { [field]: 1 } }, 1, false],
  [{ ge: { [field]: 1 } }, 1, true],
  [{ ge: { [field]: 1 } }, 0.5, false],
  [{ lt: { [field]: 1 } }, 0, true],
  [{ lt: { [field]: 1 } }, 1, false],
  [{ le: { [field]: 1 } }, 1, true],
  [{ le: { [field]: 1 } }, 2n ** 70n, false],
  [{ gt: { [field]: 1 } }, 'text', false],
  [{ matches: { [field]: 'ab' } }, 'abc', true],
  [{ matches: { [field]: 'bc' } }, 'abc', false],
  [{ matches: { [field]: '1' } }, 1, false],
  [{ len_eq: { [field]: 2 } }, 'ab', true],
  [{ len_eq: { [field]: 2 } }, '👍👍', true],
  [{ len_eq: { [field]: 2 } }, 22, false],
  [{ len_gt: { [field]: 1 } }, [1, 2], true],
  [{ len_gt: { [field]: 2 } }, [1, 2], false],
  [{ len_ge: { [field]: 2 } }, { a: 1, b: 2 }, true],
  [{ len_ge: { [field]: 3 } }, { a: 1, b: 2 }, false],
  [{ len_lt: { [field]: 1 } }, [], true],
  [{ len_lt: { [field]: 0 } }, [], false],
  [{ len_le: { [field]: 0 } }, '', true],
  [{ len_le: { [field]: 0 } }, 'a', false],
  [{ contains: { [field]: 2 } }, [1, 2], true],
  [{ contains: { [field]: '2' } }, [1, 2], false],
  [{ contains: { [field]: 'a' } }, { a: 1 }, true],
  [{ contains: { [field]: 'bc' } }, 'abcd', true],
  [{ contains: { [field]: 1 } }, 'a1', false],
  [{ in: { [field]: [1, 2] } }, new Float(2), true],
  [{ in: { [field]: 'abc' } }, 'bc', true],
  [{ in: { [field]: { k: 0 } } }, 'k', true],
  [{ in: { [field]: [1, 2] } }, 3, false],
  [{ defined: field }, null, true],
  [{ eq: { [field]: null } }, null, false],
  [{ not: { eq: { [field]: 2 } } }, null, true],
  [{ or: [{ never: null }, { eq: { [field]: 1 } }] }, 1, true],
  [{ or: [{ never: null }, { eq: { [field]: 1 } }] }, 2, false],
  [{ and: [{ always: null }, { eq: { [field]: 1 } }] }, 1, true],
  [{ and: [{ never: null }, { eq: { [field]: 1 } }] }, 1, false],
])('%j of %s is %s', (raw, value, holds) => {
  expect(compiled(raw)(view({ x: value }))).toBe(holds)
})

test('a missing key is not defined, and compares with nothing', () => {
  expect(compiled({ defined: field })(view({}))).toBe(false)
  for (const operator of ['eq', 'gt', 'ge', 'lt', 'le', 'len_eq', 'contains']) {
    expect(compiled({ [operator]: { [field]: 0 } })(view({}))).toBe(false)
  }
})

test('a pattern that is no regular expression is refused at once', () => {
  expect(() => compiled({ matches: { [field]: '(' } })).toThrow(
    expect.objectContaining({
      code: 'E_OPTION_INVALID',
      message: expect.stringContaining('"matches" of shared.x: '),
    }),
  )
})

test('what cannot be decided is said once', () => {
  const said: unknown[] = []
  const holds = compiled({ gt: { [field]: 1 } }, { ...silent, warn: (_, fields) => said.push(fields) })
  expect([holds(view({ x: 'a' })), holds(view({ x: 'a' })), holds(view({}))]).toEqual([false, false, false])
  expect(said).toEqual([
    { operator: 'gt', field, reason: "'>' not supported between instances of 'str' and 'int'" },
  ])
})

test('tags: all of those asked for', () => {
  const holds = compiled({ has_tags: ['a', 'b'] })
  expect(holds(view({}, ['b', 'c', 'a']))).toBe(true)
  expect(holds(view({}, ['a']))).toBe(false)
})

test('the parts of a clock that are not named do not count', () => {
  const at = (fields: object) =>
    view({}, [], fromCivil({ year: 2024, month: 2, day: 20, ...fields } as Parameters<typeof fromCivil>[0]))
  expect(compiled({ after: { hour: 9 } })(at({ hour: 9 }))).toBe(true)
  expect(compiled({ after: { hour: 9 } })(at({ hour: 8, minute: 59 }))).toBe(false)
  expect(compiled({ before: { hour: 9 } })(at({ hour: 9 }))).toBe(false)
  expect(compiled({ after: { hour: 9, minute: 30 } })(at({ hour: 10, minute: 0 }))).toBe(true)
  expect(compiled({ after: { hour: 9, minute: 30 } })(at({ hour: 9, minute: 29 }))).toBe(false)
  expect(compiled({ before: { minute: 30 } })(at({ hour: 23, minute: 29 }))).toBe(true)
  expect(compiled({ after: { day: 31 } })(at({ day: 29 }))).toBe(false)
  expect(compiled({ before: { year: 2024 } })(at({}))).toBe(false)
})

test('before and after are each other’s opposite', () => {
  const parts = fc.record(
    { hour: fc.nat(23), minute: fc.nat(59), microsecond: fc.nat(999_999) },
    { requiredKeys: ['hour'], noNullPrototype: true },
  )
  fc.assert(
    fc.property(parts, fc.maxSafeNat(), (operand, instant) => {
      const here = view({}, [], instant)
      expect(compiled({ before: operand })(here)).toBe(!compiled({ after: operand })(here))
    }),
    { numRuns: 200 },
  )
})
