import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough, Writable } from 'node:stream'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { asIs, deliveryOf, never } from '../../../../test/plugin-context.ts'
import { linesOf, outputScript, run, type Task } from '../../../../test/plugin-process.ts'
import type { LoomError } from '../../../kernel/index.ts'
import { frameWriter } from '../../encoding/frames.ts'
import { textEncoding } from '../../encoding/text.ts'
import { streamSink } from './sink.ts'
import { sinkOutput } from './write.ts'

let folder: string
let script: string

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'eventloom-stdout-'))
  script = await outputScript(folder, 'stdout')
})
afterAll(() => rmSync(folder, { recursive: true }))

const task = (given: Partial<Task> = {}): Task => ({
  options: {},
  batches: 20,
  count: 5000,
  text: ` ${'x'.repeat(90)} é`,
  ...given,
})

test('a pipe gets every byte, however slowly it reads', async () => {
  const given = task()
  const { stdout, outcomes } = await run(script, given, '$NODE | { sleep 0.3; cat; }')
  expect(stdout.equals(Buffer.from(linesOf(given)))).toBe(true)
  expect(outcomes).toEqual(Array.from({ length: 20 }, () => []))
})

test('a redirected file gets every byte', async () => {
  const given = task({ batches: 2 })
  const file = join(folder, 'redirected')
  await run(script, given, `$NODE > ${file}`)
  expect(readFileSync(file, 'utf8')).toBe(linesOf(given))
  writeFileSync(file, 'before\n')
  await run(script, given, `$NODE >> ${file}`)
  expect(readFileSync(file, 'utf8')).toBe(`before\n${linesOf(given)}`)
})

test('standard error is the other stream', async () => {
  const given = task({ options: { stream: 'stderr', separator: ';' }, batches: 1, count: 2 })
  const { stdout, stderr } = await run(script, given)
  expect([stdout.toString(), stderr.toString()]).toEqual(['', linesOf(given).replaceAll('\n', ';')])
})

test('a reader that goes away ends the run', async () => {
  const { stdout, outcomes, stderr } = await run(script, task({ batches: 100 }), '$NODE | head -n 2')
  expect(stdout.toString()).toBe(linesOf(task({ batches: 1, count: 2 })))
  expect(outcomes.at(-1)).toBe('E_OUTPUT_CLOSED')
  expect(outcomes.length).toBeLessThan(100)
  expect(stderr.toString()).toBe('')
})

test('a full device fails every frame', async () => {
  const { outcomes } = await run(script, task({ batches: 2, count: 3 }), '$NODE > /dev/full')
  expect(outcomes).toEqual([[[0, 2, 'E_OUTPUT_WRITE']], [[0, 2, 'E_OUTPUT_WRITE']]])
})

test('what the encoding lacks fails alone', async () => {
  const { stdout, outcomes } = await run(
    script,
    task({ options: { encoding: 'cp1251', separator: '\n' }, batches: 1, count: 2, text: ' Ж' }),
  )
  expect(outcomes).toEqual([[]])
  expect(stdout).toEqual(Buffer.from([0x30, 0x20, 0xc6, 0x0a, 0x31, 0x20, 0xc6, 0x0a]))
  const stream = new PassThrough()
  const output = sinkOutput(streamSink(stream), 'x', frameWriter(await textEncoding('ascii'), '\n'), asIs)
  const failures = await output.write(deliveryOf(['a', 'é', 'b', '€', 'c']), never)
  expect(failures).toMatchObject([
    { frame: 1, error: { code: 'E_EVENT_UNENCODABLE' } },
    { frame: 3, error: { code: 'E_EVENT_UNENCODABLE' } },
  ])
  expect(everything(stream)).toBe('a\nb\nc\n')
})

/** All that waits to be read: newer releases of Node give one chunk a call. */
function everything(stream: PassThrough): string {
  const chunks: Buffer[] = []
  for (let chunk = stream.read(); chunk !== null; chunk = stream.read()) chunks.push(chunk)
  return Buffer.concat(chunks).toString()
}

test('mark and head come once, at the beginning', async () => {
  const stream = new PassThrough()
  const writer = frameWriter(await textEncoding('utf_8_sig'), '\r\n')
  const output = sinkOutput(streamSink(stream), 'x', writer, { ...asIs, head: 'id' })
  await output.write(deliveryOf([]), never)
  expect(stream.read()).toBeNull()
  await output.write(deliveryOf(['1', '2']), never)
  await output.write(deliveryOf(['3']), never)
  expect(everything(stream)).toBe('\ufeffid\r\n1\r\n2\r\n3\r\n')
})

test('an aborted write says what did not arrive, and the next waits for the bytes on their way', async () => {
  const taken: string[] = []
  let release: () => void = () => {}
  const stuck = new Writable({
    highWaterMark: 1,
    write(bytes, _, done) {
      taken.push(String(bytes))
      release = done
    },
  })
  const output = sinkOutput(streamSink(stuck), 'x', frameWriter(await textEncoding('utf_8'), '\n'), asIs)
  const stop = new AbortController()
  const first = output.write(deliveryOf(['a', 'b']), stop.signal)
  await new Promise(setImmediate)
  stop.abort(new Error('too slow'))
  expect(await first).toEqual([0, 1].map((frame) => ({ frame, error: new Error('too slow') })))
  const second = output.write(deliveryOf(['c']), never)
  release()
  await new Promise(setImmediate)
  release()
  expect(await second).toBeUndefined()
  expect(taken).toEqual(['a\nb\n', 'c\n'])
})

test('a broken stream does not end the process', async () => {
  const stream = new PassThrough()
  const output = sinkOutput(streamSink(stream), 'x', frameWriter(await textEncoding('utf_8'), '\n'), asIs)
  stream.destroy()
  const error = await Promise.resolve(output.write(deliveryOf(['a']), never)).catch((e: LoomError) => e)
  expect(error).toMatchObject({ code: 'E_OUTPUT_CLOSED' })
})
