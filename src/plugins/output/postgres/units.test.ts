import fc from 'fast-check'
import { expect, test } from 'vitest'
import { openOutput, readAs } from '../../../../test/plugin-context.ts'
import type { AnyDefinition } from '../../../kernel/index.ts'
import { writeRows } from './bisect.ts'
import { conflictClause } from './conflict.ts'
import { cell } from './copy-text.ts'
import { inferred } from './create.ts'
import { type PostgresError, postgresError } from './error.ts'
import postgres from './index.ts'
import { Written } from './source.ts'

const said = (code: string, where?: string) =>
  Object.assign(new Error('no'), { code, severity: 'ERROR', ...(where && { where }) })

test('the examples open', async () => {
  for (const { options } of postgres.examples) await (await openOutput(postgres, options)).close?.()
})

test.each([
  [{ table: '' }, 'table'],
  [{ table: 'ä'.repeat(32) }, 'table'],
  [{ url: 'mysql://x/y' }, 'url'],
  [{ columns: { a: '$when' } }, 'columns'],
  [{ columns: {} }, 'columns'],
  [{ on_conflict: 'update' }, 'on_conflict'],
  [{ ca_cert: 'x' }, 'ca_cert'],
  [{ ssl: true, client_cert: 'x' }, 'client_cert'],
])('%j is refused when the project loads', (raw, option) => {
  expect(() => readAs(postgres as unknown as AnyDefinition, { table: 't', ...raw })).toThrow(
    `E_OPTION_INVALID ${option}`,
  )
})

test('what an address asks and we cannot do is refused', async () => {
  for (const url of ['postgres://h/d?sslmode=prefer', 'postgres://h/d?options=x']) {
    await expect(openOutput(postgres, { table: 't', url })).rejects.toMatchObject({
      code: 'E_OPTION_INVALID',
    })
  }
})

test('any bad rows are found, all others are written once and in order, with few attempts', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.boolean(), { minLength: 1, maxLength: 200 }),
      fc.constantFrom('named', 'unnamed', 'mixed'),
      async (bad, tells) => {
        const written: number[] = []
        let sent = 0
        const failures = await writeRows(
          bad.map((_, row) => row + 1000),
          async (from, end) => {
            sent += end - from
            const first = bad.indexOf(true, from)
            if (first < 0 || first >= end) {
              for (let row = from; row < end; row++) written.push(row)
              return
            }
            const named = tells === 'named' || (tells === 'mixed' && first % 2 === 0)
            throw said('23514', named ? `COPY t, line ${first - from + 1}, column x: "y"` : undefined)
          },
          (error) => postgresError(error, 'here'),
        )
        expect(failures.map(({ frame }) => frame).sort((a, b) => a - b)).toEqual(
          bad.flatMap((is, row) => (is ? [row + 1000] : [])),
        )
        expect(written).toEqual(bad.flatMap((is, row) => (is ? [] : [row])))
        expect(sent).toBeLessThanOrEqual(bad.length * (2 * Math.ceil(Math.log2(bad.length + 1)) + 2))
      },
    ),
    { numRuns: 300 },
  )
})

test('a failure that is not of the data ends it: what was not written fails', async () => {
  const failures = await writeRows(
    [0, 1, 2, 3, 4, 5],
    async (from, end) => {
      if (end - from === 6) throw said('22P02', 'COPY t, line 3')
      if (from >= 3) throw Object.assign(new Error('gone'), { code: 'ECONNRESET' })
    },
    (error) => postgresError(error, 'here'),
  )
  expect(failures.map(({ frame, error }) => [frame, (error as PostgresError).kind])).toEqual([
    [2, 'rejected'],
    [3, 'connect'],
    [4, 'connect'],
    [5, 'connect'],
  ])
})

test.each([
  ['22P02', 'rejected', 'E_OUTPUT_REJECTED'],
  ['23505', 'rejected', 'E_OUTPUT_REJECTED'],
  ['28P01', 'rejected', 'E_OUTPUT_DENIED'],
  ['42501', 'rejected', 'E_OUTPUT_DENIED'],
  ['42P01', 'rejected', 'E_OUTPUT_TARGET'],
  ['3D000', 'rejected', 'E_OUTPUT_TARGET'],
  ['40P01', 'server', 'E_OUTPUT_SERVER'],
  ['53100', 'server', 'E_OUTPUT_SERVER'],
  ['53300', 'throttled', 'E_OUTPUT_THROTTLED'],
  ['57014', 'timeout', 'E_OUTPUT_TIMEOUT'],
  ['57P01', 'connect', 'E_OUTPUT_CONNECT'],
  ['XX000', 'server', 'E_OUTPUT_SERVER'],
])('SQLSTATE %s is %s', (state, kind, code) => {
  expect(postgresError(said(state), 'here')).toMatchObject({ kind, code, message: 'here: no' })
})

test('an error of the system is none of the server', () => {
  const broken = Object.assign(new Error('broken'), { code: 'EPIPE' })
  expect(postgresError(broken, 'here')).toMatchObject({ kind: 'connect', code: 'E_OUTPUT_CONNECT' })
})

test.each([
  [null, 'plain', '\\N'],
  [undefined, 'json', '\\N'],
  [1.5, 'plain', '1.5'],
  [true, 'plain', 'true'],
  ['a\tb\\c\nd\r', 'plain', 'a\\tb\\\\c\\nd\\r'],
  ['\\N', 'plain', '\\\\N'],
  ['text', 'json', '"text"'],
  ['a"b', 'json', '"a\\\\"b"'],
  [{ a: [1] }, 'plain', '{"a":[1]}'],
  [[1, null, 'a"b', [true]], 'array', '{1,NULL,"a\\\\"b",{true}}'],
  [new Written('[1, "x"]'), 'array', '{1,"x"}'],
  [new Written('1.000000000000000001'), 'plain', '1.000000000000000001'],
] as const)('%j in a column of kind %s is %s', (value, kind, text) => {
  expect(cell(value, kind)).toBe(text)
})

test('large integers keep their digits', () => {
  expect(cell(12345678901234567890n, 'plain')).toBe('12345678901234567890')
})

test('what the server cannot hold as text is refused', () => {
  for (const text of ['a\0', '\ud800']) {
    expect(() => cell(text, 'plain')).toThrow(expect.objectContaining({ code: 'E_EVENT_UNENCODABLE' }))
  }
})

test.each([
  [[], 'text'],
  [[null, 1, 2], 'bigint'],
  [[1, 2.5], 'double precision'],
  [[1, new Written('12345678901234567890')], 'numeric'],
  [[true], 'boolean'],
  [['2024-01-01T00:00:00Z', '2024-01-01T00:00:00.123456+02:00'], 'timestamptz'],
  [['2024-01-01T00:00:00Z', 'soon'], 'text'],
  [[1, 'x'], 'text'],
  [[{ a: 1 }, 'x'], 'jsonb'],
])('values %j make a column %s', (values, type) => {
  expect(inferred(values)).toBe(type)
})

test('what replaces a row', () => {
  expect(conflictClause(['k', 'a"'], { action: 'update', key: ['k'] })).toBe(
    'on conflict ("k") do update set "a""" = excluded."a"""',
  )
  expect(conflictClause(['k'], { action: 'update', key: ['k'] })).toBe('on conflict ("k") do nothing')
})
