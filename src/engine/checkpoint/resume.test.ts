import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import * as z from 'zod'
import {
  type AnyDefinition,
  defineEvent,
  defineFormatter,
  defineInput,
  defineOutput,
  deliveryOptions,
  LoomError,
  type Problem,
  RELEASE,
  silent,
  UTC,
} from '../../kernel/index.ts'
import type { Project } from '../load/project.ts'
import type { RunOptions } from '../options.ts'
import { Run } from '../run.ts'
import type { Checkpoint } from './checkpoint.ts'
import { trimLetters } from './trim-letters.ts'

const folder = mkdtempSync(join(tmpdir(), 'eventloom-resume-'))
afterAll(() => rmSync(folder, { recursive: true }))

const described = {
  title: 't',
  summary: 's',
  options: z.strictObject({}),
  examples: [{ title: 'e', options: {} }],
} as const

function ticks(count: number, interactive = false): AnyDefinition<'input'> {
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
const stateful = defineEvent({
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
function pure(made: number[]): AnyDefinition<'event'> {
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
        refused: bad.map((event) => ({ event, error: new LoomError('E_SEVEN', 'seven') })),
      }
    },
  }),
})

/** A store that can forget what came after a position, or not. Each write may end the world. */
function store(
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
function setting(given: Partial<RunOptions> = {}): { project: Omit<Project, 'output'>; options: RunOptions } {
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

const withOutputs = (project: Omit<Project, 'output'>, ...outputs: AnyDefinition<'output'>[]): Project => ({
  ...project,
  output: outputs.map((definition) => ({
    definition,
    options: {},
    formatter: { definition: plain, options: {} },
  })),
})

const letters = (path: string) =>
  existsSync(path)
    ? readFileSync(path, 'utf8')
        .trim()
        .split('\n')
        .map((line) => {
          const { output, position, event } = JSON.parse(line) as Record<string, unknown>
          return { output, position, event }
        })
    : []

test('a run that is stopped and resumed again and again is the run that was not', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer({ min: 1, max: 300 }), { maxLength: 4 }),
      fc.constantFrom('stop', 'abandon'),
      async (stops, how) => {
        const calm = { first: [] as string[], second: [] as string[] }
        const { project, options } = setting()
        const outputs = [store(calm.first, true, () => {}), store(calm.second, true, () => {})]
        const whole = new Run(withOutputs(project, ...outputs), { ...options, seed: 5 })
        expect(await whole.complete()).toMatchObject({ balanced: true })

        const held = { first: [] as string[], second: [] as string[] }
        const again = setting({ resume: true })
        let seed: number | string | undefined
        for (const [i, stop] of [...stops, Number.POSITIVE_INFINITY].entries()) {
          let done = false
          const run: Run = new Run(
            withOutputs(
              again.project,
              store(held.first, true, (written) => {
                if (done || written < stop * (i + 1)) return
                done = true
                run[how]()
              }),
              store(held.second, true, () => {}),
            ),
            { ...again.options, seed: i === 0 ? 5 : undefined },
          )
          seed ??= run.seed
          expect(run.seed).toBe(seed)
          const summary = await run.complete()
          expect(summary.balanced).toBe(true)
        }
        const timeless = (texts: readonly string[]) => texts.map((text) => text.replace(/:\d{12,}$/, ''))
        expect(timeless(held.first)).toEqual(timeless(calm.first))
        expect(timeless(held.second)).toEqual(timeless(calm.second))
        // The clock of a resumed batch run stands where that of the first one stood.
        expect(new Set(held.first.flatMap((text) => /\d{12,}$/.exec(text) ?? [])).size).toBe(1)
        const dead = (path: string) =>
          letters(path)
            .map(({ output, position }) => `${output} ${position}`)
            .sort()
        expect(dead(again.options.deadLetters)).toEqual(dead(options.deadLetters))
      },
    ),
    { numRuns: 15 },
  )
})

test('what a pure source has made is not made again', async () => {
  const [calm, held]: [string[], string[]] = [[], []]
  const { project, options } = setting({ seed: 5 })
  const { checkpoint, ...bare } = project
  const purely = (made: number[]) => ({ definition: pure(made), options: {} })
  await new Run(
    withOutputs(
      { ...bare, event: purely([]) },
      store(calm, true, () => {}),
    ),
    options,
  ).complete()
  const first: number[] = []
  const run: Run = new Run(
    withOutputs(
      { ...project, event: purely(first) },
      store(held, true, (written) => written > 100 && run.stop()),
    ),
    options,
  )
  await run.complete()
  const second: number[] = []
  const summary = await new Run(
    withOutputs(
      { ...project, event: purely(second) },
      store(held, true, () => {}),
    ),
    { ...options, resume: true },
  ).complete()
  expect(held).toEqual(calm)
  expect(summary).toMatchObject({ balanced: true, ticks: 400, produced: 266 })
  expect(second[0]).toBeGreaterThan(100)
  expect(second).toEqual(Array.from({ length: 400 - second[0]! }, (_, i) => second[0]! + i))
  expect(checkpoint).toBeDefined()
})

test('an output that cannot go back gets what it had not confirmed, and no more than a little twice', async () => {
  const held: string[] = []
  const { project, options } = setting({ seed: 5, resume: true })
  const first: Run = new Run(
    withOutputs(
      project,
      store(held, false, (written) => written > 100 && first.abandon()),
    ),
    options,
  )
  const summary = await first.complete()
  expect(summary.total.left).toBeGreaterThan(0)
  expect(summary.clean).toBe(false)
  const second = await new Run(
    withOutputs(
      project,
      store(held, false, () => {}),
    ),
    options,
  ).complete()
  expect(second.resumed!.position).toBeGreaterThan(50)
  expect(second).toMatchObject({ balanced: true, clean: false })
  const distinct = new Set(held)
  expect(held.length - distinct.size).toBeLessThanOrEqual(30)
  const third = await new Run(
    withOutputs(
      project,
      store(held, false, () => {}),
    ),
    options,
  ).complete()
  expect(third).toMatchObject({ produced: 0, resumed: { finished: true } })
})

test('the drain deadline leaves what remains to a resumed run, or makes dead letters of it', async () => {
  for (const resumable of [true, false]) {
    const { project, options } = setting({ seed: 5, drain: 0.05, writeTimeout: 100 })
    const stuck = defineOutput({
      ...described,
      name: 'stuck',
      open: () => ({ write: () => new Promise<undefined>(() => {}) }),
    })
    const { checkpoint, ...bare } = project
    const run = new Run(withOutputs(resumable ? { ...bare, checkpoint: checkpoint! } : bare, stuck), options)
    setTimeout(() => run.stop(), 30)
    const summary = await run.complete()
    expect(summary).toMatchObject({ balanced: true, clean: false, backlog: 0 })
    const { produced, dropped, left, deadLettered } = summary.total
    expect(produced).toBeGreaterThan(0)
    if (resumable) expect({ left, dropped }).toEqual({ left: dropped, dropped: produced - deadLettered })
    else expect([left, dropped, deadLettered]).toEqual([0, 0, produced])
  }
})

test('a checkpoint is for the same run only', async () => {
  const { project, options } = setting({ resume: true, seed: 5 })
  const sink = store([], true, () => {})
  const file = join(folder, 'words.txt')
  writeFileSync(file, 'one')
  const event = { definition: stateful, options: { words: 'words.txt' } }
  const named = { ...withOutputs(project, sink), event }
  await new Run(named, options).complete()
  const code = (changed: Project, given: Partial<RunOptions> = {}) => {
    try {
      new Run(changed, { ...options, ...given })
      return 'same'
    } catch (error) {
      return (error as LoomError).message
    }
  }
  expect(code(named)).toBe('same')
  expect(code(named, { concurrency: 50, queue: 7 })).toBe('same')
  const delivery = deliveryOptions.parse({ max_events: 3 })
  expect(code({ ...named, output: named.output.map((entry) => ({ ...entry, options: { delivery } })) })).toBe(
    'same',
  )
  expect(code({ ...named, event: { ...event, options: { words: 'words.txt', more: 1 } } })).toContain(
    ': event changed',
  )
  expect(code({ ...named, output: [...named.output, ...named.output] })).toContain(': output changed')
  expect(code(named, { seed: 6 })).toContain(': seed changed')
  expect(code(named, { maxEvents: 6, id: 'other' })).toContain(': --id, --max-events changed')
  writeFileSync(file, 'two')
  expect(code(named)).toContain(': words.txt changed')
  writeFileSync(file, 'one')
  expect(code(named)).toBe('same')
  writeFileSync(project.checkpoint!.path!, '{"version": 9}')
  expect(code(named)).toContain('not a checkpoint of version 1')
  const { checkpoint: _, ...without } = named
  expect(code(without)).toContain('keeps no checkpoint')
})

test('a checkpoint knows what files include and import, plugins, and the release', async () => {
  const { project, options } = setting({ resume: true, seed: 5 })
  const sink = store([], true, () => {})
  const files: Record<string, string> = {
    'event.jinja': '{% include "parts/head.jinja" %}{{ "out/written.csv" }}',
    'parts/head.jinja': "{% from 'macros.jinja' import x %}",
    'parts/macros.jinja': '{% macro x() %}1{% endmacro %}',
    'script.ts': "import { y } from './lib'\nwriteFileSync('state.json', '')",
    'lib.ts': 'export const y = 1',
    'state.json': '{}',
    'plugins/mine.ts': "import './deep/more.ts'",
    'plugins/deep/more.ts': '1',
    'named.ts': '2',
    'unrelated.jinja': '3',
  }
  const put = (name: string, text: string) => {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), text)
  }
  for (const [name, text] of Object.entries(files)) put(name, text)
  const event = { definition: stateful, options: { templates: ['event.jinja'], script: 'script.ts' } }
  const named = { ...withOutputs(project, sink), event, plugins: ['named.ts', 'a-package'] }
  await new Run(named, options).complete()
  const changed = () => {
    try {
      new Run(named, options)
      return 'same'
    } catch (error) {
      return /: (.*) changed/.exec((error as LoomError).message)![1]
    }
  }
  expect(changed()).toBe('same')
  for (const [name, text] of Object.entries(files)) {
    put(name, `${text} `)
    expect([name, changed()]).toEqual([name, /state|unrelated/.test(name) ? 'same' : name])
    put(name, text)
  }
  const path = project.checkpoint!.path!
  writeFileSync(path, readFileSync(path, 'utf8').replace(`"${RELEASE}"`, '"0.0.9"'))
  expect(changed()).toBe('the version of eventloom')
})

test('a run that is driven from outside says that it cannot be resumed', async () => {
  const { project, options } = setting({ seed: 5 })
  const warnings: Problem[] = []
  const held: string[] = []
  const driven = { ...project, input: [{ definition: ticks(40, true), options: {} }] }
  await new Run(
    withOutputs(
      driven,
      store(held, true, () => {}),
    ),
    {
      ...options,
      onWarning: (problem) => warnings.push(problem),
    },
  ).complete()
  expect(warnings).toMatchObject([{ code: 'W_NOT_RESUMABLE' }])
  expect(held.length).toBeGreaterThan(10)
  expect(existsSync(project.checkpoint!.path!)).toBe(false)
})

test('dead letters that will come again are taken out, wherever they stand', async () => {
  const path = join(folder, 'letters.ndjson')
  const line = (output: string, position: number, generator = 'gen') =>
    `${JSON.stringify({ generator, output, position })}\n`
  const before = `${line('a', 99)}not ours\n`
  const checkpoint = {
    deadLetters: before.length,
    generator: 'gen',
    outputs: { a: { position: 5 }, b: { position: 2 } },
  }
  writeFileSync(
    path,
    before + line('a', 4) + line('b', 2) + line('a', 5, 'other') + line('b', 1) + line('a', 6),
  )
  appendFileSync(path, line('a', 7).slice(0, 10))
  await trimLetters(path, checkpoint as unknown as Checkpoint)
  expect(readFileSync(path, 'utf8')).toBe(before + line('a', 4) + line('a', 5, 'other') + line('b', 1))
  const kept = readFileSync(path, 'utf8')
  await trimLetters(path, checkpoint as unknown as Checkpoint)
  expect(readFileSync(path, 'utf8')).toBe(kept)
  await trimLetters(join(folder, 'none.ndjson'), checkpoint as unknown as Checkpoint)
})
