import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type AnyDefinition, DAY, HOUR, jsonSchema, readOptions } from '../../kernel/index.ts'
import cron from './cron/index.ts'
import http from './http/index.ts'
import linspace from './linspace/index.ts'
import fixed from './static/index.ts'
import { ORIGIN, openInput, scheduled, ticks } from './test-context.ts'
import { PROCESSES } from './test-processes.ts'
import timePatterns from './time_patterns/index.ts'
import timer from './timer/index.ts'
import timestamps from './timestamps/index.ts'
import trace from './trace/index.ts'

const PATTERN = `
label: office
oscillator: {period: 1, unit: hours, start: "2025-06-17T00:20:00", end: +2d}
multiplier.ratio: 40
randomizer: {deviation: 0.3, direction: mixed}
spreader: {distribution: beta, parameters: {a: 2, b: 5}}
`

let directory = ''
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'eventloom-inputs-'))
  writeFileSync(join(directory, 'office.yml'), PATTERN)
  writeFileSync(
    join(directory, 'night.yml'),
    PATTERN.replace('office', 'night').replace('ratio: 40', 'ratio: 7'),
  )
  writeFileSync(
    join(directory, 'counts.csv'),
    `timestamp,n\n${[17, 18, 19].map((day) => `2025-06-${day},${day * 100}`).join('\n')}\n`,
  )
})
afterAll(() => rmSync(directory, { recursive: true }))

const SCHEDULED: [string, AnyDefinition<'input'>, Record<string, unknown>][] = [
  ['cron', cron, { expression: '*/7 * * * *', count: 3, start: '2025-06-17', end: '+3d' }],
  ['timer', timer, { seconds: 37.5, count: 2, start: '2025-06-17', repeat: 900 }],
  ['linspace', linspace, { start: '2025-06-17', end: '+3d', count: 1234 }],
  ['static', fixed, { count: 321 }],
  ['timestamps', timestamps, { source: ['2025-06-17', '2025-06-17T12:00', 1750200000, '2025-06-19'] }],
  ['time_patterns', timePatterns, { patterns: ['office.yml', 'night.yml'] }],
  ['trace', trace, { path: 'counts.csv', counts: 'n', scale: 0.5 }],
  ...PROCESSES.map(([name, definition, options]): (typeof PROCESSES)[number] => [
    name,
    definition,
    { ...options, start: '2025-06-17', end: '+3d' },
  ]),
]

describe.each(SCHEDULED)('%s', (_, definition, options) => {
  const open = (range = {}) =>
    openInput(definition, { ...options, tags: ['a'] }, { directory, range, zone: 'Europe/Berlin' })

  test('instants ascend, are whole microseconds and come the same twice', async () => {
    const input = await open()
    const all = ticks(input, 100_000)
    expect(all.length).toBeGreaterThan(3)
    expect(all.length).toBeLessThan(100_000)
    expect(all.every((tick, i) => Number.isInteger(tick) && (i === 0 || tick >= all[i - 1]!))).toBe(true)
    expect(ticks(input, 100_000)).toEqual(all)
    expect(ticks(await open(), 100_000, -Infinity, 7)).toEqual(all)
    expect(input.tags).toEqual(['a'])
    if (input.count !== undefined) expect(all.length).toBe(input.count)
    if (input.end !== undefined) expect(all.at(-1)!).toBeLessThanOrEqual(input.end)
  })

  test('`from` equals filtering, and blocks keep to their size', async () => {
    const input = await open()
    const all = ticks(input, 100_000)
    const near = fc.oneof(
      fc.integer({ min: -DAY, max: 5 * DAY }).map((shift) => ORIGIN - DAY + shift),
      fc.constantFrom(...all),
      fc.constantFrom(...all).map((tick) => tick + 1),
    )
    fc.assert(
      fc.property(near, fc.integer({ min: 1, max: 500 }), (from, size) => {
        const blocks = [...scheduled(input, from, size)]
        expect(blocks.every((block) => block.length >= 1 && block.length <= size)).toBe(true)
        expect(blocks.flatMap((block) => [...block])).toEqual(all.filter((tick) => tick >= from))
      }),
      { numRuns: 30 },
    )
  })

  test('the range of the user is kept to', async () => {
    const range = { from: ORIGIN - HOUR, to: ORIGIN + HOUR }
    const input = await open(range)
    const found = ticks(input, 100_000)
    expect(found.every((tick) => tick >= range.from && tick <= range.to)).toBe(true)
    if (input.count !== undefined) expect(found.length).toBe(input.count)
    const until = await open({ to: ORIGIN - 12 * HOUR })
    expect(ticks(until, 100_000).every((tick) => tick <= ORIGIN - 12 * HOUR)).toBe(true)
  })
})

test.each([...SCHEDULED.map(([, definition]) => definition), http])(
  '$name: examples load, options are described',
  (definition) => {
    for (const { options } of definition.examples)
      expect(readOptions(definition.options, options)).toMatchObject({ ok: true })
    const { properties } = jsonSchema(definition.options) as {
      properties: Record<string, { description?: string }>
    }
    for (const option of Object.values(properties)) expect(option.description).toMatch(/\w/)
  },
)

const cronBase = { expression: '* * * * *', count: 1 }
test.each<[AnyDefinition<'input'>, Record<string, unknown>, string]>([
  [cron, { ...cronBase, count: 0 }, 'count'],
  [cron, { expression: '* * * * *' }, '"count" is required'],
  [cron, { ...cronBase, expression: '61 * * * *' }, 'minute "61"'],
  [cron, { ...cronBase, start: 'never' }, 'cannot start never'],
  [cron, { ...cronBase, start: '2024-02-01', end: '2024-01-01' }, 'before'],
  [cron, { ...cronBase, start: '22:00', end: '02:00' }, 'before'],
  [cron, { ...cronBase, end: 'sometime' }, '"end": "sometime" is not a moment'],
  [timer, { seconds: 0.09, count: 1 }, 'seconds'],
  [timer, { seconds: 'nan', count: 1 }, 'seconds'],
  [timer, { seconds: 'inf', count: 1 }, 'seconds'],
  [timer, { seconds: 1, count: 0 }, 'count'],
  [timer, { seconds: 1, count: 1, repeat: 0 }, 'repeat'],
  [timer, { seconds: 1, count: 1, start: '24:00' }, '"start"'],
  [linspace, { start: 'now', end: '+1h', count: 0 }, 'count'],
  [linspace, { start: 'never', end: '+1h', count: 1 }, 'cannot start never'],
  [linspace, { start: 'now', end: 'never', count: 1 }, 'needs an end'],
  [linspace, { start: 'now', end: '-1h', count: 1 }, 'before'],
  [linspace, { start: null, end: '+1h', count: 1 }, 'start'],
  [fixed, { count: 0 }, 'count'],
  [timestamps, { source: [] }, 'source'],
  [timestamps, { source: ['2024-01-01', 'yesterday', '2024-1-1'] }, '"source.1": "yesterday"'],
  [timestamps, { source: 7 }, 'source'],
  [timestamps, { source: 'missing.txt' }, 'cannot read'],
  [timePatterns, { patterns: [] }, 'patterns'],
  [timePatterns, { patterns: ['missing.yml'] }, 'cannot read'],
  [trace, { path: 'counts.csv', time: 'at' }, 'no column "at"'],
  [trace, { path: 'counts.csv', counts: 'm' }, 'no column "m"'],
  [http, { port: 0 }, 'port'],
  [http, { port: 65536 }, 'port'],
  [http, { port: 80, host: '' }, 'host'],
  [http, { port: 80, max_pending_requests: 0 }, 'max_pending_requests'],
  [http, { port: 80, tags: 'a' }, 'tags'],
])('%# is refused', async (definition, options, message) => {
  await expect(openInput(definition, options, { directory })).rejects.toThrow(message)
})
