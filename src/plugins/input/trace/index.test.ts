import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { HOUR, MINUTE, type Problem, ProblemsError, SECOND } from '../../../kernel/index.ts'
import { at, ORIGIN, openInput, scheduled, ticks, warnings } from '../test-context.ts'
import trace from './index.ts'

let directory = ''
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'eventloom-trace-'))
})
afterAll(() => rmSync(directory, { recursive: true }))

const open = (name: string, text: string, options: object = {}, given: object = {}) => {
  writeFileSync(join(directory, name), text)
  return openInput(trace, { path: name, ...options }, { directory, ...given })
}

async function problems(name: string, text: string, options: object = {}): Promise<readonly Problem[]> {
  const error = await open(name, text, options).catch((error) => error)
  return error instanceof ProblemsError ? error.problems : [error]
}

const SECONDS = [0, 1, 1, 5, 9.5]
const TIMES = SECONDS.map((second) => at('2024-01-01T00:00:00Z') + second * SECOND)
const CSV = `id;timestamp\n${SECONDS.map((s, i) => `"a;${i}";2024-01-01T00:00:0${s}Z`).join('\n')}\n`

test('arrivals of a CSV file are as recorded, quotes and all', async () => {
  const input = await open('a.csv', `\uFEFF${CSV}`, { delimiter: ';' })
  expect(ticks(input, 10)).toEqual(TIMES)
  expect(input.end).toBe(TIMES.at(-1))
})

test('fields of NDJSON may lie deep; blank lines do not count; times without offset are in the zone', async () => {
  const text = `{"meta":{"at":"2024-01-01T00:00:00"}}\r\n\r\n{"meta":{"at":1704063600}}\r\n`
  const input = await open('a.ndjson', text, { time: 'meta.at' }, { zone: 'Europe/Berlin' })
  expect(ticks(input, 10)).toEqual([at('2023-12-31T23:00:00Z'), at('2023-12-31T23:00:00Z')])
})

test('a recording moves to its start and runs at its speed', async () => {
  const input = await open('b.csv', CSV, { delimiter: ';', start: 'now', speed: 2 })
  expect(ticks(input, 10)).toEqual(SECONDS.map((second) => ORIGIN + (second / 2) * SECOND))
  const cut = await open('b.csv', CSV, { delimiter: ';', start: 'now', end: '+5s', count: 3 })
  expect(ticks(cut, 10)).toEqual([0, 1, 1].map((second) => ORIGIN + second * SECOND))
})

test('arrivals are sorted, with a warning', async () => {
  const log = warnings()
  const input = await open('c.csv', 'timestamp\n2024-01-02\n2024-01-01\n', {}, { log })
  expect(ticks(input, 10)).toEqual([at('2024-01-01T00:00:00Z'), at('2024-01-02T00:00:00Z')])
  expect(log.said[0]![0]).toContain('sorted')
})

const MANY = `timestamp\n${Array.from({ length: 20_000 }, (_, i) => 1_704_067_200 + 10 * i).join('\n')}\n`

test('thinning keeps each arrival with the probability of the scale', async () => {
  const kept = ticks(await open('many.csv', MANY, { scale: 0.3 }), 20_000)
  expect(Math.abs(kept.length - 6000)).toBeLessThan(4 * Math.sqrt(20_000 * 0.3 * 0.7))
  expect(kept.every((tick) => tick % (10 * SECOND) === 0)).toBe(true)
})

test('multiplying adds arrivals up to the next one', async () => {
  const found = ticks(await open('many.csv', MANY, { scale: 2.5 }), 100_000)
  // The last has no next, and is there once or twice more at its own time.
  expect(Math.abs(found.length - 50_000)).toBeLessThan(4 * Math.sqrt(20_000 / 4))
  const recorded = found.filter((tick) => tick % (10 * SECOND) === 0)
  expect(new Set(recorded).size).toBe(20_000)
  expect(found.every((tick, i) => i === 0 || tick >= found[i - 1]!)).toBe(true)
})

test('counts are spread at random over their intervals', async () => {
  const text = 'timestamp,n\n2024-01-01T00:00Z,1000\n2024-01-01T01:00Z,0\n2024-01-01T02:00Z,250.4\n'
  const start = at('2024-01-01T00:00:00Z')
  const input = await open('n.csv', text, { counts: 'n' })
  const found = ticks(input, 10_000)
  const hours = [0, 1, 2].map(
    (hour) => found.filter((tick) => tick >= start + hour * HOUR && tick < start + (hour + 1) * HOUR).length,
  )
  expect(hours.slice(0, 2)).toEqual([1000, 0])
  expect([250, 251]).toContain(hours[2])
  const halves = found.filter((tick) => tick < start + HOUR / 2).length
  expect(Math.abs(halves - 500)).toBeLessThan(4 * Math.sqrt(250))
  const short = ticks(await open('n.csv', text, { counts: 'n', interval: '5m' }), 10_000)
  expect(short.every((tick) => (tick - start) % HOUR < 5 * MINUTE)).toBe(true)
})

test('a billion in one interval come lazily, from anywhere', async () => {
  const text = 'timestamp,n\n2024-01-01,1000000000\n'
  const input = await open('big.csv', text, { counts: 'n', interval: '1h' })
  const middle = at('2024-01-01T00:30:00Z')
  const [block] = scheduled(input, middle, 1000)
  expect(block![0]! - middle).toBeLessThan(SECOND)
})

test('every bad row is named with its line', async () => {
  const csv = 'timestamp,n\n2024-01-01,1\nyesterday,2\n2024-01-03,many\n2024-01-02,1\n2023-01-01,4\n'
  expect(await problems('bad.csv', csv, { counts: 'n', interval: '1d' })).toMatchObject([
    { code: 'E_INPUT_FILE', message: '"yesterday" is no time', at: { line: 3 } },
    { code: 'E_INPUT_FILE', message: '"many" is no count', at: { line: 4 } },
    { code: 'E_INPUT_FILE', message: expect.stringContaining('begins before'), at: { line: 6 } },
  ])
  expect(await problems('bad.ndjson', '{"timestamp":1704067200}\n\n{"timestamp":\n')).toMatchObject([
    { code: 'E_INPUT_FILE', message: 'the line is no JSON', at: { line: 3 } },
  ])
  expect(await problems('bad.ndjson', '[1]\n{"timestamp":null}\n')).toMatchObject([
    { message: '"undefined" is no time', at: { line: 1 } },
    { message: '"null" is no time', at: { line: 2 } },
  ])
  expect(await problems('quote.csv', 'timestamp\n2024-01-01\n"2024\n')).toMatchObject([
    { code: 'E_INPUT_FILE', at: { line: expect.any(Number) } },
  ])
})

test.each([
  ['empty.csv', '', {}, 'no row'],
  ['head.csv', 'timestamp\n', {}, 'no row'],
  ['one.csv', 'timestamp,n\n2024-01-01,1\n', { counts: 'n' }, 'how long its interval is'],
])('%s is refused', async (name, text, options, message) => {
  expect((await problems(name, text, options))[0]!.message).toContain(message)
})
