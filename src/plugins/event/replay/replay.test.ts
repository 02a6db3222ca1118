import { appendFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import {
  type Context,
  type EventSource,
  type Log,
  LoomError,
  readOptions,
  renderProblem,
  rng,
  silent,
  UTC,
  zone,
} from '../../../kernel/index.ts'
import plugin from './index.ts'

const directory = mkdtempSync(join(tmpdir(), 'eventloom-replay-test-'))
afterAll(() => rmSync(directory, { recursive: true }))

/** Opens a replay of a file of that content. */
async function open(
  content: string | Buffer,
  options: object = {},
  more: Partial<Context> = {},
): Promise<EventSource> {
  const read = readOptions(plugin.options, { path: 'f.log', ...options })
  if (!read.ok) throw new LoomError('E_OPTION_INVALID', read.problems[0]!.message)
  writeFileSync(join(directory, read.value.path), content)
  const context = {
    directory,
    resolve: (path: string) => join(directory, path),
    id: 'replay',
    zone: UTC,
    clock: { now: () => 0, sleepUntil: async () => {} },
    rng: rng(1),
    log: silent,
    trusted: false,
    ...more,
  }
  return plugin.open(read.value, context)
}

/** 2024-02-29T12:00:00Z. */
const START = Date.UTC(2024, 1, 29, 12) * 1000

/** The next events of a source for ticks one second apart; errors as text, `END` where it is exhausted. */
async function take(source: EventSource, count: number, first = 0): Promise<unknown[]> {
  const seen: unknown[] = []
  await source.produce(
    {
      size: count,
      first,
      times: Float64Array.from({ length: count }, (_, i) => START + (first + i) * 1e6),
      tags: () => [],
    },
    {
      push: (_, event) => void seen.push(event),
      drop: () => void seen.push('dropped'),
      fail: (_, error) => void seen.push(renderProblem(error as LoomError)),
      exhaust: () => void seen.push('END'),
    },
  )
  return seen
}

async function play(
  content: string | Buffer,
  count: number,
  options: object = {},
  more: Partial<Context> = {},
) {
  const source = await open(content, options, more)
  const seen = await take(source, count)
  await source.close?.()
  return seen
}

const problem = async (content: string | Buffer, options: object): Promise<unknown> =>
  open(content, options).then(() => 'opened', renderProblem)

test.each([...plugin.examples])('example «$title» loads', ({ options }) => {
  expect(readOptions(plugin.options, options)).toMatchObject({ ok: true })
})

test('each line is an event, blank ones and the last too; then it ends, for good', async () => {
  const source = await open(' a \r\n\nb\r\r\nc')
  expect(await take(source, 3)).toEqual([' a ', '', 'b'])
  expect(await take(source, 3)).toEqual(['c', 'END'])
  expect(await take(source, 3)).toEqual(['END'])
  await source.close?.()
})

test('repeat begins again for ever, loop a number of times', async () => {
  expect(await play('a\nb\n', 5, { repeat: true })).toEqual(['a', 'b', 'a', 'b', 'a'])
  expect(await play('a\nb\n', 9, { loop: 2 })).toEqual(['a', 'b', 'a', 'b', 'END'])
})

test('the same lines come whatever the chunk size, packed or not', async () => {
  const content = Array.from({ length: 3000 }, (_, i) => `${i} ${'ü漢'.repeat(i % 7)}`)
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(0, 1, 4096, 5000, 1 << 20), fc.boolean(), async (chunk_size, packed) => {
      const text = content.join('\n')
      const path = packed ? 'f.gz' : 'f.log'
      const seen = await play(packed ? gzipSync(text) : text, 3001, { chunk_size, path })
      expect(seen).toEqual([...content, 'END'])
    }),
    { numRuns: 10 },
  )
})

test('what is appended before the end is reached is played too', async () => {
  const source = await open(`${'x'.repeat(99)}\n`.repeat(100), { chunk_size: 4096 })
  await take(source, 10)
  appendFileSync(join(directory, 'f.log'), 'late\n')
  expect((await take(source, 100)).slice(-2)).toEqual(['late', 'END'])
})

test.each(['', '\ufeff'])('an empty file (%j) is refused', async (content) => {
  expect(await problem(content, { encoding: 'utf_8_sig', repeat: true })).toMatch(
    /E_REPLAY_EMPTY f\.log holds no event/,
  )
})

test('a header or blank lines alone are empty too; a file emptied later ends the replay', async () => {
  expect(await problem('a,b\n', { format: 'csv', repeat: true })).toMatch('E_REPLAY_EMPTY')
  expect(await problem('\n \n', { format: 'ndjson', repeat: true })).toMatch('E_REPLAY_EMPTY')
  const warned: string[] = []
  const log: Log = { ...silent, warn: (message) => void warned.push(message) }
  const source = await open('a\n', { repeat: true }, { log })
  writeFileSync(join(directory, 'f.log'), '')
  expect(await take(source, 3)).toEqual(['a', 'END'])
  expect(warned).toEqual(['The replayed file is empty now; the replay ends.'])
})

test('a missing file, a folder and a broken archive are errors of reading', async () => {
  rmSync(join(directory, 'f.log'), { force: true })
  mkdirSync(join(directory, 'folder'))
  const context = {
    directory,
    resolve: (path: string) => join(directory, path),
    zone: UTC,
    log: silent,
  } as Context
  for (const path of ['gone.log', 'folder']) {
    const read = readOptions(plugin.options, { path })
    if (!read.ok) throw new Error('options')
    const told = await Promise.resolve(plugin.open(read.value, context)).catch((error) =>
      renderProblem(error as LoomError),
    )
    expect(told).toMatch(new RegExp(`^${path}: E_REPLAY_READ cannot read ${path}: E`))
  }
  expect(await problem('no archive', { path: 'x.gz' })).toMatch(/E_REPLAY_READ cannot read x\.gz/)
  const cut = gzipSync('line\n'.repeat(1000)).subarray(0, 30)
  const source = await open(cut, { path: 'x.gz' }).catch((error) => error as LoomError)
  expect(source).toMatchObject({ code: 'E_REPLAY_READ' })
})

test('a bad byte fails its event, and the replay goes on, again and again', async () => {
  const bytes = Buffer.from('a\nb\u00ff\nc\n', 'latin1')
  const bad =
    'f.log:2: E_REPLAY_DECODE the byte at offset 3 is not of the encoding (see the option "encoding")'
  expect(await play(bytes, 7, { loop: 2 })).toEqual(['a', bad, 'c', 'a', bad, 'c', 'END'])
  expect(await play(bytes, 3, { encoding: 'latin_1' })).toEqual(['a', 'bÿ', 'c'])
  expect(await play(Buffer.from('\ufeffä\nb', 'utf16le'), 3, { encoding: 'utf_16' })).toEqual([
    'ä',
    'b',
    'END',
  ])
  expect(await play(Buffer.from([0xcf, 0x0a]), 1, { encoding: 'cp1251' })).toEqual(['П'])
})

const PATTERN = String.raw`\[(?P<timestamp>[^\]]+)\]`

test('the first match of the pattern gets the time of the tick, in the zone and format asked for', async () => {
  const line = 'ü [old] [older]'
  expect(await play(line, 1, { timestamp_pattern: PATTERN })).toEqual([
    'ü [2024-02-29T12:00:00+00:00] [older]',
  ])
  const options = { timestamp_pattern: PATTERN, timestamp_format: '%d/%b/%Y:%H:%M:%S %z' }
  const berlin = { zone: zone('Europe/Berlin') }
  expect(await play(line, 1, options, berlin)).toEqual(['ü [29/Feb/2024:13:00:00 +0100] [older]'])
  expect(await play('$& [x]', 1, { timestamp_pattern: '(?i)\\[(?P<timestamp>X)' })).toEqual([
    '$& [2024-02-29T12:00:00+00:00]',
  ])
})

test('a line without a match stays as it is; the log says so once, and how many at the end', async () => {
  const warned: unknown[] = []
  const log: Log = { ...silent, warn: (_, fields) => void warned.push(fields) }
  const optional = '(?P<timestamp>\\d+)?x'
  expect(await play('x\ny\n1x', 3, { timestamp_pattern: optional }, { log })).toEqual([
    'x',
    'y',
    '2024-02-29T12:00:02+00:00x',
  ])
  expect(warned).toEqual([{ file: 'f.log' }, { file: 'f.log', events: 2 }])
})

test('recorded times keep their gaps, divided by speed, from the tick of the first event of each pass', async () => {
  const content = '[2020-01-01 00:00:00] a\n[?] b\n[2020-01-01T00:00:10.5Z] c\n'
  const options = { timestamp_pattern: PATTERN, timestamps: 'recorded', speed: 2, loop: 2 }
  expect(await play(content, 7, options)).toEqual([
    '[2024-02-29T12:00:00+00:00] a',
    '[?] b',
    '[2024-02-29T12:00:05.250000+00:00] c',
    '[2024-02-29T12:00:03+00:00] a',
    '[?] b',
    '[2024-02-29T12:00:08.250000+00:00] c',
    'END',
  ])
  const format = { timestamp_pattern: PATTERN, timestamps: 'recorded', timestamp_format: '%d.%m.%y %H:%M' }
  expect(await play('[01.01.20 23:59]\n[02.01.20 00:01]', 2, format)).toEqual([
    '[29.02.24 12:00]',
    '[29.02.24 12:02]',
  ])
})

test('JSON lines stay as they are written, but for the time', async () => {
  const content =
    '{"n": 1.0, "big": 12345678901234567890, "t" :{"at":"x"}}\n\n{"t.at":null}\n{"t":1}\n{oops\n'
  const seen = await play(content, 4, { format: 'ndjson', timestamp_field: 't.at' })
  expect(seen.slice(0, 3)).toEqual([
    '{"n": 1.0, "big": 12345678901234567890, "t" :{"at":"2024-02-29T12:00:00+00:00"}}',
    '{"t.at":"2024-02-29T12:00:01+00:00"}',
    '{"t":1}',
  ])
  expect(seen[3]).toMatch(/^f\.log:5: E_REPLAY_RECORD the line is no JSON: /)
})

test('Unix times stay Unix times in their unit', async () => {
  const options = { format: 'ndjson', timestamp_field: 't' }
  const content = '\ufeff{"t": 1600000000}\n{"t": 1600000000000 }\n{"t":"1600000000.500"}'
  expect(await play(content, 3, options)).toEqual([
    '{"t": 1709208000}',
    '{"t": 1709208001000 }',
    '{"t":"1709208002.000"}',
  ])
  expect(await play('{"t":5}', 1, { ...options, timestamp_format: '%s' })).toEqual(['{"t":1709208000}'])
  expect(await play('{"t":5}', 1, { ...options, timestamp_format: '%F' })).toEqual(['{"t":"2024-02-29"}'])
  const recorded = { ...options, timestamps: 'recorded' }
  expect(await play('{"t":100}\n{"t":103}', 2, recorded)).toEqual(['{"t":1709208000}', '{"t":1709208003}'])
})

test('rows of a table become records', async () => {
  const options = { format: 'csv', delimiter: ';', timestamp_field: 'at', loop: 2 }
  expect(await play('at;n\nx;"1;\n2"\n3\n', 5, options)).toEqual([
    { at: '2024-02-29T12:00:00+00:00', n: '1;\n2' },
    'f.log:4: E_REPLAY_RECORD the row has 1 fields, the header 2',
    { at: '2024-02-29T12:00:02+00:00', n: '1;\n2' },
    'f.log:4: E_REPLAY_RECORD the row has 1 fields, the header 2',
    'END',
  ])
})

test.each<[object, RegExp]>([
  [{ repeat: true, loop: 2 }, /"repeat" and "loop"/],
  [{ timestamp_pattern: PATTERN, timestamp_field: 't' }, /cannot both/],
  [{ timestamp_field: 't' }, /needs records/],
  [{ format: 'csv', timestamp_pattern: PATTERN }, /csv rows/],
  [{ timestamps: 'recorded' }, /where the time stands/],
  [{ timestamp_pattern: PATTERN, speed: 2 }, /recorded timestamps only/],
  [{ timestamp_pattern: '(' }, /"timestamp_pattern": missing \)/],
  [{ timestamp_pattern: '(?P<time>.)' }, /no group named "timestamp"/],
  [{ format: 'csv', timestamp_field: 'aa' }, /no column "aa" \(did you mean "ab"\?\)/],
  [{ encoding: 'cp037' }, /E_ENCODING_UNSUPPORTED/],
  [{ encoding: 'utf-8' }, /"encoding"/],
])('%j is refused', async (options, told) => {
  expect(await problem('ab,b\n1,2\n', options)).toMatch(told)
})
