import { expect, test } from 'vitest'
import { attempt } from '../../../../test/conformance/attempt.ts'
import { batchOf, deliver } from '../../../../test/plugin-context.ts'
import type { Fields } from '../../../kernel/index.ts'
import { testBed } from './test-bed.ts'

const bed = testBed()
const { query, output, using, delivered } = bed

test('a table is made from the fields of the model, or from the first batch', async () => {
  const fields: Fields = Object.fromEntries(
    (['string', 'integer', 'number', 'boolean', 'timestamp'] as const).map((type) => [
      `a ${type}`,
      { type, role: 'feature' as const, description: type },
    ]),
  )
  const record = { 'a string': 'x', 'a integer': 1, 'a number': 2, 'a boolean': false, 'a timestamp': null }
  await using({ table: 'modelled', create_table: true, id_column: 'id' }, async (opened) => {
    await opened.check?.()
    expect(await query(`select to_regclass('modelled')`)).toEqual([{ to_regclass: null }])
    const batch = { ...batchOf([record]), fields }
    const writes = [0, 1].map(() => attempt(opened, deliver(batch, bed.formatter)))
    expect(await Promise.all(writes)).toEqual([[], []])
    expect(await attempt(opened, deliver(batch, bed.formatter))).toEqual([])
  })
  const typesOf = (table: string) =>
    query(
      `select attname || ' ' || format_type(atttypid, null) as c from pg_attribute where attrelid = '${table}'::regclass and attnum > 0`,
    )
  expect(await typesOf('modelled')).toEqual(
    [
      'id uuid',
      'a string text',
      'a integer bigint',
      'a number double precision',
      'a boolean boolean',
      'a timestamp timestamp with time zone',
    ].map((c) => ({ c })),
  )
  expect(await query('select count(*)::int from modelled')).toEqual([{ count: 1 }])
  const create = {
    table: 'guessed',
    create_table: true,
    columns: { n: 'n', x: 'x.y', at: '$time', all: '$event' },
  }
  await using(create, async (opened) => {
    expect(await attempt(opened, delivered(['{"n": 1, "x": {"y": 1.5}}', '{"n": 2}']))).toEqual([])
  })
  expect(await typesOf('guessed')).toEqual(
    ['n bigint', 'x double precision', 'at timestamp with time zone', '"all" jsonb'].map((c) => ({
      c: c.replaceAll('"', ''),
    })),
  )
  await using(create, async (opened) => {
    expect(await attempt(opened, delivered(['{"n": 3}']))).toEqual([])
  })
  expect(await query('select count(*)::int from guessed')).toEqual([{ count: 3 }])
})

test('check says what is missing, without writing', async () => {
  await query(`create table checked (id uuid, a int, g int generated always as (a) stored);
    create role guest login password 'guest';
    create schema theirs; grant usage on schema theirs to guest; create table theirs.closed (a int)`)
  const problem = async (options: object) => {
    const opened = await output(options)
    const error = await Promise.resolve(opened.check?.()).catch((reason: unknown) => reason)
    await opened.close?.()
    return error as { code: string; message: string; hint: string }
  }
  const guest = { username: 'guest', password: 'guest' }
  expect(await problem({ table: 'checked' })).toBeUndefined()
  expect(await problem({ table: 'checked', columns: { a: 'a' } })).toBeUndefined()
  for (const [options, code, text] of [
    [{ table: 'absent' }, 'E_OUTPUT_TARGET', 'has no table "absent"'],
    [{ table: 'checked', columns: { b: 'b' } }, 'E_OUTPUT_TARGET', 'no column "b"'],
    [{ table: 'checked', columns: { g: 'g' } }, 'E_OUTPUT_TARGET', 'no column "g"'],
    [
      { table: 'checked', id_column: 'id', columns: { a: 'a' } },
      'E_OUTPUT_TARGET',
      'no unique index on "id"',
    ],
    [
      { table: 'closed', schema: 'theirs', columns: { a: 'a' }, ...guest },
      'E_OUTPUT_DENIED',
      'no right to insert',
    ],
    [{ table: 'closed', schema: 'theirs', ...guest }, 'E_OUTPUT_DENIED', 'no right to insert'],
    [
      { table: 'fresh', schema: 'theirs', create_table: true, ...guest },
      'E_OUTPUT_DENIED',
      'no right to create',
    ],
    [{ table: 'fresh', schema: 'absent', create_table: true }, 'E_OUTPUT_TARGET', 'no schema absent'],
    [{ table: 't', database: 'absent' }, 'E_OUTPUT_TARGET', 'database "absent" does not exist'],
    [{ table: 't', username: 'nobody' }, 'E_OUTPUT_DENIED', 'password authentication failed'],
    [{ table: 't', port: 1 }, 'E_OUTPUT_CONNECT', 'ECONNREFUSED'],
  ] as const) {
    expect(await problem(options)).toMatchObject({ code, message: expect.stringContaining(text) })
  }
})

test('a table that changes meanwhile is looked at again', async () => {
  await query('create table moving (a int)')
  await using({ table: 'moving', columns: { a: 'a' } }, async (opened) => {
    expect(await attempt(opened, delivered(['{"a": 1}']))).toEqual([])
    await query('drop table moving')
    expect(await attempt(opened, delivered(['{"a": 2}']))).toMatchObject([
      { error: { code: 'E_OUTPUT_TARGET' } },
    ])
    await query('create table moving (a text)')
    expect(await attempt(opened, delivered(['{"a": 3}']))).toEqual([])
  })
  expect(await query('select * from moving')).toEqual([{ a: '3' }])
})
