import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import * as z from 'zod'
import { type AnyDefinition, defineFormatter, defineInput, LoomError, silent, UTC } from '../kernel/index.ts'
import type { Project } from './load/project.ts'
import type { RunOptions } from './options.ts'

/** Where the tests of one file keep theirs; gone when they have ended. */
export const folder = mkdtempSync(join(tmpdir(), 'eventloom-run-'))
afterAll(() => rmSync(folder, { recursive: true }))

export const described = {
  title: 't',
  summary: 's',
  options: z.strictObject({}),
  examples: [{ title: 'e', options: {} }],
} as const

/** Ticks at 0, 1, 2, … seconds; `interactive` ones come as if from outside. */
export function ticks(count: number, interactive = false): AnyDefinition<'input'> {
  function* blocks(from: number, size: number) {
    for (let at = 0; at < count; at += size) {
      const times = Float64Array.from({ length: Math.min(size, count - at) }, (_, i) => (at + i) * 1e6)
      const kept = times.filter((time) => time >= from)
      if (kept.length > 0) yield kept
    }
  }
  async function* driven(from: number, size: number) {
    yield* blocks(from, size)
  }
  return defineInput({
    ...described,
    name: 'ticks',
    open: () => ({ tags: ['t'], blocks: interactive ? driven : blocks }),
  })
}

/** Refuses every event whose ordinal ends in 7, which stands at its beginning. */
const plain = defineFormatter({
  ...described,
  name: 'plain',
  open: () => ({
    contentType: 'text/plain',
    format({ events }) {
      const bad = [...events.keys()].filter((i) => /^\d*7(:|$)/.test(String(events[i])))
      const kept = [...events.keys()].filter((i) => !bad.includes(i))
      return {
        frames: kept.map((i) => String(events[i])),
        carries: Int32Array.from(kept),
        refused: bad.map((event) => ({ event, error: new LoomError('E_EVENT_NOT_JSON', 'seven') })),
      }
    },
  }),
})

export const withOutputs = (
  project: Omit<Project, 'output'>,
  ...outputs: AnyDefinition<'output'>[]
): Project => ({
  ...project,
  output: outputs.map((definition) => ({
    definition,
    options: {},
    formatter: { definition: plain, options: {} },
  })),
})

let files = 0

export function options(given: Partial<RunOptions> = {}): RunOptions {
  return {
    id: 'test',
    zone: UTC,
    live: false,
    skipPast: false,
    speed: 1,
    batchSize: 10,
    firstBatch: 10,
    batchLength: Number.POSITIVE_INFINITY,
    linger: 0,
    queue: 2,
    concurrency: 1,
    keepOrder: false,
    writeTimeout: 10,
    drain: 30,
    resume: false,
    deadLetters: join(folder, `dead-${files++}.ndjson`),
    trusted: false,
    log: silent,
    ...given,
  } as RunOptions
}
