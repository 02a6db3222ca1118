import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import type { Clock, Input, InputContext } from '../../../kernel/index.ts'
import { ORIGIN, openInput } from '../test-context.ts'
import http from './index.ts'

const stops: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop()
})

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

interface Running {
  readonly port: number
  readonly blocks: AsyncIterator<Float64Array>
  readonly first: Promise<IteratorResult<Float64Array>>
  readonly controller: AbortController
  send(path: string, body?: string, method?: string): Promise<{ status: number; text: string }>
}

async function run(
  options: Record<string, unknown> = {},
  { size = 1000, clock, range }: { size?: number; clock?: Clock; range?: InputContext['range'] } = {},
): Promise<Running> {
  const port = await freePort()
  const input: Input = await openInput(
    http,
    { port, ...options },
    { ...(clock && { clock }), ...(range && { range }) },
  )
  const controller = new AbortController()
  const blocks = (input.blocks(ORIGIN, size, controller.signal) as AsyncIterable<Float64Array>)[
    Symbol.asyncIterator
  ]()
  const first = blocks.next()
  first.catch(() => {})
  stops.push(async () => {
    controller.abort()
    await blocks.return?.()
  })
  const send: Running['send'] = (path, body = '', method = 'POST') =>
    new Promise((resolve, reject) => {
      const sent = request({ port, path, method, agent: false }, (response) => {
        let text = ''
        response.on('data', (part) => {
          text += part
        })
        response.on('end', () => resolve({ status: response.statusCode!, text }))
      })
      sent.on('error', reject)
      sent.end(body)
    })
  for (let tries = 0; ; tries++) {
    const up = await send('/', '', 'GET').catch(() => undefined)
    if (up) return { port, blocks, first, controller, send }
    if (tries > 100) throw new Error('the server did not come up')
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

async function rest(running: Running): Promise<number[]> {
  const found: number[] = []
  for (let next = await running.first; !next.done; next = await running.blocks.next())
    found.push(...next.value)
  return found
}

test('a request yields its timestamps at the moment it arrives', async () => {
  let now = ORIGIN
  const running = await run({}, { clock: { now: () => now, sleepUntil: async () => {} } })
  now = ORIGIN + 5
  expect(await running.send('/generate', '{"count": 3}')).toEqual({ status: 201, text: 'null' })
  now = ORIGIN + 7
  await running.send('/generate', '{"count": 1}')
  now = ORIGIN + 6 // a clock set back
  await running.send('/generate', '{"count": 1}')
  now = ORIGIN + 1000
  expect(await running.send('/stop')).toEqual({ status: 200, text: 'null' })
  expect(await rest(running)).toEqual([5, 5, 5, 7, 7].map((micros) => ORIGIN + micros))
})

test('the replies of Eventum', async () => {
  const { send } = await run()
  for (const body of [
    '',
    '{',
    '[]',
    '{}',
    '{"count": 0}',
    '{"count": 1.5}',
    '{"count": 1, "more": 2}',
    '{"count": null}',
  ])
    expect([body, (await send('/generate', body)).status]).toEqual([body, 422])
  expect(await send('/generate', '{"count": 0}')).toMatchObject({
    text: expect.stringContaining('"loc":["body","count"]'),
  })
  expect(await send('/nothing', '{}')).toEqual({ status: 404, text: '{"detail":"Not Found"}' })
  expect(await send('/generate', '', 'GET')).toEqual({ status: 405, text: '{"detail":"Method Not Allowed"}' })
  expect(await send('/stop', '', 'PUT')).toMatchObject({ status: 405 })
  expect(await send('/generate', ' '.repeat(100_000))).toMatchObject({ status: 413 })
})

test('a full queue refuses with 429, a stopping input with 409, and what waits is still generated', async () => {
  const { send, ...running } = await run({ max_pending_requests: 2 }, { size: 10 })
  await send('/generate', '{"count": 1}')
  expect((await running.first).value).toHaveLength(1)
  const replies = []
  for (let i = 0; i < 3; i++) replies.push((await send('/generate', '{"count": 4}')).status)
  expect(replies).toEqual([201, 201, 429])
  await send('/stop')
  expect((await send('/generate', '{"count": 1}')).status).toBe(409)
  expect((await running.blocks.next()).value).toHaveLength(8)
  expect((await running.blocks.next()).done).toBe(true)
  await expect(send('/generate', '{"count": 1}')).rejects.toMatchObject({ code: 'ECONNREFUSED' })
})

test('a huge request is cut into blocks', async () => {
  const running = await run({}, { size: 100 })
  await running.send('/generate', '{"count": 9007199254740991}')
  expect((await running.first).value).toHaveLength(100)
  expect((await running.blocks.next()).value).toHaveLength(100)
})

test('an abort ends it while it waits, after what is queued', async () => {
  const running = await run()
  running.controller.abort()
  expect((await running.first).done).toBe(true)
  const busy = await run()
  await busy.send('/generate', '{"count": 2}')
  busy.controller.abort()
  expect(await rest(busy)).toHaveLength(2)
})

test('two inputs work at once', async () => {
  const [one, two] = await Promise.all([run(), run()])
  await two.send('/generate', '{"count": 2}')
  expect((await two.first).value).toHaveLength(2)
  await one.send('/generate', '{"count": 1}')
  expect((await one.first).value).toHaveLength(1)
})

test('a port in use is an error that reaches the one who asks for blocks', async () => {
  const { port } = await run()
  const input = await openInput(http, { port })
  const blocks = input.blocks(ORIGIN, 10, new AbortController().signal) as AsyncIterable<Float64Array>
  await expect(blocks[Symbol.asyncIterator]().next()).rejects.toMatchObject({
    code: 'E_INPUT_LISTEN',
    hint: expect.stringContaining('another port'),
  })
})

test('a request after the end of the range stops the input', async () => {
  let now = ORIGIN
  const running = await run(
    {},
    { clock: { now: () => now, sleepUntil: async () => {} }, range: { to: ORIGIN + 10 } },
  )
  await running.send('/generate', '{"count": 1}')
  now = ORIGIN + 11
  expect((await running.send('/generate', '{"count": 1}')).status).toBe(409)
  expect(await rest(running)).toEqual([ORIGIN])
})

test('nothing is served before blocks are asked for, or after an abort', async () => {
  const port = await freePort()
  const input = await openInput(http, { port })
  const blocks = input.blocks(ORIGIN, 10, AbortSignal.abort()) as AsyncIterable<Float64Array>
  expect((await blocks[Symbol.asyncIterator]().next()).done).toBe(true)
})
