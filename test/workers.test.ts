import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { command, projectFolder, sha256 } from './command.ts'

const PROJECT = `
seed: 7
input: [{ poisson: { rate: 500, start: "2025-01-01", count: 3000 } }]
event: { model: { name: bnpl } }
output: [{ file: { path: out.ndjson, write_mode: overwrite, formatter: { format: json } } }]
`
/** Long enough for workers to take part, which are ready some tenths of a second after the thread of the run. */
const LONG = PROJECT.replace('count: 3000', 'count: 150000').replace(
  'name: bnpl',
  'name: bnpl, denormalize_entities: false',
)
const COLUMNS = LONG.replace(
  /output:.*/,
  'output: [{ parquet: { path: out.parquet, delivery: { max_events: 4 } } }]',
)
const DISTORTED = `${LONG}
distort:
  - noise: { level: 0.1, fields: [amount] }
  - late: { rate: 0.2, delay: { distribution: exponential, mean: 5s } }
  - duplicate: { rate: 0.05 }
ledger: { path: ledger.ndjson, write_mode: overwrite }
`
/** 200 s of simulated time, which a hundredfold speed makes long enough for workers to take part. */
const LATE = `
seed: 7
input: [{ poisson: { rate: 20, start: "2025-01-01", count: 4000 } }]
event: { model: { name: bnpl } }
distort: [{ late: { rate: 0.3, delay: { distribution: exponential, mean: 5s } } }]
output: [{ file: { path: out.ndjson, write_mode: overwrite, formatter: { format: json } } }]
`
const EXITING = `
import { isMainThread } from 'node:worker_threads'
import { defineModel } from 'eventloom'
import { z } from 'zod'
export default defineModel({
  name: 'm', title: 't', summary: 's', options: z.strictObject({}), examples: [{ title: 'e', options: {} }],
  fields: { n: { type: 'integer', role: 'feature', description: 'd' } },
  open: () => ({
    record({ seq }) {
      if (!isMainThread) setImmediate(() => process.exit(1))
      return { n: seq }
    },
  }),
})
`

let folder: ReturnType<typeof projectFolder>
beforeAll(() => {
  folder = projectFolder({
    'plain/generator.yml': PROJECT,
    'long/generator.yml': LONG,
    'distorted/generator.yml': DISTORTED,
    'columns/generator.yml': COLUMNS,
    'late/generator.yml': LATE,
    'gathered/generator.yml': PROJECT.replace('format: json', 'format: json-batch'),
    'exiting/generator.yml': LONG.replace(/name: bnpl[^}]*/, 'name: m ').replace('150000', '3000000'),
    'exiting/plugins/m.mjs': EXITING,
    'template/generator.yml': `
seed: 1
input: [{ linspace: { start: 2025-01-01, end: 2025-01-02, count: 10 } }]
event: { template: { mode: all, templates: [{ t: { template: t.jinja } }] } }
output: [{ stdout: {} }]
`,
    'template/t.jinja': '{{ timestamp.isoformat() }}',
  })
})
afterAll(() => folder.remove())

async function generate(project: string, ...flags: string[]) {
  const path = join(folder.path, project)
  const ended = await command(['generate', '--path', path, '--live-mode', 'false', ...flags])
  return { ...ended, read: (name: string) => readFileSync(join(path, name), 'utf8') }
}

describe('the bytes are the same', () => {
  test.each(['plain', 'long', 'distorted'])('whatever the number of workers: %s', async (project) => {
    const files = project === 'distorted' ? ['out.ndjson', 'ledger.ndjson'] : ['out.ndjson']
    const hashes: string[] = []
    for (const workers of ['1', '2', '4', '7']) {
      const { code, read } = await generate(project, '--workers', workers)
      expect(code).toBe(0)
      hashes.push(sha256(files.map(read).join('')))
    }
    expect(new Set(hashes).size).toBe(1)
  })

  test('also in columns, whose types are those that the model declares', async () => {
    const hashes: string[] = []
    for (const workers of ['1', '2']) {
      expect((await generate('columns', '--workers', workers)).code).toBe(0)
      const file = join(folder.path, 'columns/out.000001.parquet')
      hashes.push(sha256(readFileSync(file, 'latin1')))
      rmSync(file)
    }
    expect(new Set(hashes).size).toBe(1)
  })

  test('when shards are put together by sequence number', async () => {
    const whole = (await generate('plain')).read('out.ndjson')
    const shards: string[] = []
    for (const shard of ['0/3', '1/3', '2/3']) {
      shards.push(...(await generate('plain', '--shard', shard)).read('out.ndjson').trim().split('\n'))
    }
    const seq = (line: string) => (JSON.parse(line) as { _record_id: number })._record_id
    expect(`${shards.sort((a, b) => seq(a) - seq(b)).join('\n')}\n`).toBe(whole)
  })
})

test('late events come in the same order in a live run', async () => {
  const live = ['--skip-past', 'false', '--from', '2025-01-01', '--speed', '100', '--live-mode', 'true']
  const hashes: string[] = []
  for (const workers of ['1', '3'])
    hashes.push(sha256((await generate('late', ...live, '--workers', workers)).read('out.ndjson')))
  expect(hashes[1]).toBe(hashes[0])
})

test('a frame of a batch is the same with workers, which have no part in it', async () => {
  const { stderr, read } = await generate('gathered', '--workers', '3')
  expect(stderr).toContain('one frame of a batch')
  const arrays = read('out.ndjson')
  expect((await generate('gathered')).read('out.ndjson')).toBe(arrays)
})

test('a worker that ends by itself ends the run, and that is said', async () => {
  const { code, stderr } = await generate('exiting', '--workers', '2')
  expect(code).toBe(3)
  expect(stderr).toContain('E_WORKER')
})

test('max-events is exact with workers, too', async () => {
  const { read } = await generate('plain', '--workers', '3', '--max-events', '777')
  expect(read('out.ndjson').trim().split('\n')).toHaveLength(777)
})

test('events with a memory are made by one worker, and that is said', async () => {
  const { code, stdout, stderr } = await generate('template', '--workers', '2')
  expect(code).toBe(0)
  expect(stdout.trim().split('\n')).toHaveLength(10)
  expect(stderr).toContain('W_WORKERS')
})

test('a stream with a memory cannot be shared, and a shard that is none is a usage error', async () => {
  const shared = await generate('template', '--shard', '0/2')
  expect([shared.code, shared.stdout]).toEqual([1, ''])
  expect(shared.stderr).toContain('E_RUN_SHARD')
  const none = await generate('plain', '--shard', '2/2')
  expect(none.code).toBe(2)
  expect(none.stderr).toContain('parts count from 0')
})
