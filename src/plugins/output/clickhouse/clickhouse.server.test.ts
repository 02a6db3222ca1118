import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { OutputHarness } from '../../../../test/conformance/harness.ts'
import { outputConformance } from '../../../../test/conformance/output.ts'
import { deliveryOf, never, openOutput } from '../../../../test/plugin-context.ts'
import { type FaultProxy, faultProxy } from '../../../../test/services/fault-proxy.ts'
import { services } from '../../../../test/services/index.ts'
import type { Running } from '../../../../test/services/service.ts'
import clickhouse from './index.ts'

const USER = { username: 'loom', password: 's3cret' }
const MERGE_TREE = 'MergeTree ORDER BY tuple() SETTINGS non_replicated_deduplication_window = 1000'
let tables = 0

/** A server of one kind, shared by all tests of that kind. */
function kind(name: string, engine: string) {
  let starting: Promise<Running> | undefined
  let server: Running
  let proxy: FaultProxy

  const sql = async (text: string): Promise<string> => {
    const headers = { 'x-clickhouse-user': USER.username, 'x-clickhouse-key': USER.password }
    const url = `http://127.0.0.1:${server.address.port}/`
    const answer = await fetch(url, { method: 'POST', body: text, headers })
    const said = await answer.text()
    if (!answer.ok) throw new Error(said)
    return said
  }
  const create = async (columns: string): Promise<string> => {
    const table = `t${tables++}`
    await sql(`CREATE TABLE ${table} (${columns}) ENGINE = ${engine}`)
    return table
  }

  afterAll(async () => await (await starting)?.stop())
  return {
    sql,
    create,
    options: (table: string) => ({ host: '127.0.0.1', port: Number(server.address.port), ...USER, table }),
    address: () => server.address,
    async up() {
      starting ??= services[name]!.start()
      server = await starting
      proxy = await faultProxy(() => Number(server.address.port))
    },
    down: () => proxy.close(),
    harness(
      this: void,
      up: () => Promise<void>,
      exempt: NonNullable<OutputHarness['exempt']>,
    ): OutputHarness {
      return {
        plugin: clickhouse,
        up,
        down: () => proxy.close(),
        proxy: () => proxy,
        crash: { kill: () => server.kill(), resume: () => server.resume() },
        exempt,
        async target() {
          const table = await create('n Int64, text String')
          return {
            options: { host: '127.0.0.1', port: proxy.port, ...USER, table },
            async arrived() {
              // Several threads would read parts of the table side by side, and give them in any order.
              const select = `SELECT n, text FROM ${table} SETTINGS max_threads = 1 FORMAT JSONEachRow`
              const rows = (await sql(select)).split('\n')
              return rows
                .filter((row) => row !== '')
                .map((row) => JSON.parse(row))
                .map(({ n, text }) => JSON.stringify({ n: Number(n), text }))
            },
            poison: (n) => `{"n": "poison ${n}", "text": 1}`,
            wrongCredentials: { password: 'wrong' },
            missing: { table: 'nowhere' },
          }
        },
      }
    },
  }
}

const server = kind('clickhouse', 'Log')
const engine = kind('chdb', MERGE_TREE)

outputConformance(
  'clickhouse (server 18.16)',
  server.harness(server.up, { ids: 'this release has no deduplication tokens' }),
)
outputConformance('clickhouse (engine 26.7)', engine.harness(engine.up, { order: 'a table has none' }))

describe('the server', () => {
  beforeAll(server.up)
  afterAll(server.down)

  const lines = ['1', '2', '3']
  const written = async (
    columns: string,
    more: Record<string, unknown>,
    frames: readonly string[] = lines,
  ) => {
    const table = await server.create(columns)
    const output = await openOutput(clickhouse, { ...server.options(table), ...more })
    await output.open?.()
    expect(await output.write(deliveryOf(frames), never)).toBeUndefined()
    await output.close?.()
    return (await server.sql(`SELECT * FROM ${table} FORMAT CSV`)).trimEnd().split('\n')
  }

  test('header, separator and footer frame the events of a request', async () => {
    expect(await written('n Int64', { input_format: 'CSVWithNames', header: 'n\n' })).toEqual(lines)
    const values = { input_format: 'Values', header: '(', separator: '),(', footer: ')' }
    expect(await written('n Int64', values)).toEqual(lines)
  })

  test('settings go along, and requests can be compressed', async () => {
    const more = { settings: { input_format_skip_unknown_fields: true }, compression: 'gzip' }
    expect(await written('n Int64', more, ['{"n": 7, "other": 1}'])).toEqual(['7'])
  })

  test('TLS, with the authority named', async () => {
    const { ca, tlsPort } = server.address()
    expect(
      await written('n Int64', { protocol: 'https', port: tlsPort, ca_cert: ca, input_format: 'CSV' }),
    ).toEqual(lines)
    const unknown = await openOutput(clickhouse, {
      ...server.options('t0'),
      protocol: 'https',
      port: tlsPort,
    })
    await expect(unknown.open?.()).rejects.toMatchObject({
      kind: 'connect',
      hint: expect.stringMatching(/ca_cert/),
    })
    await unknown.close?.()
  })

  test('a DSN says all, and names with quotes are names', async () => {
    const { port } = server.address()
    await server.sql('CREATE TABLE `it``s "odd"` (n Int64) ENGINE = Memory'.replace('``', '\\`'))
    const output = await openOutput(clickhouse, {
      dsn: `clickhouse://loom:s3cret@127.0.0.1:${port}/default?input_format_skip_unknown_fields=1`,
      table: 'it`s "odd"',
    })
    await output.open?.()
    expect(await output.write(deliveryOf(['{"n": 1, "x": 2}']), never)).toBeUndefined()
    await output.close?.()
  })

  test('check knows who may not write', async () => {
    const table = await server.create('n Int64')
    const output = await openOutput(clickhouse, { ...server.options(table), username: 'reader' })
    await expect(output.check?.()).rejects.toMatchObject({ code: 'E_OUTPUT_DENIED' })
    await output.close?.()
  })
})
