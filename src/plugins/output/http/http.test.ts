import { expect, test } from 'vitest'
import { attempt } from '../../../../test/conformance/attempt.ts'
import { deliveryOf, openFormatter, readAs } from '../../../../test/plugin-context.ts'
import type { AnyDefinition } from '../../../kernel/index.ts'
import jsonBatch from '../../formatter/json-batch/index.ts'
import http from './index.ts'
import { testBed } from './test-bed.ts'
import { created } from './test-server.ts'

const bed = testBed()
const { output } = bed

const answering = (status: number, headers: Record<string, string> = {}, body = '') => {
  bed.server.answer = (_, response) => void response.writeHead(status, headers).end(body)
}

test('the examples open', async () => {
  for (const { options } of http.examples.slice(0, 2)) await output(options)
})

test.each([
  [{ url: 'ftp://x' }, 'url'],
  [{ url: 'nowhere' }, 'url'],
  [{ success_code: 99 }, 'success_code'],
  [{ success_code: '2x' }, 'success_code'],
  [{ success_code: [] }, 'success_code'],
  [{ password: 'x' }, 'password'],
  [{ client_cert: 'x' }, 'client_cert'],
  [{ client_cert_key: 'x' }, 'client_cert_key'],
  [{ request_timeout: 0 }, 'request_timeout'],
  [{ idempotency_header: 'a b' }, 'idempotency_header'],
])('%j is refused when the project loads', (raw, option) => {
  const whole = { url: 'http://localhost', ...raw }
  expect(() => readAs(http as unknown as AnyDefinition, whole)).toThrow(`E_OPTION_INVALID ${option}`)
})

test.each([
  [undefined, [200, 201, 204, 299], [304, 400]],
  [201, [201], [200, 202]],
  ['201', [201], [200]],
  ['200-204', [200, 204], [205]],
  [
    [200, '4xx'],
    [200, 404, 499],
    [201, 500],
  ],
])('success_code %j', async (success_code, good, bad) => {
  const sent = await output({ ...(success_code !== undefined && { success_code }) })
  for (const status of good) {
    answering(status)
    expect([status, await attempt(sent, deliveryOf(['x']))]).toEqual([status, []])
  }
  for (const status of bad) {
    answering(status)
    expect([status, (await attempt(sent, deliveryOf(['x']))).length]).toEqual([status, 1])
  }
})

test.each([
  [400, {}, 'rejected', undefined],
  [401, {}, 'rejected', undefined],
  [301, { location: '/there' }, 'rejected', undefined],
  [408, {}, 'timeout', undefined],
  [425, {}, 'server', undefined],
  [429, {}, 'throttled', undefined],
  [429, { 'retry-after': '3' }, 'throttled', 3000],
  [500, {}, 'server', undefined],
  [503, {}, 'server', undefined],
  [503, { 'retry-after': '2' }, 'throttled', 2000],
  [
    503,
    { date: 'Fri, 31 Jan 2025 00:00:00 GMT', 'retry-after': 'Fri, 31 Jan 2025 00:01:30 GMT' },
    'throttled',
    90_000,
  ],
  [503, { 'retry-after': 'soon' }, 'throttled', undefined],
])('an answer %i %j is %s', async (status, headers, kind, retryAfter) => {
  answering(status, headers, 'because  of\nreasons')
  const [failure] = await attempt(await output(), deliveryOf(['x']))
  expect(failure!.error).toMatchObject({
    kind,
    ...(retryAfter !== undefined && { retryAfter }),
    message: `http://127.0.0.1:${bed.server.port}/in answered ${status}: because of reasons`,
  })
  expect((failure!.error as { retryAfter?: number }).retryAfter).toBe(retryAfter)
})

test('a long answer is cut, a broken one does not matter', async () => {
  answering(400, {}, 'x'.repeat(1_000_000))
  const [long] = await attempt(await output(), deliveryOf(['x']))
  expect((long!.error as Error).message.length).toBeLessThan(1200)
  bed.server.answer = (_, response) => {
    response.writeHead(400, { 'content-length': '100' }).write('half')
    setImmediate(() => response.destroy())
  }
  const [broken] = await attempt(await output(), deliveryOf(['x']))
  expect(broken!.error).toMatchObject({ kind: 'rejected', message: expect.stringContaining('400') })
})

test('a batch is one request, with type, name and the users headers', async () => {
  const formatter = await openFormatter(jsonBatch)
  const sent = await output({ headers: { 'X-Trace': 7, Flag: true }, method: 'PUT' }, { formatter })
  const delivery = deliveryOf(['{"a": 1}', '{"b": 2}'], undefined, formatter)
  expect(await attempt(sent, delivery)).toEqual([])
  expect(bed.server.received).toMatchObject([
    {
      method: 'PUT',
      path: '/in?x=1',
      body: '[{"a": 1}, {"b": 2}]',
      headers: {
        'content-type': 'application/json',
        'idempotency-key': delivery.id(0),
        'x-trace': '7',
        flag: 'true',
        'user-agent': 'eventloom',
      },
    },
  ])
})

test('what the user says of a header counts', async () => {
  const sent = await output({
    headers: { 'Content-Type': 'application/x-ndjson', 'USER-AGENT': 'me', authorization: 'Bearer t' },
    idempotency_header: null,
    username: 'ignored',
  })
  await attempt(sent, deliveryOf(['x']))
  const { headers } = bed.server.received[0]!
  expect(headers).toMatchObject({
    'content-type': 'application/x-ndjson',
    'user-agent': 'me',
    authorization: 'Bearer t',
  })
  expect(headers['idempotency-key']).toBeUndefined()
  await expect(output({ headers: { 'a b': 'x' } })).rejects.toMatchObject({ code: 'E_OPTION_INVALID' })
  await expect(output({ headers: { a: 'x\r\nb: y' } })).rejects.toMatchObject({ code: 'E_OPTION_INVALID' })
})

test('user and password may stand in the address', async () => {
  await attempt(await output({ url: `http://me:s%40@127.0.0.1:${bed.server.port}/` }), deliveryOf(['x']))
  await attempt(await output({ username: 'é', password: null }), deliveryOf(['x']))
  expect(bed.server.received.map(({ headers }) => headers.authorization)).toEqual(
    ['me:s@', 'é:'].map((pair) => `Basic ${Buffer.from(pair).toString('base64')}`),
  )
})

test('bodies are compressed on request', async () => {
  const sent = await output({ compression: 'gzip' })
  const text = 'é'.repeat(5000)
  expect(await attempt(sent, deliveryOf([text]))).toEqual([])
  expect(bed.server.received[0]).toMatchObject({ body: text, headers: { 'content-encoding': 'gzip' } })
  expect(Number(bed.server.received[0]!.headers['content-length'])).toBeLessThan(200)
})

test('no more connections than allowed', async () => {
  bed.server.answer = (received, response) => void setTimeout(() => created(received, response), 5)
  const sent = await output({ connections: 3 })
  const many = Array.from({ length: 20 }, (_, i) => `${i}`)
  expect(await Promise.all([0, 1].map(() => attempt(sent, deliveryOf(many))))).toEqual([[], []])
  expect(bed.server.crowd).toBe(3)
})

test('where order must hold, nothing overtakes what is to be tried again', async () => {
  bed.server.answer = ({ body }, response) =>
    void response.writeHead(body === '3' ? 503 : body === '1' ? 400 : 200).end()
  const sent = await output({ idempotency_header: null }, { ordered: true })
  const failures = await attempt(sent, deliveryOf(['0', '1', '2', '3', '4', '5']))
  expect(failures.map(({ frame }) => frame)).toEqual([1, 3, 4, 5])
  expect(bed.server.received.map(({ body }) => body)).toEqual(['0', '2'])
})

test('an answer that takes too long', async () => {
  bed.server.answer = () => undefined
  const [failure] = await attempt(await output({ request_timeout: 1 }), deliveryOf(['x']))
  expect(failure!.error).toMatchObject({ kind: 'timeout', code: 'E_OUTPUT_TIMEOUT' })
  const stop = new AbortController()
  const hanging = attempt(await output({ connections: 2 }), deliveryOf(['a', 'b', 'c']), stop.signal)
  setTimeout(() => stop.abort('enough'), 50)
  expect((await hanging).map(({ error }) => error)).toEqual(['enough', 'enough', 'enough'])
})

test('check asks which methods the server takes, and knows answers that are for everyone', async () => {
  const problem = async (given: Record<string, unknown> = {}) =>
    Promise.resolve((await output(given)).check?.()).catch((error: unknown) => error)
  bed.server.answer = ({ method }, response) =>
    void response
      .writeHead(method === 'OPTIONS' ? 204 : 404, method === 'OPTIONS' ? { allow: 'GET, Post' } : {})
      .end()
  expect(await problem()).toBeUndefined()
  expect(await problem({ method: 'PUT' })).toMatchObject({
    code: 'E_OUTPUT_TARGET',
    message: expect.stringContaining('takes GET, POST, not PUT'),
  })
  answering(405, { allow: 'GET' })
  expect(await problem()).toMatchObject({ code: 'E_OUTPUT_TARGET' })
  answering(308, { location: '/there' })
  expect(await problem()).toMatchObject({
    code: 'E_OUTPUT_REJECTED',
    hint: expect.stringContaining('redirects'),
  })
  answering(503)
  expect(await problem()).toMatchObject({ kind: 'server' })
  expect(bed.server.received).toEqual([])
})

test('check connects and sends nothing', async () => {
  await (await output()).check?.()
  expect(bed.server.received).toEqual([])
  answering(403)
  await expect((await output()).check?.()).rejects.toMatchObject({ kind: 'rejected' })
  await bed.server.kill()
  await expect((await output()).check?.()).rejects.toMatchObject({
    code: 'E_OUTPUT_CONNECT',
    hint: 'is the server up, and is this its port?',
  })
  await bed.server.resume()
})
