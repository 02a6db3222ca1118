import { once } from 'node:events'
import { request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Readable } from 'node:stream'
import { RecordBatchReader, tableFromIPC } from 'apache-arrow'
import type { FastifyInstance } from 'fastify'
import { afterEach, describe, expect, test } from 'vitest'
import { LoomError, type Problem, readOptions } from '../kernel/index.ts'
import { serverParameters } from './limits.ts'
import { server } from './server.ts'

let app: FastifyInstance | undefined
const errors: Problem[] = []
afterEach(async () => {
  await app?.close()
  app = undefined
  expect(errors.splice(0)).toEqual([])
})

async function serve(parameters: Record<string, unknown> = {}): Promise<string> {
  const read = readOptions(serverParameters, parameters)
  if (!read.ok) throw new LoomError('E_PARAMETER', JSON.stringify(read.problems))
  app = await server(read.value, '9.9.9', (problem) => errors.push(problem))
  await app.listen({ host: '127.0.0.1', port: 0 })
  return `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`
}

/** As fast as possible, from a fixed instant. */
const FAST = { rate_per_second: 0, seed: 0, start_time: '2025-01-01T00:00:00Z' }

const post = (url: string, config: unknown, headers: Record<string, string> = {}) =>
  fetch(url, { method: 'POST', body: JSON.stringify(config), headers })

describe('what a client of the service knows', () => {
  test('GET /', async () => {
    const answer = await fetch(`${await serve()}/`)
    expect(await answer.json()).toEqual({
      status: 'healthy',
      version: '9.9.9',
      generators_available: expect.any(Number),
    })
  })

  test('GET /generators', async () => {
    const models = (await (await fetch(`${await serve()}/generators`)).json()) as {
      name: string
      description: string
      config_schema: { properties: Record<string, unknown> }
    }[]
    const bnpl = models.find(({ name }) => name === 'bnpl')
    expect(bnpl?.description).toMatch(/\w/)
    expect(Object.keys(bnpl!.config_schema.properties)).toEqual(
      expect.arrayContaining(['rate_per_second', 'total_records', 'drift_type', 'base_default_rate']),
    )
  })

  test('POST /stream/bnpl: one data frame a record, and the end', async () => {
    const answer = await post(`${await serve()}/stream/bnpl`, { ...FAST, total_records: 3 })
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-type')).toBe('text/event-stream')
    expect(answer.headers.get('cache-control')).toBe('no-cache')
    const frames = (await answer.text()).split('\n\n')
    expect(frames.pop()).toBe('')
    const records = frames.map((frame) => JSON.parse(frame.replace(/^data: /, '')) as Record<string, unknown>)
    expect(records.map(({ _record_id }) => _record_id)).toEqual([0, 1, 2])
    expect(records[0]).toMatchObject({ _generator: 'bnpl' })
  })

  test('an unknown generator', async () => {
    const answer = await post(`${await serve()}/stream/nope`, {})
    expect(answer.status).toBe(404)
    expect(await answer.json()).toEqual({ detail: 'Unknown generator: nope' })
  })

  test.each([
    [{ rate_per_second: 'fast' }, 'rate_per_second'],
    [{ rate_per_second: -1 }, 'rate_per_second'],
    [{ noise_level: 2 }, 'noise_level'],
    [{ arrival_pattern: 'never' }, 'arrival_pattern'],
    [{ start_date: '2024-13-01', end_date: '2024-12-01' }, 'start_date'],
    [{ start_date: '2024-02-01', end_date: '2024-01-01' }, 'end_date'],
    [{ end_date: '2024-01-01' }, 'start_date'],
    [{ max_records: 1, total_records: 2 }, 'total_records'],
    [{ base_default_rate: 7 }, 'base_default_rate'],
  ])('a config that cannot be: %j', async (config, field) => {
    const answer = await post(`${await serve()}/stream/bnpl`, config)
    expect(answer.status).toBe(422)
    const { detail } = (await answer.json()) as { detail: { loc: unknown[]; msg: string; type: string }[] }
    expect(detail[0]).toEqual({ loc: ['body', field], msg: expect.any(String), type: expect.any(String) })
  })

  test.each(['{', '[]', '3', 'null'])('a body that is no config: %s', async (body) => {
    const answer = await fetch(`${await serve()}/stream/bnpl`, { method: 'POST', body })
    expect(answer.status).toBe(422)
    expect(await answer.json()).toMatchObject({ detail: [{ loc: ['body'] }] })
  })

  test('curl -d says nothing of JSON, and numbers may be text', async () => {
    const answer = await fetch(`${await serve()}/stream/bnpl`, {
      method: 'POST',
      body: JSON.stringify({ ...FAST, max_records: '2' }),
      headers: { 'Content-Type': 'application/x-www-form-urlencoded', Accept: '*/*' },
    })
    expect((await answer.text()).match(/^data: \{/gm)).toHaveLength(2)
  })

  test('a field that nobody knows has no effect, and is named', async () => {
    const answer = await post(`${await serve()}/stream/bnpl`, { ...FAST, max_records: 1, nonsense: 1 })
    expect(answer.status).toBe(200)
    expect(answer.headers.get('x-ignored-fields')).toBe('nonsense')
    await answer.text()
  })
})

describe('ours', () => {
  test('the same records as NDJSON and CSV', async () => {
    const url = `${await serve()}/stream/bnpl`
    const config = { ...FAST, max_records: 4 }
    const ndjson = await post(url, config, { Accept: 'application/x-ndjson' })
    expect(ndjson.headers.get('content-type')).toBe('application/x-ndjson')
    const records = (await ndjson.text())
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { amount: number })
    expect(records).toHaveLength(4)
    const csv = (await (await post(url, config, { Accept: 'text/csv' })).text()).trim().split('\n')
    expect(csv).toHaveLength(5)
    const column = csv[0]!.split(',').indexOf('amount')
    expect(csv.slice(1).map((row) => Number(row.split(',')[column]))).toEqual(
      records.map(({ amount }) => amount),
    )
    expect((await post(url, config, { Accept: 'image/png' })).status).toBe(406)
  })

  describe('as Arrow', () => {
    const ARROW = 'application/vnd.apache.arrow.stream'
    const table = async (answer: Response) => tableFromIPC(new Uint8Array(await answer.arrayBuffer()))

    test.each([
      {},
      { denormalize_entities: false },
      { noise_type: 'outliers', drift_type: 'sudden', drift_strength: 0.5 },
    ])('the same records as NDJSON: %j', async (more) => {
      const url = `${await serve()}/stream/bnpl`
      const config = { ...FAST, ...more, start_time: '2024-01-01T00:00:00Z', max_records: 3_000 }
      const answer = await post(url, config, { Accept: ARROW })
      expect(answer.status).toBe(200)
      expect(answer.headers.get('content-type')).toBe(ARROW)
      const arrow = await table(answer)
      const lines = (await (await post(url, config, { Accept: 'application/x-ndjson' })).text())
        .trim()
        .split('\n')
      const records = lines.map((line) => JSON.parse(line) as Record<string, unknown>)
      expect(arrow.schema.fields.map(({ name }) => name)).toEqual(Object.keys(records[0]!))
      expect(String(arrow.schema.fields.find(({ name }) => name === 'amount')!.type)).toBe('Float64')
      expect(String(arrow.schema.fields.find(({ name }) => name === '_timestamp')!.type)).toBe(
        'Timestamp<MICROSECOND, UTC>',
      )
      const plain = (value: unknown) => (typeof value === 'bigint' ? Number(value) : value)
      const rows = arrow
        .toArray()
        .map((row) =>
          Object.fromEntries(Object.entries(row!.toJSON()).map(([name, value]) => [name, plain(value)])),
        )
      expect(rows).toEqual(
        records.map((record) => ({
          ...record,
          _timestamp: expect.closeTo(Date.parse(String(record._timestamp)), -1),
        })),
      )
    })

    test('a record does not wait until a batch is full', async () => {
      const body = { seed: 1, rate_per_second: 20 }
      const gone = new AbortController()
      const answer = await fetch(`${await serve()}/stream/bnpl`, {
        method: 'POST',
        body: JSON.stringify(body),
        headers: { Accept: ARROW },
        signal: gone.signal,
      })
      const reader = await RecordBatchReader.from(Readable.fromWeb(answer.body as never))
      const first = await reader.next()
      expect(first.value.numRows).toBeLessThan(20)
      gone.abort()
    })
  })

  test('the same seed gives the same bytes, another one others', async () => {
    const url = `${await serve()}/stream/bnpl`
    const body = async (seed: number) => (await post(url, { ...FAST, seed, max_records: 50 })).text()
    const first = await body(0)
    expect(await body(0)).toBe(first)
    expect(await body(1)).not.toBe(first)
  })

  test('a client that goes away ends its run at once, also between two records', async () => {
    const url = new URL(`${await serve()}/stream/bnpl`)
    const gone = new AbortController()
    const slow = { seed: 1, rate_per_second: 0.01 }
    const answer = await fetch(url, { method: 'POST', body: JSON.stringify(slow), signal: gone.signal })
    expect(answer.status).toBe(200)
    gone.abort()
    const closing = Date.now()
    await app!.close()
    expect(Date.now() - closing).toBeLessThan(2000)
  })

  test('a client that does not read holds its own stream back, not memory and not others', async () => {
    const url = new URL(`${await serve()}/stream/bnpl`)
    const stalled = request(url, { method: 'POST' })
    stalled.end(JSON.stringify(FAST))
    const response = await new Promise<NodeJS.ReadableStream>((resolve) => stalled.on('response', resolve))
    response.pause()
    const other = await post(url.href, { ...FAST, max_records: 2000 })
    expect((await other.text()).match(/^data: /gm)).toHaveLength(2000)
    const before = process.memoryUsage().rss
    await new Promise((resolve) => setTimeout(resolve, 1500))
    // Endless and as fast as possible: unbounded it would be hundreds of megabytes by now.
    expect(process.memoryUsage().rss - before).toBeLessThan(80e6)
    stalled.destroy()
  })

  test('streams, records and time have limits', async () => {
    const url = `${await serve({ max_streams: 1, max_records: 5 })}/stream/bnpl`
    const endless = await post(url, { ...FAST })
    expect((await endless.text()).match(/^data: /gm)).toHaveLength(5)
    const gone = new AbortController()
    const first = await fetch(url, {
      method: 'POST',
      body: JSON.stringify({ rate_per_second: 0.01 }),
      signal: gone.signal,
    })
    expect(first.status).toBe(200)
    const second = await post(url, { ...FAST })
    expect(second.status).toBe(503)
    expect(second.headers.get('retry-after')).toBe('1')
    gone.abort()
    await app!.close()
    const brief = `${await serve({ max_seconds: 0.3 })}/stream/bnpl`
    const started = Date.now()
    await (await post(brief, { rate_per_second: 20 })).text()
    expect(Date.now() - started).toBeLessThan(5000)
  })

  test('a client that takes nothing loses its connection, one that takes little does not', async () => {
    const url = `${await serve({ max_streams: 1, stall_seconds: 0.4 })}/stream/bnpl`
    const stalled = request(url, { method: 'POST' }, (answer) => answer.pause()).on('error', () => {})
    stalled.end(JSON.stringify(FAST))
    await once(stalled, 'response')
    // It has the only place.
    expect((await post(url, FAST)).status).toBe(503)
    const slow = { rate_per_second: 1, total_records: 2, seed: 0 }
    let answer = await post(url, slow)
    while (answer.status === 503) answer = await post(url, slow)
    expect((await answer.text()).match(/^data: /gm)).toHaveLength(2)
    stalled.destroy()
  })

  test('OpenAPI, and a page that shows it', async () => {
    const url = await serve()
    const api = (await (await fetch(`${url}/openapi.json`)).json()) as { paths: Record<string, unknown> }
    expect(Object.keys(api.paths)).toEqual(expect.arrayContaining(['/', '/generators', '/stream/bnpl']))
    expect(await (await fetch(`${url}/docs`)).text()).toContain('swagger')
  })
})
