import { expect, test } from 'vitest'
import { attempt } from '../../../../test/conformance/attempt.ts'
import { deliveryOf, T0 } from '../../../../test/plugin-context.ts'
import { testBed } from './test-bed.ts'

const bed = testBed()
const { query, using, delivered } = bed

test('fields go to the columns of their names, with their types', async () => {
  await query(`create table typed (id bigserial, big numeric, wide bigint, flag boolean, "At" timestamptz,
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
    await query(`select id::int, big::text, wide::text, flag, "At" at time zone 'UTC' = '2024-01-01 00:00:00.000001' as at,
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
  await query('create table mapped (who text, id text, at timestamptz, seq int, event json)')
  const columns = { who: 'user.name', id: '$id', at: '$time', seq: '$seq', event: '$event' }
  const delivery = delivered(['{"user": {"name": "Ann"}}', { 'user.name': 'Bob' }, '{}'], 7)
  await using({ table: 'mapped', schema: 'public', columns }, async (opened) => {
    expect(await attempt(opened, delivery)).toEqual([])
  })
  expect(
    await query(
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

test('of several rows with one key the last stays', async () => {
  await query('create table states (sensor int, kind text, value text, unique (sensor, kind))')
  const options = { table: 'states', conflict_columns: ['kind', 'sensor'], on_conflict: 'update' }
  await using(options, async (opened) => {
    const at = (sensor: number, value: string) => ({ sensor, kind: 'k', value })
    expect(await attempt(opened, delivered([at(1, 'a'), at(2, 'b'), at(1, 'c')]))).toEqual([])
    expect(await attempt(opened, delivered([at(2, 'd'), at(3, 'e'), at(2, 'f')]))).toEqual([])
  })
  expect(await query('select sensor, value from states order by 1')).toEqual([
    { sensor: 1, value: 'c' },
    { sensor: 2, value: 'f' },
    { sensor: 3, value: 'e' },
  ])
})

test('bad rows fail alone, however many, with what the server says', async () => {
  await query('create table picky (n int primary key check (n % 3 <> 0), word varchar(3))')
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
  expect(await query('select count(*)::int from picky')).toEqual([{ count: 500 - 167 - 3 - 1 }])
})

test('bad rows fail alone also where the server names none', async () => {
  await query(`create table places (name text primary key);
    insert into places values ('here');
    create table visits (id uuid primary key, place text references places)`)
  const events = Array.from({ length: 100 }, (_, n) => ({ place: n % 10 === 7 ? 'nowhere' : 'here' }))
  await using({ table: 'visits', id_column: 'id' }, async (opened) => {
    const failures = await attempt(opened, delivered(events))
    expect(failures.map(({ frame }) => frame)).toEqual([7, 17, 27, 37, 47, 57, 67, 77, 87, 97])
  })
  expect(await query('select count(*)::int from visits')).toEqual([{ count: 90 }])
})

test('rows that are on their way when one before them is refused, or the statement itself, disturb nothing', async () => {
  await query('create table long (n int unique, text text)')
  const events = Array.from({ length: 5000 }, (_, n) => ({ n: n === 10 ? 'ten' : n, text: 'x'.repeat(4000) }))
  await using({ table: 'long', connections: 1 }, async (opened) => {
    expect(await attempt(opened, delivered(events))).toMatchObject([{ frame: 10 }])
    expect(await query('select count(*)::int as all, sum(n)::int as sum from long')).toEqual([
      { all: 4999, sum: (4999 * 5000) / 2 - 10 },
    ])
    await query('drop table long')
    const lost = await attempt(opened, delivered(events))
    expect(lost).toHaveLength(5000)
    expect(lost[0]).toMatchObject({ error: { code: 'E_OUTPUT_TARGET' } })
    await query('create table long (n int, text text)')
    expect(await attempt(opened, delivered([{ n: 1 }]))).toEqual([])
  })
})

test('the certificate of the server is checked', async () => {
  await query('create table encrypted (a int)')
  const { user, password, port, database, ca } = bed.address
  const url = `postgres://${user}:${password}@localhost:${port}/${database}?sslmode=require`
  const table = { table: 'encrypted', columns: { a: 'a' } }
  await expect(using({ ...table, url }, async () => undefined)).rejects.toMatchObject({
    code: 'E_OUTPUT_CONNECT',
    hint: 'name the authority in ca_cert',
  })
  await using({ ...table, url, ca_cert: ca }, async (opened) => {
    expect(await attempt(opened, delivered(['{"a": 1}']))).toEqual([])
    expect(
      await query(
        `select ssl from pg_stat_ssl join pg_stat_activity using (pid) where application_name = 'eventloom'`,
      ),
    ).toEqual([{ ssl: true }])
  })
  await using({ ...table, ssl: true, verify: false }, async (opened) => {
    expect(await attempt(opened, deliveryOf(['{"a": 2}']))).toEqual([])
  })
})
