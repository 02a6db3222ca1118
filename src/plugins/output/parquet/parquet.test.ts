import { createHash } from 'node:crypto'
import fs, { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import fc from 'fast-check'
import { afterAll, expect, test, vi } from 'vitest'
import { outputConformance } from '../../../../test/conformance/output.ts'
import { deliveryOf, inFolder, never, openOutput, T0 } from '../../../../test/plugin-context.ts'
import { type Event, type Formatter, HOUR } from '../../../kernel/index.ts'
import { eventText } from '../../encoding/record.ts'
import parquet from './index.ts'

const FOLDER = mkdtempSync(join(tmpdir(), 'eventloom-'))
const formatter: Formatter = {
  contentType: 'text/plain',
  format: ({ events }) => ({ frames: events.map(eventText), carries: 'each', refused: [] }),
}

const later = 'a file is there when it is finished'
let files = 0

outputConformance('parquet', {
  plugin: parquet,
  async up() {},
  async down() {},
  event: (n) => ({ n, text: `event ${n}` }),
  formatter,
  async target() {
    const directory = join(FOLDER, String(files++))
    return {
      options: { path: join(directory, 'x.parquet'), rotate: { max_rows: 250 }, batch_rows: 100 },
      arrived: async () =>
        (await rows(join(directory, '*.parquet'))).map(({ n, text }) =>
          JSON.stringify({ n: Number(n), text }),
        ),
    }
  },
  exempt: {
    'all accepted': later,
    'bytes exact': later,
    'some refused': later,
    'all refused': later,
    'server gone': 'files',
    'server gone mid-batch': 'files',
    'answers lost': 'files',
    slow: 'files',
    restart: 'files',
    'bad credentials': 'files',
    'target missing': 'folders are created',
    ids: 'a file has no keys',
  },
})

afterAll(() => rmSync(FOLDER, { recursive: true, force: true }))

const database = DuckDBInstance.create(':memory:')

/** Another implementation's view of the files. */
async function rows(glob: string, sql = 'SELECT * FROM files'): Promise<Record<string, unknown>[]> {
  const connection = await (await database).connect()
  await connection.run(`CREATE OR REPLACE VIEW files AS SELECT * FROM read_parquet('${glob}')`)
  const result = await connection.runAndReadAll(sql)
  connection.closeSync()
  return result.getRowObjectsJson() as Record<string, unknown>[]
}

const write = async (
  directory: string,
  more: Record<string, unknown>,
  batches: readonly (readonly Event[])[],
  times?: readonly number[],
) => {
  const output = await openOutput(parquet, { path: 'x.parquet', ...more }, { directory })
  await output.open?.()
  const failures = []
  for (const events of batches)
    failures.push(...((await output.write(deliveryOf(events, times), never)) ?? []))
  await output.close?.()
  return failures
}

const RECORD = {
  id: 7,
  name: 'Zoë',
  at: '2024-01-31T15:04:05.000123Z',
  amount: 12.5,
  good: true,
  list: [1, { a: null }],
  none: null,
}

test('each type of column is what it says', () =>
  inFolder(async (directory) => {
    const schema = {
      at: 'timestamp',
      id: 'integer',
      name: 'string',
      amount: 'number',
      good: 'boolean',
      list: 'json',
      none: 'string',
    }
    for (const compression of ['none', 'snappy', 'gzip', 'brotli']) {
      const path = `${compression}.parquet`
      expect(
        await write(directory, { path, schema, compression }, [[RECORD, { id: -(2 ** 53) + 1 }]]),
      ).toEqual([])
      const glob = join(directory, `${compression}.*.parquet`)
      expect(await rows(glob)).toEqual([
        { ...RECORD, at: '2024-01-31 15:04:05.000123+00', id: '7', list: '[1,{"a":null}]' },
        { id: '-9007199254740991', at: null, name: null, amount: null, good: null, list: null, none: null },
      ])
    }
    expect(
      await rows(join(directory, 'none.*'), 'SELECT column_name, column_type FROM (DESCRIBE files)'),
    ).toEqual(
      Object.entries({
        at: 'TIMESTAMP WITH TIME ZONE',
        id: 'BIGINT',
        name: 'VARCHAR',
        amount: 'DOUBLE',
        good: 'BOOLEAN',
        list: 'VARCHAR',
        none: 'VARCHAR',
      }).map(([column_name, column_type]) => ({ column_name, column_type })),
    )
  }))

test('without a schema the first write decides, and says what does not fit', () =>
  inFolder(async (directory) => {
    const first = [{ a: 1, b: 'x' }, { a: 1.5, b: [1] }, '{"a": 2, "c": true}']
    const failures = await write(directory, {}, [first, [{ a: 'no' }, { d: 1 }, 'text', { a: 3 }]])
    expect(failures.map(({ frame, error }) => [frame, (error as Error).message])).toEqual([
      [0, 'the column "a" holds number, the event has "no"'],
      [1, 'there is no column for the field "d"'],
      [2, 'the event is no record and no JSON object'],
    ])
    expect(await rows(join(directory, '*.parquet'))).toEqual([
      { a: 1, b: '"x"', c: null },
      { a: 1.5, b: '[1]', c: null },
      { a: 2, b: null, c: true },
      { a: 3, b: null, c: null },
    ])
  }))

test('files end by rows, by bytes, by event time', () =>
  inFolder(async (directory) => {
    const events = Array.from({ length: 10 }, (_, n) => ({ n }))
    await write(directory, { path: 'rows-{n}.pq', rotate: { max_rows: 4 } }, [
      events.slice(0, 7),
      events.slice(7),
    ])
    await write(directory, { path: 'bytes-{n}.pq', batch_rows: 2, rotate: { max_bytes: 10 } }, [events])
    const times = events.map((_, i) => T0 + Math.floor(i / 5) * HOUR)
    await write(directory, { path: 'time-{n}.pq', rotate: { every: 'hour' } }, [events], times)
    const count = async (glob: string) =>
      (
        await rows(
          join(directory, glob),
          "SELECT count(*)::INT AS c, filename FROM read_parquet('" +
            join(directory, glob) +
            "', filename = true) GROUP BY filename ORDER BY filename",
        )
      ).map(({ c }) => c)
    expect(await count('rows-*')).toEqual([4, 4, 2])
    expect(await count('bytes-*')).toEqual([2, 2, 2, 2, 2])
    expect(await count('time-*')).toEqual([5, 5])
    expect((await rows(join(directory, 'rows-*'), 'SELECT n FROM files ORDER BY n')).length).toBe(10)
    expect(readdirSync(directory).filter((name) => name.includes('.part'))).toEqual([])
  }))

test('a run goes on after the last checkpoint, and each event is in one file', () =>
  inFolder(async (directory) => {
    const given = { directory, resuming: true }
    const open = async () => {
      const output = await openOutput(parquet, { path: 'x.parquet', rotate: { max_rows: 3 } }, given)
      await output.open?.()
      return output
    }
    const events = Array.from({ length: 9 }, (_, n) => ({ n }))
    const first = await open()
    first.write(deliveryOf(events.slice(0, 4)), never)
    const position = JSON.parse(JSON.stringify(first.position!()))
    first.write(deliveryOf(events.slice(4)), never)
    const second = await open()
    await second.resume?.(position)
    second.write(deliveryOf(events.slice(4)), never)
    await second.close?.()
    expect(await rows(join(directory, '*.parquet'), 'SELECT n::INT AS n FROM files ORDER BY n')).toEqual(
      events,
    )
  }))

test('whatever the batches, the rows are the events', () =>
  inFolder(async (directory) => {
    let run = 0
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.array(fc.record({ n: fc.maxSafeInteger(), s: fc.string({ unit: 'grapheme' }) }), {
            maxLength: 20,
          }),
          {
            maxLength: 5,
          },
        ),
        fc.integer({ min: 1, max: 30 }),
        fc.integer({ min: 1, max: 10 }),
        async (batches, max_rows, batch_rows) => {
          const path = `${run++}/x.parquet`
          const schema = { n: 'integer', s: 'string' }
          await write(directory, { path, schema, batch_rows, rotate: { max_rows } }, batches)
          const wanted = batches.flat()
          if (wanted.length === 0) return
          const found = await rows(join(directory, path.replace('x.parquet', '*.parquet')))
          expect(found).toEqual(wanted.map(({ n, s }) => ({ n: String(n), s })))
        },
      ),
      { numRuns: 15 },
    )
  }))

test('a system that takes some of a group of rows now and some later gets all of them, once', () =>
  inFolder(async (directory) => {
    const size = 20_000
    const text = (i: number) => createHash('sha512').update(String(i)).digest('base64').repeat(2)
    const events = Array.from({ length: size }, (_, i) => ({ n: i, text: text(i) }))
    const output = await openOutput(parquet, { path: 'x.parquet', batch_rows: size }, { directory })
    await output.open?.()
    const writeSync = fs.writeSync
    let calls = 0
    const full = () => Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' })
    const spy = vi.spyOn(fs, 'writeSync').mockImplementation(((fd: number, bytes: Buffer, at: number) => {
      if (++calls % 3 === 0) throw full()
      return writeSync(fd, bytes, at, Math.min(300_000, bytes.length - at))
    }) as typeof writeSync)
    const failures = []
    try {
      failures.push(...((await output.write(deliveryOf(events), never)) ?? []))
      for (let attempt = 0; attempt < 100; attempt++) {
        try {
          await output.close?.()
          break
        } catch (error) {
          expect(error).toMatchObject({ code: 'E_OUTPUT_WRITE' })
        }
      }
    } finally {
      spy.mockRestore()
    }
    expect(failures).toEqual([])
    expect(calls).toBeGreaterThan(10)
    const [name] = readdirSync(directory)
    expect(output.bytes).toBe(statSync(join(directory, name!)).size)
    const found = await rows(join(directory, '*.parquet'), 'SELECT n::INT AS n, text FROM files ORDER BY n')
    expect(found).toEqual(events)
  }))
