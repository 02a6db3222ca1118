import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { CivilTime, ProblemsError } from '../../../kernel/index.ts'
import { at, openInput, ticks, warnings } from '../test-context.ts'
import timestamps from './index.ts'

let directory = ''
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'eventloom-timestamps-'))
})
afterAll(() => rmSync(directory, { recursive: true }))

const fromFile = (text: string, zone = 'UTC') => {
  writeFileSync(join(directory, 'times.txt'), text)
  return openInput(timestamps, { source: 'times.txt' }, { directory, zone })
}

test('a list holds ISO text, YAML dates and Unix times; text without an offset is in the zone', async () => {
  const source = [
    '2024-01-01',
    new CivilTime({ year: 2024, month: 1, day: 2, dateOnly: true }),
    1704200000,
    '2024-01-03T00:00:00Z',
  ]
  const input = await openInput(timestamps, { source }, { zone: 'Asia/Tokyo' })
  expect(ticks(input, 10)).toEqual([
    at('2024-01-01T00:00:00+09:00'),
    at('2024-01-02T00:00:00+09:00'),
    1704200000e6,
    at('2024-01-03T00:00:00Z'),
  ])
})

test('in a list every number is a Unix time', async () => {
  expect(ticks(await openInput(timestamps, { source: [0, 870, '2024', 1704200000123] }), 10)).toEqual([
    0, 870e6, 2024e6, 1704200000123e3,
  ])
})

test('a file has one a line, blank lines and blanks do not count', async () => {
  const lines = [
    '\uFEFF20240101T101010',
    '',
    '  2024-01-01 10:10:11,5  ',
    '2024-W02-1',
    '2024-02-01T10+0530',
    '1709251200',
  ]
  expect(ticks(await fromFile(`${lines.join('\r\n')}\n`), 10)).toEqual([
    at('2024-01-01T10:10:10Z'),
    at('2024-01-01T10:10:11.500Z'),
    at('2024-01-08T00:00:00Z'),
    at('2024-02-01T04:30:00Z'),
    at('2024-03-01T00:00:00Z'),
  ])
})

test('every bad line is named', async () => {
  const error = await fromFile('2024-01-01\n2024-1-2\n\n2024/01/03\n').catch((error) => error)
  expect(error).toBeInstanceOf(ProblemsError)
  expect((error as ProblemsError).problems).toMatchObject([
    { code: 'E_INPUT_FILE', message: '"2024-1-2" is no timestamp', at: { line: 2 } },
    { code: 'E_INPUT_FILE', at: { line: 4 } },
  ])
})

test('an empty file is refused', () =>
  expect(fromFile(' \n\n')).rejects.toMatchObject({ code: 'E_INPUT_FILE' }))

test('what is out of order is sorted, with a warning', async () => {
  const log = warnings()
  const input = await openInput(timestamps, { source: ['2024-01-03', '2024-01-01', '2024-01-02'] }, { log })
  expect(ticks(input, 10)).toEqual(['2024-01-01', '2024-01-02', '2024-01-03'].map(at))
  expect(log.said).toEqual([['timestamps are not in ascending order and were sorted', { count: 3 }]])
  const sorted = warnings()
  await openInput(timestamps, { source: ['2024-01-01', '2024-01-01'] }, { log: sorted })
  expect(sorted.said).toEqual([])
})
