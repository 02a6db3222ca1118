import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import {
  type AnyDefinition,
  type Delivery,
  type Distortion,
  defineDistortion,
  defineEvent,
  defineInput,
  defineOutput,
  type EventSource,
} from '../../kernel/index.ts'
import type { PluginEntry, Project } from '../load/project.ts'
import type { RunOptions } from '../options.ts'
import { Run } from '../run.ts'
import { described, folder, options } from '../test-run.ts'

function ticksAt(times: readonly number[]): AnyDefinition<'input'> {
  return defineInput({
    ...described,
    name: 'ticks',
    open: () => ({
      tags: [],
      *blocks(from, size) {
        const all = times.map((second) => second * 1e6).filter((time) => time >= from)
        for (let at = 0; at < all.length; at += size) yield Float64Array.from(all.slice(at, at + size))
      },
    }),
  })
}

const counting: AnyDefinition<'event'> = defineEvent({
  ...described,
  name: 'counting',
  open: () => ({
    produce(batch, out) {
      for (let i = 0; i < batch.size; i++) out.push(i, { n: batch.first + i })
    },
  }),
})

/** Changes, delays, repeats and drops, each by the event's own numbers. */
const mischief: Distortion = {
  distort(batch) {
    for (let i = 0; i < batch.size; i++) {
      const rng = batch.rng(i)
      if (rng.float() < 0.3) batch.change(i, 'n', 1000 + rng.int(0, 9))
      if (rng.float() < 0.2) batch.repeat(i, rng.int(0, 30) * 1e5)
      if (rng.float() < 0.3) batch.delay(i, rng.int(1, 50) * 1e5)
      if (rng.float() < 0.1) batch.drop(i)
    }
  },
}

type Got = { seq: number; copy: number; at: number; event: unknown }

let files = 0
function setUp(given: {
  times: readonly number[]
  distortion?: Distortion
  event?: AnyDefinition<'event'>
  write?: (delivery: Delivery) => Promise<void>
  options?: Partial<RunOptions>
}) {
  const got: Got[] = []
  const path = join(folder, `ledger-${files++}.ndjson`)
  const started = performance.now()
  const entry = <K extends 'input' | 'event' | 'distortion' | 'output'>(
    definition: AnyDefinition<K>,
  ): PluginEntry<K> => ({ definition, options: {} })
  const output = defineOutput({
    ...described,
    name: 'collector',
    serial: true,
    open: () => ({
      async write(delivery) {
        const { batch } = delivery
        for (let i = 0; i < batch.size; i++) {
          const at = performance.now() - started
          got.push({ seq: batch.seq[i]!, copy: batch.copy?.[i] ?? 0, at, event: batch.events[i] })
        }
        await given.write?.(delivery)
        return undefined
      },
    }),
  })
  const distorting = defineDistortion({
    ...described,
    name: 'mischief',
    open: () => given.distortion ?? mischief,
  })
  const project: Project = {
    directory: folder,
    warnings: [],
    input: [entry(ticksAt(given.times))],
    event: entry(given.event ?? counting),
    distort: [entry(distorting)],
    ledger: { path, write_mode: 'overwrite' },
    output: [entry(output)],
  }
  const run = new Run(project, options({ seed: 7, from: 0, ...given.options }))
  return { run, got, ledger: () => readFileSync(path, 'utf8') }
}

/** Every row that has a position is of the event that was delivered there, with the value that it says. */
function expectAgreement(got: readonly Got[], ledger: string): void {
  const rows = ledger
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Record<string, unknown>)
  const changed = new Set<number>()
  for (const row of rows) {
    if (row.position === null) continue
    const { seq, copy, event } = got[row.position as number]!
    expect(row).toMatchObject({ seq, copy })
    if (row.field === 'n') {
      expect(event).toEqual({ n: row.delivered })
      changed.add(row.position as number)
    }
  }
  for (const [position, { seq, event }] of got.entries())
    if (!changed.has(position)) expect(event).toEqual({ n: seq })
}

const hundred = Array.from({ length: 300 }, (_, i) => i / 10)

test('live and batch, in batches of any size, give the same stream and ledger', async () => {
  const runs = [
    { batchSize: 10 },
    { batchSize: 1 },
    { batchSize: 1000 },
    { live: true, speed: 100, batchSize: 1000 },
    { live: true, speed: 1000, batchSize: 10, linger: 5e5 },
  ]
  const results = []
  for (const options of runs) {
    const { run, got, ledger } = setUp({ times: hundred, options })
    const summary = await run.complete()
    expect(summary).toMatchObject({ balanced: true, clean: true, produced: 300, backlog: 0 })
    expect(summary.outputs[0]!.produced).toBe(summary.distorted!.delivered)
    expectAgreement(got, ledger())
    results.push({ stream: got.map(({ seq, copy, event }) => [seq, copy, event]), ledger: ledger() })
  }
  for (const result of results) expect(result).toEqual(results[0])
  expect(results[0]!.stream).not.toEqual([...results[0]!.stream].sort())
})

test('however a run ends early, stream and ledger agree to the last row', async () => {
  const stopped: ReturnType<typeof setUp> = setUp({
    times: hundred,
    write: async () => {
      if (stopped.got.length > 40) stopped.run.stop()
    },
    options: { live: true, speed: 20 },
  })
  const left = setUp({ times: hundred })
  const slow = setUp({ times: hundred, write: () => new Promise((resolve) => setTimeout(resolve, 10)) })
  setTimeout(() => slow.run.abandon(), 60)
  const limited = setUp({ times: hundred, options: { maxEvents: 123 } })
  const failing = defineEvent({
    ...described,
    name: 'failing',
    open: (): EventSource => ({
      produce(batch, out) {
        for (let i = 0; i < batch.size; i++) {
          if (batch.first + i === 77) throw new Error('broken')
          out.push(i, { n: batch.first + i })
        }
      },
    }),
  })
  const broken = setUp({ times: hundred, event: failing })
  let seen = 0
  for await (const batch of left.run) {
    seen += batch.size
    if (seen > 40) break
  }
  for (const { run } of [stopped, slow, limited, broken]) await run.complete()
  for (const { run, got, ledger } of [stopped, left, limited, broken]) {
    expectAgreement(got, ledger())
    expect(run.summary()).toMatchObject({ balanced: true, backlog: 0 })
    expect(run.summary().outputs[0]!.written).toBe(got.length)
    expect(got.length).toBeGreaterThan(40)
  }
  expect(limited.run.summary().produced).toBe(123)
  expect(broken.run.summary().produced).toBe(77)
  const abandoned = slow.run.summary()
  expect(abandoned).toMatchObject({ balanced: true, backlog: 0 })
  expect(abandoned.outputs[0]!.produced).toBe(abandoned.distorted!.delivered)
  expectAgreement(slow.got, ledgerUpTo(slow.ledger(), slow.got.length))
})

/** What was dropped when the run was abandoned has rows, too. */
function ledgerUpTo(ledger: string, delivered: number): string {
  return ledger
    .split('\n')
    .filter(
      (line) => line !== '' && ((JSON.parse(line) as { position: number | null }).position ?? -1) < delivered,
    )
    .join('\n')
}

test('in a live run a late event comes when it is due, not with the next tick', async () => {
  const late: Distortion = { distort: (batch) => batch.delay(0, batch.seq[0] === 0 ? 0.2e6 : 0.3e6) }
  const { run, got } = setUp({ times: [0.1, 1.6], distortion: late, options: { live: true, batchSize: 1 } })
  await run.complete()
  expect(got.map(({ seq }) => seq)).toEqual([0, 1])
  // Due at 0.3 s, long before the next tick; and at 1.9 s, after the last.
  expect(got[0]!.at).toBeGreaterThanOrEqual(290)
  expect(got[0]!.at).toBeLessThan(1590)
  expect(got[1]!.at).toBeGreaterThanOrEqual(1890)
})

test('a model is told of moved parameters, and each event made meanwhile is marked', async () => {
  let read: (time: number) => number = () => 1
  const model = defineEvent({
    ...described,
    name: 'model',
    open: (): EventSource => ({
      parameters: { level: { description: 'd', moves: 'covariate', range: [0, 2.5] } },
      steer(moved, value) {
        expect(moved).toEqual(['level'])
        read = (time) => value('level', 1, time)
      },
      produce(batch, out) {
        for (let i = 0; i < batch.size; i++) out.push(i, { n: read(batch.times[i]!) })
      },
    }),
  })
  const steering: Distortion = {
    distort() {},
    steer: {
      parameters: ['level'],
      value: (_, value, elapsed) => (elapsed >= 5e6 ? value * elapsed * 1e-6 * 0.2 : value),
      state: (elapsed) => ({ concept: 1, progress: elapsed * 1e-8 }),
    },
  }
  // Nobody says where the run begins: drift is measured from the first tick.
  const { run, got, ledger } = setUp({
    times: Array.from({ length: 20 }, (_, i) => 1000 + i),
    event: model,
    distortion: steering,
    options: { from: undefined, batchSize: 3 },
  })
  await run.complete()
  const values = got.map(({ event }) => (event as { n: number }).n)
  expect(values.slice(0, 5)).toEqual([1, 1, 1, 1, 1])
  expect(values[10]).toBeCloseTo(2, 9)
  expect(values.at(-1)).toBe(2.5)
  const rows = ledger()
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  // At exactly five seconds the value in force is the one that was set.
  expect(rows.map(({ position }) => position)).toEqual(Array.from({ length: 14 }, (_, i) => 6 + i))
  expect(rows[4]).toMatchObject({
    kind: 'mischief',
    field: 'level',
    clean: 1,
    delivered: values[10],
    concept: 1,
  })
  expect(rows[4].progress).toBeCloseTo(0.1, 6)
})
