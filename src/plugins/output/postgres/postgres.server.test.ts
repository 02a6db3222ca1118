import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { attempt } from '../../../../test/conformance/attempt.ts'
import {
  batchOf,
  deliver,
  deliveryOf,
  openFormatter,
  openOutput,
  T0,
} from '../../../../test/plugin-context.ts'
import { postgres } from '../../../../test/services/postgres.ts'
import type { Running } from '../../../../test/services/service.ts'
import type { Fields, Formatter, Output } from '../../../kernel/index.ts'
import json from '../../formatter/json/index.ts'
import output from './index.ts'

let server: Running
let client: pg.Client
let formatter: Formatter

const login = () => {
  const { host, port, user, password, database } = server.address
  return { host, port, username: user, password, database }
}

beforeAll(async () => {
  server = await postgres.start()
  const { ca: _, ...address } = server.address
  client = new pg.Client(address)
  await client.connect()
  formatter = await openFormatter(json)
})
afterAll(async () => {
  await client.end()
  await server.stop()
})

const rows = async (text: string) => (await client.query(text)).rows as unknown[]

const using = async (options: object, use: (opened: Output) => Promise<void>) => {
  const opened = await openOutput(output, { ...login(), ...options }, { formatter })
  await opened.open?.()
  try {
    await use(opened)
  } finally {
    await opened.close?.()
  }
}

const delivered = (events: readonly (string | object)[], first = 0) =>
  deliver(batchOf(events as string[], undefined, first), formatter)

test('fields go to the columns of their names, with their types', async () => {
  await client.query(`create table typed (id bigserial, big numeric, wide bigint, flag boolean, "At" timestamptz,
    list int[], doc jsonb, name text default 'none', other text)`)
  await using({ table: 'typed' }, async (opened) => {
    const events = [
      '{"big": 1.0000000000000000001, "wide": 9007199254740993, "flag": true, "At": "2024-01-01T00:00:00.000001Z", "list": [1, 2], "doc": {"n": 12345678901234567890}, "name": "a\\tb\\\\n\\u00e9"}',
      { wide: 9007199254740993n, flag: null, list: [], doc: 'text', name: '😀\n' },
      '{"wide": 1, "nowhere": 2}',
      '[1]',
    ]
    expect(await attempt(opened, delivered(events))).toMatchObject([
      { frame: 3, error: { kind: 'rejected', code: 'E_EVENT_NOT_JSON' } },
      {
        frame: 2,
        error: { kind: 'rejected', message: expect.stringContaining('no column for the field "nowhere"') },
      },
    ])
  })
  expect(
    await rows(`select id::int, big::text, wide::text, flag, "At" at time zone 'UTC' = '2024-01-01 00:00:00.000001' as at,
      list, doc::text, name from typed order by id`),
  ).toEqual([
    {
      id: 1,
      big: '1.0000000000000000001',
      wide: '9007199254740993',
      flag: true,
      at: true,
      list: [1, 2],
      doc: '{"n": 12345678901234567890}',
      name: 'a\tb\\né',
    },
    {
      id: 2,
      big: null,
      wide: '9007199254740993',
      flag: null,
      at: null,
      list: [],
      doc: '"text"',
      name: '😀\n',
    },
  ])
})

test('columns say what goes where', async () => {
  await client.query('create table mapped (who text, id text, at timestamptz, seq int, event json)')
  const columns = { who: 'user.name', id: '$id', at: '$time', seq: '$seq', event: '$event' }
  const delivery = delivered(['{"user": {"name": "Ann"}}', { 'user.name': 'Bob' }, '{}'], 7)
  await using({ table: 'mapped', schema: 'public', columns }, async (opened) => {
    expect(await attempt(opened, delivery)).toEqual([])
  })
  expect(
    await rows(
      'select who, id, seq, event::text, extract(epoch from at) * 1000000 as at from mapped order by seq',
    ),
  ).toEqual(
    ['Ann', 'Bob', null].map((who, i) => ({
      who,
      id: delivery.id(i),
      seq: i + 7,
      event: delivery.frames[i],
      at: expect.stringMatching(new RegExp(`^${T0 + i}\\b`)),
    })),
  )
})

test('bad rows fail alone, however many, with what the server says', async () => {
  await client.query('create table picky (n int primary key check (n % 3 <> 0), word varchar(3))')
  const events = Array.from({ length: 500 }, (_, n) => ({ n, word: n % 100 === 50 ? 'long' : 'ok' }))
  events[400] = { n: 1, word: 'ok' }
  await using({ table: 'picky' }, async (opened) => {
    const failures = await attempt(opened, delivered(events))
    const bad = events.flatMap(({ n, word }, i) => (n % 3 === 0 || word === 'long' || i === 400 ? [i] : []))
    expect(failures.map(({ frame }) => frame).sort((a, b) => a - b)).toEqual(bad)
    const told = new Map(failures.map(({ frame, error }) => [frame, (error as Error).message]))
    expect(told.get(50)).toContain('value too long')
    expect(told.get(3)).toContain('check constraint')
    expect(told.get(400)).toContain('Key (n)=(1) already exists')
  })
  expect(await rows('select count(*)::int from picky')).toEqual([{ count: 500 - 167 - 3 - 1 }])
})

test('bad rows fail alone also where the server names none', async () => {
  await client.query(`create table places (name text primary key);
    insert into places values ('here');
    create table visits (id uuid primary key, place text references places)`)
  const events = Array.from({ length: 100 }, (_, n) => ({ place: n % 10 === 7 ? 'nowhere' : 'here' }))
  await using({ table: 'visits', id_column: 'id' }, async (opened) => {
    const failures = await attempt(opened, delivered(events))
    expect(failures.map(({ frame }) => frame)).toEqual([7, 17, 27, 37, 47, 57, 67, 77, 87, 97])
  })
  expect(await rows('select count(*)::int from visits')).toEqual([{ count: 90 }])
})

test('of several rows with one key the last stays', async () => {
  await client.query('create table states (sensor int, kind text, value text, unique (sensor, kind))')
  const options = { table: 'states', conflict_columns: ['kind', 'sensor'], on_conflict: 'update' }
  await using(options, async (opened) => {
    const at = (sensor: number, value: string) => ({ sensor, kind: 'k', value })
    expect(await attempt(opened, delivered([at(1, 'a'), at(2, 'b'), at(1, 'c')]))).toEqual([])
    expect(await attempt(opened, delivered([at(2, 'd'), at(3, 'e'), at(2, 'f')]))).toEqual([])
  })
  expect(await rows('select sensor, value from states order by 1')).toEqual([
    { sensor: 1, value: 'c' },
    { sensor: 2, value: 'f' },
    { sensor: 3, value: 'e' },
  ])
})

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
    expect(await rows(`select to_regclass('modelled')`)).toEqual([{ to_regclass: null }])
    const batch = { ...batchOf([record]), fields }
    const writes = [0, 1].map(() => attempt(opened, deliver(batch, formatter)))
    expect(await Promise.all(writes)).toEqual([[], []])
    expect(await attempt(opened, deliver(batch, formatter))).toEqual([])
  })
  const typesOf = (table: string) =>
    rows(
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
  expect(await rows('select count(*)::int from modelled')).toEqual([{ count: 1 }])
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
  expect(await rows('select count(*)::int from guessed')).toEqual([{ count: 3 }])
})

test('check says what is missing, without writing', async () => {
  await client.query(`create table checked (id uuid, a int, g int generated always as (a) stored);
    create role guest login password 'guest';
    create schema theirs; grant usage on schema theirs to guest; create table theirs.closed (a int)`)
  const problem = async (options: object) => {
    const opened = await openOutput(output, { ...login(), ...options }, { formatter })
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
  await client.query('create table moving (a int)')
  await using({ table: 'moving', columns: { a: 'a' } }, async (opened) => {
    expect(await attempt(opened, delivered(['{"a": 1}']))).toEqual([])
    await client.query('drop table moving')
    expect(await attempt(opened, delivered(['{"a": 2}']))).toMatchObject([
      { error: { code: 'E_OUTPUT_TARGET' } },
    ])
    await client.query('create table moving (a text)')
    expect(await attempt(opened, delivered(['{"a": 3}']))).toEqual([])
  })
  expect(await rows('select * from moving')).toEqual([{ a: '3' }])
})

test('the certificate of the server is checked', async () => {
  await client.query('create table encrypted (a int)')
  const { user, password, port, database, ca } = server.address
  const url = `postgres://${user}:${password}@localhost:${port}/${database}?sslmode=require`
  const table = { table: 'encrypted', columns: { a: 'a' } }
  await expect(using({ ...table, url }, async () => undefined)).rejects.toMatchObject({
    code: 'E_OUTPUT_CONNECT',
    hint: 'name the authority in ca_cert',
  })
  await using({ ...table, url, ca_cert: ca }, async (opened) => {
    expect(await attempt(opened, delivered(['{"a": 1}']))).toEqual([])
    expect(
      await rows(
        `select ssl from pg_stat_ssl join pg_stat_activity using (pid) where application_name = 'eventloom'`,
      ),
    ).toEqual([{ ssl: true }])
  })
  await using({ ...table, ssl: true, verify: false }, async (opened) => {
    expect(await attempt(opened, deliveryOf(['{"a": 2}']))).toEqual([])
  })
})

test('rows that are on their way when one before them is refused, or the statement itself, disturb nothing', async () => {
  await client.query('create table long (n int unique, text text)')
  const events = Array.from({ length: 5000 }, (_, n) => ({ n: n === 10 ? 'ten' : n, text: 'x'.repeat(4000) }))
  await using({ table: 'long', connections: 1 }, async (opened) => {
    expect(await attempt(opened, delivered(events))).toMatchObject([{ frame: 10 }])
    expect(await rows('select count(*)::int as all, sum(n)::int as sum from long')).toEqual([
      { all: 4999, sum: (4999 * 5000) / 2 - 10 },
    ])
    await client.query('drop table long')
    const lost = await attempt(opened, delivered(events))
    expect(lost).toHaveLength(5000)
    expect(lost[0]).toMatchObject({ error: { code: 'E_OUTPUT_TARGET' } })
    await client.query('create table long (n int, text text)')
    expect(await attempt(opened, delivered([{ n: 1 }]))).toEqual([])
  })
})
