import fc from 'fast-check'
import { afterEach, expect, test } from 'vitest'
import { attempt } from '../../../../test/conformance/attempt.ts'
import { asIs, deliveryOf, type Given, openOutput, readAs } from '../../../../test/plugin-context.ts'
import type { AnyDefinition, Output } from '../../../kernel/index.ts'
import { octetCounter } from '../../encoding/frames.ts'
import { textEncoding } from '../../encoding/text.ts'
import tcp from './index.ts'
import { type TestServer, testServer } from './test-server.ts'

const ends: (() => unknown)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

const serve = async (): Promise<TestServer> => {
  const server = await testServer()
  ends.push(() => server.kill())
  return server
}

const opened = async (server: TestServer, options: object = {}, given: Given = {}): Promise<Output> => {
  const output = await openOutput(tcp, { host: '127.0.0.1', port: server.port, ...options }, given)
  await output.open?.()
  ends.push(() => output.close?.())
  return output
}

const until = async (holds: () => boolean) => {
  for (let tries = 0; !holds() && tries < 200; tries++)
    await new Promise((resolve) => setTimeout(resolve, 10))
  expect(holds()).toBe(true)
}

test.each([
  [{ port: 0 }, 'port'],
  [{ host: '' }, 'host'],
  [{ ca_cert: 'x' }, 'ca_cert'],
  [{ server_host_name: 'x' }, 'server_host_name'],
  [{ ssl: true, client_cert: 'x' }, 'client_cert'],
  [{ encoding: 'utf-8' }, 'encoding'],
  [{ framing: 'none' }, 'framing'],
])('%j is refused when the project loads', (raw, option) => {
  const whole = { host: 'localhost', port: 1, ...raw }
  expect(() => readAs(tcp as unknown as AnyDefinition, whole)).toThrow(`E_OPTION_INVALID ${option}`)
})

test('the examples are valid', () => {
  for (const { options } of tcp.examples) readAs(tcp as unknown as AnyDefinition, options)
})

test('frames are told apart by a separator, or by their length in bytes', async () => {
  const server = await serve()
  const events = ['a', 'é€', '', '1 2\n3']
  await attempt(await opened(server, { separator: '\0' }), deliveryOf(events))
  await attempt(await opened(server, { framing: 'octet_counting' }), deliveryOf(events))
  await attempt(await opened(server, { framing: 'octet_counting', encoding: 'utf_16_le' }), deliveryOf(['é']))
  expect(server.received.map(String)).toEqual(['a\0é€\0\x001 2\n3\0', '1 a5 é€0 5 1 2\n3', '2 \ufffd\0'])
})

test('whatever the frames, counting lengths tells them apart', async () => {
  const { chunk } = octetCounter(await textEncoding('utf_8'))
  fc.assert(
    fc.property(
      fc.array(fc.string({ unit: 'grapheme' })),
      fc.integer({ min: 1, max: 100 }),
      (frames, size) => {
        const parts: Uint8Array[] = []
        for (let next = 0; next < frames.length; ) {
          const part = chunk(frames, next, frames.length, size, [])
          parts.push(part.bytes)
          next = part.end
        }
        let rest = Buffer.concat(parts)
        const read: string[] = []
        while (rest.length > 0) {
          const blank = rest.indexOf(' ')
          const end = blank + 1 + Number(rest.subarray(0, blank))
          read.push(rest.subarray(blank + 1, end).toString())
          rest = rest.subarray(end)
        }
        expect(read).toEqual(frames)
      },
    ),
    { numRuns: 200 },
  )
})

test('each connection begins with mark and head', async () => {
  const server = await serve()
  const given = { formatter: { ...asIs, head: 'id' } }
  const output = await opened(server, { encoding: 'utf_8_sig', confirm: 0.1 }, given)
  await attempt(output, deliveryOf(['1']))
  for (const socket of server.sockets) socket.resetAndDestroy()
  await attempt(output, deliveryOf(['2']))
  expect(server.received.map(String)).toEqual(['\ufeffid\n1\n', '\ufeffid\n2\n'])
})

test('a server that has closed meanwhile gets nothing, and the next connection all', async () => {
  const server = await serve()
  const output = await opened(server)
  expect(await attempt(output, deliveryOf(['1']))).toEqual([])
  for (const end of ['end', 'destroy', 'resetAndDestroy'] as const) {
    for (const socket of server.sockets) socket[end]()
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect(await attempt(output, deliveryOf([end]))).toEqual([])
  }
  expect(server.received.map(String)).toEqual(['1\n', 'end\n', 'destroy\n', 'resetAndDestroy\n'])
})

test('writes at once that find the connection broken make one new connection', async () => {
  const server = await serve()
  const output = await opened(server)
  for (const socket of server.sockets) socket.destroy()
  await new Promise((resolve) => setTimeout(resolve, 20))
  const results = await Promise.all(['1', '2', '3'].map((each) => attempt(output, deliveryOf([each]))))
  expect(results).toEqual([[], [], []])
  expect(server.received.map(String)).toEqual(['', '1\n2\n3\n'])
})

test('a connection that breaks within the time of confirmation leaves nothing written', async () => {
  const server = await serve()
  const output = await opened(server, { confirm: 5 })
  const writing = attempt(output, deliveryOf(['a', '\ud800', 'b']))
  await until(() => String(server.received[0]) === 'a\nb\n')
  for (const socket of server.sockets) socket.resetAndDestroy()
  expect(await writing).toMatchObject([
    { frame: 1, error: { code: 'E_EVENT_UNENCODABLE' } },
    { frame: 0, error: { kind: 'connect', code: 'E_OUTPUT_CONNECT' } },
    { frame: 2, error: { kind: 'connect' } },
  ])
})

test('an aborted write takes what is on its way with it', async () => {
  const server = await serve()
  const output = await opened(server, { confirm: 60 })
  const stop = new AbortController()
  const writing = attempt(output, deliveryOf(['a']), stop.signal)
  const other = attempt(output, deliveryOf(['b']))
  setTimeout(() => stop.abort(new Error('too slow')), 50)
  expect(await writing).toEqual([{ frame: 0, error: new Error('too slow') }])
  expect(await other).toMatchObject([{ frame: 0, error: { kind: 'connect' } }])
  await until(() => server.sockets.size === 0)
})

test('nobody there stops the run before it starts, and check says so', async () => {
  const server = await testServer()
  await server.kill()
  const output = await openOutput(tcp, { host: '127.0.0.1', port: server.port })
  for (const attempted of [output.open?.(), output.check?.()]) {
    await expect(attempted).rejects.toMatchObject({
      code: 'E_OUTPUT_CONNECT',
      hint: 'is the server up, and is this its port?',
    })
  }
  await output.close?.()
  const nowhere = await openOutput(tcp, { host: 'nowhere.invalid', port: 1 })
  await expect(nowhere.open?.()).rejects.toMatchObject({ hint: expect.stringContaining('host name') })
})
