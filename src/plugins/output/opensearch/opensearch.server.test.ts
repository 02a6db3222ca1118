import { readFileSync } from 'node:fs'
import { Agent, request } from 'undici'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { outputConformance } from '../../../../test/conformance/output.ts'
import { deliveryOf, never, openOutput } from '../../../../test/plugin-context.ts'
import { type FaultProxy, faultProxy } from '../../../../test/services/fault-proxy.ts'
import { services } from '../../../../test/services/index.ts'
import type { Running } from '../../../../test/services/service.ts'
import opensearch from './index.ts'

const USER = { username: 'admin', password: 'admin' }
let starting: Promise<Running> | undefined
let server: Running
let proxy: FaultProxy
let dispatcher: Agent
let indices = 0

const up = async () => {
  starting ??= services.opensearch!.start()
  server = await starting
  dispatcher = new Agent({ connect: { ca: readFileSync(String(server.address.ca)) } })
  const port = Number(new URL(String(server.address.url)).port)
  proxy = await faultProxy(() => port)
  await api('PUT', '/_cluster/settings', { persistent: { 'action.auto_create_index': '-nowhere*,+*' } })
}
const down = async () => {
  await proxy.close()
  await dispatcher.close()
}

afterAll(async () => await (await starting)?.stop())

async function api(method: 'GET' | 'POST' | 'PUT', path: string, body?: unknown): Promise<unknown> {
  const authorization = `Basic ${Buffer.from(`${USER.username}:${USER.password}`).toString('base64')}`
  const answer = await request(String(server.address.url) + path, {
    method,
    dispatcher,
    headers: { authorization, 'content-type': 'application/json' },
    body: body === undefined ? null : JSON.stringify(body),
  })
  const said = (await answer.body.json()) as object
  if (answer.statusCode >= 300) throw new Error(JSON.stringify(said))
  return said
}

interface Hit {
  readonly _id: string
  readonly _index: string
  readonly _routing?: string
  readonly _source: Record<string, unknown>
}

async function hits(index: string): Promise<Hit[]> {
  await api('POST', `/${index}/_refresh`)
  const found = (await api('POST', `/${index}/_search`, {
    size: 10_000,
    sort: [{ _seq_no: 'asc' }],
  })) as { hits: { hits: Hit[] } }
  return found.hits.hits
}

const options = () => ({ hosts: [server.address.url], ...USER, ca_cert: server.address.ca })

outputConformance('opensearch', {
  plugin: opensearch,
  up,
  down,
  proxy: () => proxy,
  crash: { kill: () => server.kill(), resume: () => server.resume() },
  async target() {
    const index = `i${indices++}`
    await api('PUT', `/${index}`, {
      settings: { number_of_shards: 1, number_of_replicas: 0 },
      mappings: { properties: { n: { type: 'long' }, text: { type: 'object', enabled: false } } },
    })
    return {
      options: { ...options(), hosts: [`https://127.0.0.1:${proxy.port}`], index },
      arrived: async () => (await hits(index)).map(({ _source }) => JSON.stringify(_source)),
      poison: (n) => `{"n": "poison ${n}"}`,
      wrongCredentials: { password: 'wrong' },
      missing: { index: 'nowhere' },
    }
  },
})

describe('opensearch', () => {
  beforeAll(up)
  afterAll(down)

  const written = async (more: Record<string, unknown>, events: readonly string[], again = 1) => {
    const output = await openOutput(opensearch, { ...options(), ...more })
    await output.open?.()
    for (let i = 0; i < again; i++) expect(await output.write(deliveryOf(events), never)).toBeUndefined()
    await output.close?.()
  }

  test('a data stream takes each event once', async () => {
    await api('PUT', '/_index_template/streams', {
      index_patterns: ['stream-*'],
      data_stream: {},
      template: { settings: { number_of_replicas: 0 } },
    })
    const events = ['a', 'b'].map((text) => JSON.stringify({ '@timestamp': '2024-01-31T15:04:05Z', text }))
    await written({ index: 'stream-x', op: 'create' }, events, 3)
    expect((await hits('stream-x')).map(({ _source }) => _source.text)).toEqual(['a', 'b'])
    const wrong = await openOutput(opensearch, { ...options(), index: 'stream-x' })
    const failures = await wrong.write(deliveryOf(events), never)
    expect(failures?.map(({ error }) => error)).toMatchObject([
      { kind: 'rejected', hint: expect.stringMatching(/op: create/) },
      { kind: 'rejected' },
    ])
    await wrong.close?.()
  })

  test('index, id and routing by expression', async () => {
    const events = ['{"kind": "a", "key": 1}', '{"kind": "b", "key": 2}', '{"kind": "b", "key": 2}']
    await written(
      {
        index: 'by-{{ event.kind }}-{{ time.strftime("%Y.%m") }}',
        id: 'k{{ event.key }}',
        routing: '{{ event.key }}',
      },
      events,
    )
    expect(await hits('by-*')).toMatchObject([
      { _index: 'by-a-2024.01', _id: 'k1', _routing: '1' },
      { _index: 'by-b-2024.01', _id: 'k2', _routing: '2' },
    ])
  })

  test('a pipeline, compressed, of events that were printed over several lines', async () => {
    await api('PUT', '/_ingest/pipeline/mark', {
      processors: [{ set: { field: 'marked', value: true } }],
    })
    await written({ index: 'piped', pipeline: 'mark', compression: 'gzip', id: 'none' }, ['{\n  "a": 1\n}'])
    expect(await hits('piped')).toMatchObject([{ _source: { a: 1, marked: true } }])
  })

  test('check knows who may not write, and writes nothing', async () => {
    const { reader } = server.address
    const problem = async (more: Record<string, unknown>) => {
      const output = await openOutput(opensearch, { ...options(), ...more })
      const error = await Promise.resolve(output.check?.()).catch((reason: unknown) => reason)
      await output.close?.()
      return error
    }
    const index = `i${indices++}`
    await api('PUT', `/${index}`, { settings: { number_of_replicas: 0 } })
    for (const op of ['index', 'create']) {
      expect(await problem({ index, op })).toBeUndefined()
      const guest = { username: reader, password: reader }
      expect(await problem({ index, op, ...guest })).toMatchObject({ code: 'E_OUTPUT_DENIED' })
    }
    expect(await api('GET', `/${index}/_count`)).toMatchObject({ count: 0 })
    expect(await problem({ index: 'nowhere' })).toMatchObject({ code: 'E_OUTPUT_TARGET' })
  })

  test('another node takes over from one that is gone', async () => {
    const hosts = ['https://127.0.0.1:1', server.address.url]
    await written({ hosts, index: 'failover' }, ['{"a": 1}', '{"a": 2}'], 4)
    expect(await hits('failover')).toHaveLength(2)
  })

  test('certificates are checked unless one says otherwise', async () => {
    const output = await openOutput(opensearch, { ...options(), ca_cert: null, index: 'x' })
    await expect(output.open?.()).rejects.toMatchObject({
      kind: 'connect',
      hint: expect.stringMatching(/ca_cert/),
    })
    await output.close?.()
    await written({ ca_cert: null, verify: false, index: 'unchecked' }, ['{"a": 1}'])
  })
})
