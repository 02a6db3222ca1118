import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type AnyDefinition, defineEvent, defineOutput } from '../../kernel/index.ts'
import type { Project } from '../load/project.ts'
import type { RunOptions } from '../options.ts'
import { described, folder, options, ticks } from '../test-run.ts'

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

/** A run with a checkpoint and dead letters of its own. */
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
    options: options({ concurrency: 3, deadLetters: join(folder, `${name}.ndjson`), ...given }),
  }
}

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
