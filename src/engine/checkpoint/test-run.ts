import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import * as z from 'zod'
import {
  type AnyDefinition,
  defineEvent,
  defineFormatter,
  defineInput,
  defineOutput,
  LoomError,
  silent,
  UTC,
} from '../../kernel/index.ts'
import type { Project } from '../load/project.ts'
import type { RunOptions } from '../options.ts'

/** Where the tests of one file keep theirs; gone when they have ended. */
export const folder = mkdtempSync(join(tmpdir(), 'eventloom-resume-'))
afterAll(() => rmSync(folder, { recursive: true }))

export const described = {
  title: 't',
  summary: 's',
  options: z.strictObject({}),
  examples: [{ title: 'e', options: {} }],
} as const

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
    open: () => ({ tags: [], blocks: interactive ? driven : blocks }),
  })
}

/** Events that depend on all before them and on the random stream. */
export const stateful = defineEvent({
  ...described,
  name: 'stateful',
  open: (_, { rng, clock }) => {
    let sum = 0
    return {
      produce(given, out) {
        for (let i = 0; i < given.size; i++) {
          sum = (sum * 31 + rng.int(0, 1000)) % 1_000_003
          if (sum % 5 === 0) out.drop(i)
          else out.push(i, `${given.first + i}:${sum}:${clock.now()}`)
          if (sum % 7 === 0) out.push(i, `${given.first + i}:${sum}b`)
        }
      },
    }
  },
})

/** Events that depend on nothing but their ticks; every third tick yields none. */
export function pure(made: number[]): AnyDefinition<'event'> {
  return defineEvent({
    ...described,
    name: 'pure',
    open: () => ({
      pure: true,
      produce(given, out) {
        for (let i = 0; i < given.size; i++) {
          const ordinal = given.first + i
          made.push(ordinal)
          if (ordinal % 3 === 0) out.drop(i)
          else out.push(i, `${ordinal}:pure`)
        }
      },
    }),
  })
}

/** Refuses every event whose number ends in 7. */
const plain = defineFormatter({
  ...described,
  name: 'plain',
  open: () => ({
    contentType: 'text/plain',
    format({ events }) {
      const bad = [...events.keys()].filter((i) => /7:/.test(String(events[i])))
      const kept = [...events.keys()].filter((i) => !bad.includes(i))
      return {
        frames: kept.map((i) => String(events[i])),
        carries: Int32Array.from(kept),
        refused: bad.map((event) => ({ event, error: new LoomError('E_EVENT_NOT_JSON', 'seven') })),
      }
    },
  }),
})

/** A store that can forget what came after a position, or not. Each write may end the world. */
export function store(
  held: string[],
  rewinds: boolean,
  onWrite: (written: number) => void,
): AnyDefinition<'output'> {
  return defineOutput({
    ...described,
    name: 'store',
    serial: true,
    open: () => ({
      async write({ frames }, signal) {
        await new Promise(setImmediate)
        signal.throwIfAborted()
        held.push(...frames.map(String))
        onWrite(held.length)
        return undefined
      },
      ...(rewinds && {
        position: () => held.length,
        resume: (position: unknown) => void held.splice(position as number),
      }),
    }),
  })
}

let names = 0
export function setting(given: Partial<RunOptions> = {}): {
  project: Omit<Project, 'output'>
  options: RunOptions
} {
  const name = `${names++}`
  return {
    project: {
      directory: folder,
      warnings: [],
      input: [{ definition: ticks(400), options: {} }],
      event: { definition: stateful, options: {} },
      checkpoint: { path: join(folder, `${name}.json`), interval: 0.01 },
    },
    options: {
      id: 'test',
      zone: UTC,
      live: false,
      skipPast: false,
      speed: 1,
      batchSize: 10,
      batchLength: Number.POSITIVE_INFINITY,
      linger: 0,
      queue: 2,
      concurrency: 3,
      keepOrder: false,
      writeTimeout: 10,
      drain: 30,
      resume: false,
      deadLetters: join(folder, `${name}.ndjson`),
      trusted: false,
      log: silent,
      ...given,
    } as RunOptions,
  }
}

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

export const letters = (path: string) =>
  existsSync(path)
    ? readFileSync(path, 'utf8')
        .trim()
        .split('\n')
        .map((line) => {
          const { output, position, event } = JSON.parse(line) as Record<string, unknown>
          return { output, position, event }
        })
    : []
