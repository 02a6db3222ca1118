import { createSocket, type Socket } from 'node:dgram'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { attempt } from '../../../../test/conformance/attempt.ts'
import { deliveryOf, openOutput, readAs } from '../../../../test/plugin-context.ts'
import type { AnyDefinition, Output } from '../../../kernel/index.ts'
import udp from './index.ts'

let receiver: Socket
let received: Buffer[]
const ends: (() => unknown)[] = []

beforeEach(async () => {
  received = []
  receiver = createSocket({ type: 'udp4', recvBufferSize: 4_000_000 })
  receiver.on('message', (message) => received.push(message))
  await new Promise<void>((resolve) => receiver.bind(0, '127.0.0.1', resolve))
  ends.push(() => new Promise<void>((resolve) => receiver.close(resolve)))
})
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

const opened = async (options: object = {}): Promise<Output> => {
  const output = await openOutput(udp, { host: '127.0.0.1', port: receiver.address().port, ...options })
  await output.open?.()
  ends.push(() => output.close?.())
  return output
}

const arrived = async () => {
  await new Promise((resolve) => setTimeout(resolve, 30))
  return received.map(String)
}

test.each([
  [{ port: 70_000 }, 'port'],
  [{ rate: 0 }, 'rate'],
  [{ max_datagram: 0 }, 'max_datagram'],
])('%j is refused when the project loads', (raw, option) => {
  const whole = { host: 'localhost', port: 1, ...raw }
  expect(() => readAs(udp as unknown as AnyDefinition, whole)).toThrow(`E_OPTION_INVALID ${option}`)
})

test('the examples are valid', () => {
  for (const { options } of udp.examples) readAs(udp as unknown as AnyDefinition, options)
})

test('an event is a datagram with its separator', async () => {
  const output = await opened()
  expect(await attempt(output, deliveryOf(['a', 'é']))).toEqual([])
  expect(await attempt(await opened({ separator: '', encoding: 'latin_1' }), deliveryOf(['ü']))).toEqual([])
  expect(await arrived()).toEqual(['a\n', 'é\n', '\ufffd'])
})

test('what is too long is refused alone, by us or by the system', async () => {
  const short = await opened({ max_datagram: 10, separator: '' })
  expect(await attempt(short, deliveryOf(['x'.repeat(10), 'é'.repeat(6), 'y']))).toMatchObject([
    {
      frame: 1,
      error: {
        kind: 'rejected',
        code: 'E_OUTPUT_REJECTED',
        message: `12 bytes do not fit into a datagram to 127.0.0.1:${receiver.address().port}`,
      },
    },
  ])
  const long = await opened({ max_datagram: '1MB' })
  expect(await attempt(long, deliveryOf(['a', 'x'.repeat(100_000), 'b']))).toMatchObject([
    { frame: 1, error: { kind: 'rejected' } },
  ])
  expect(await arrived()).toEqual(['x'.repeat(10), 'y', 'a\n', 'b\n'])
})

test('no faster than allowed', async () => {
  const output = await opened({ rate: 1000 })
  const started = performance.now()
  expect(await attempt(output, deliveryOf(Array.from({ length: 200 }, (_, i) => `${i}`)))).toEqual([])
  // 200 at 1000 a second, less the slack, which may go out at once.
  expect(performance.now() - started).toBeGreaterThan(175)
  expect(await arrived()).toHaveLength(200)
})

test('word that nobody listens fails the batch, each of several at once', async () => {
  const { port } = receiver.address()
  const output = await openOutput(udp, { host: '127.0.0.1', port, confirm: 0.1 })
  await output.open?.()
  for (const end of ends.splice(0)) await end()
  const results = await Promise.all(
    [1, 100, 1000].map((count) => attempt(output, deliveryOf(Array.from({ length: count }, () => 'x')))),
  )
  expect(results.map((failures) => failures.length)).toEqual([1, 100, 1000])
  for (const [failure] of results) {
    expect(failure!.error).toMatchObject({ kind: 'connect', code: 'E_OUTPUT_CONNECT' })
  }
  await output.close?.()
})

test('a stop in the middle says what was not sent', async () => {
  const output = await opened({ rate: 100 })
  const stop = new AbortController()
  setTimeout(() => stop.abort('enough'), 100)
  const failures = await attempt(
    output,
    deliveryOf(Array.from({ length: 100 }, (_, i) => `${i}`)),
    stop.signal,
  )
  const sent = await arrived()
  expect(sent.length + failures.length).toBe(100)
  expect(failures.at(0)).toEqual({ frame: sent.length, error: 'enough' })
})

test('a host without an address stops the run before it starts', async () => {
  const output = await openOutput(udp, { host: 'nowhere.invalid', port: 1 })
  await expect(output.open?.()).rejects.toMatchObject({ code: 'E_OUTPUT_CONNECT' })
  await expect(output.check?.()).rejects.toMatchObject({ code: 'E_OUTPUT_CONNECT' })
  await output.close?.()
})
