import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { AnyDefinition, Delivery, Failure } from '../kernel/index.ts'
import { defineEvent, defineOutput, deliveryOptions, LoomError } from '../kernel/index.ts'
import type { Project } from './load/project.ts'
import { Run } from './run.ts'
import { described, folder, options, ticks, withOutputs } from './test-run.ts'

/** What each tick is to become. */
type Fate = 'one' | 'two' | 'none' | 'drop' | 'fail' | 'exhaust'

function fated(fate: (ordinal: number) => Fate): AnyDefinition<'event'> {
  return defineEvent({
    ...described,
    name: 'fated',
    open: () => ({
      produce(ticks, out) {
        for (let i = 0; i < ticks.size; i++) {
          const ordinal = ticks.first + i
          const what = fate(ordinal)
          if (what === 'exhaust') return out.exhaust(i)
          if (what !== 'none') out.push(i, `${ordinal}`)
          if (what === 'two') out.push(i, `${ordinal}b`)
          if (what === 'drop') out.drop(i)
          if (what === 'fail') out.fail(i, new LoomError('E_TEST', 'asked to fail'))
        }
      },
    }),
  })
}

function collector(
  got: string[],
  write: (delivery: Delivery) => undefined | Failure[] | Promise<undefined | Failure[]> = () => undefined,
): AnyDefinition<'output'> {
  return defineOutput({
    ...described,
    name: 'collector',
    serial: true,
    open: () => ({
      async write(delivery) {
        const failed = await write(delivery)
        const lost = new Set(failed?.map(({ frame }) => frame))
        for (const [i, frame] of delivery.frames.entries()) if (!lost.has(i)) got.push(String(frame))
        return failed
      },
    }),
  })
}

function project(
  count: number,
  fate: (ordinal: number) => Fate,
  ...outputs: AnyDefinition<'output'>[]
): Project {
  const source = {
    directory: folder,
    warnings: [],
    input: [{ definition: ticks(count), options: {} }],
    event: { definition: fated(fate), options: {} },
  }
  return withOutputs(source, ...outputs)
}

const fates = fc.array(fc.constantFrom<Fate>('one', 'two', 'none', 'drop', 'fail'), {
  minLength: 1,
  maxLength: 80,
})

test('the account balances whatever happens, and everything is somewhere', async () => {
  await fc.assert(
    fc.asyncProperty(fates, fc.integer({ min: 1, max: 30 }), fc.nat(5), async (plan, batchSize, bad) => {
      const got: string[] = []
      const failing = (delivery: Delivery): Failure[] =>
        delivery.frames.length > bad ? [{ frame: bad, error: new Error('bad') }] : []
      const opts = options({ batchSize })
      const summary = await new Run(
        project(plan.length, (i) => plan[i]!, collector(got, failing)),
        opts,
      ).complete()
      const count = (...which: Fate[]) => plan.filter((fate) => which.includes(fate)).length
      expect(summary).toMatchObject({
        ticks: plan.length,
        produced: count('one') + 2 * count('two'),
        skipped: count('drop'),
        produceFailed: count('fail'),
        balanced: true,
        backlog: 0,
      })
      expect(summary.total.written).toBe(got.length)
      const dead =
        summary.total.deadLettered === 0 ? [] : readFileSync(opts.deadLetters, 'utf8').trim().split('\n')
      expect(dead).toHaveLength(summary.total.deadLettered)
      const kept = dead.map((line) => (JSON.parse(line) as { event: string }).event)
      const expected = plan.flatMap((fate, i) =>
        fate === 'one' ? [`${i}`] : fate === 'two' ? [`${i}`, `${i}b`] : [],
      )
      expect([...got, ...kept].sort()).toEqual(expected.sort())
    }),
    { numRuns: 60 },
  )
})

test('exhaustion delivers what came before and reads no further', async () => {
  const got: string[] = []
  const summary = await new Run(
    project(1e6, (i) => (i === 25 ? 'exhaust' : 'one'), collector(got)),
    options(),
  ).complete()
  expect(got.length).toBe(25 - 2)
  expect(summary).toMatchObject({ produced: 25, balanced: true })
})

test('--max-events is exact', async () => {
  for (const maxEvents of [0, 1, 9, 10, 11, 500]) {
    const run = new Run(
      project(1e6, () => 'two', collector([])),
      options({ maxEvents }),
    )
    expect((await run.complete()).produced).toBe(maxEvents)
  }
})

test('whoever iterates sees each batch once, in columns, and may leave at any time', async () => {
  const got: string[] = []
  const run = new Run(
    project(1e6, () => 'one', collector(got)),
    options(),
  )
  let next = 0
  for await (const batch of run) {
    expect([...batch.seq]).toEqual(Array.from({ length: batch.size }, (_, i) => next + i))
    expect([...batch.time]).toEqual([...batch.seq].map((seq) => seq * 1e6))
    expect(batch.tags.every((tags) => tags[0] === 't')).toBe(true)
    next += batch.size
    if (next >= 50) break
  }
  expect(run.summary()).toMatchObject({ produced: 50, balanced: true, backlog: 0 })
  await expect(run.complete()).rejects.toMatchObject({ code: 'E_RUN_TWICE' })
})

test('a closed reader ends the run quietly; a second output keeps it going', async () => {
  const closing = () => {
    throw new LoomError('E_OUTPUT_CLOSED', 'gone')
  }
  const alone = await new Run(
    project(100, () => 'one', collector([], closing)),
    options(),
  ).complete()
  expect(alone).toMatchObject({ clean: false, balanced: true })
  expect(alone.total).toMatchObject({ written: 0, failed: 0 })
  const got: string[] = []
  const both = await new Run(
    project(100, () => 'one', collector([], closing), collector(got)),
    options(),
  ).complete()
  expect(got).toHaveLength(90)
  expect(both.outputs[0]).toMatchObject({ written: 0, dropped: 99, deadLettered: 1 })
})

test('a slow output holds production back', async () => {
  let inFlight = 0
  let worst = 0
  const run = new Run(
    project(
      2000,
      () => 'one',
      collector([], async () => {
        worst = Math.max(worst, run.snapshot().backlog)
        inFlight++
        await new Promise((resolve) => setTimeout(resolve, 1))
        inFlight--
        return undefined
      }),
    ),
    options({ batchSize: 10, batchLength: Number.POSITIVE_INFINITY, queue: 2 }),
  )
  expect((await run.complete()).produced).toBe(2000)
  expect(inFlight).toBe(0)
  expect(worst).toBeLessThanOrEqual(10 * 4)
})

test('an abandoned run drops what it could not deliver, and says so', async () => {
  const never = () => new Promise<undefined>(() => {})
  const run = new Run(
    project(100, () => 'one', collector([], never)),
    options(),
  )
  setTimeout(() => run.abandon(), 50)
  const summary = await run.complete()
  expect(summary).toMatchObject({ balanced: true })
  expect(summary.total.dropped + summary.total.deadLettered).toBe(summary.produced)
})

test('a write that takes too long is tried again or dead-lettered, and the run goes on', async () => {
  const run = (retry: object) => {
    let writes = 0
    const output: AnyDefinition<'output'> = {
      ...collector([], () => (writes++ === 0 ? new Promise(() => {}) : undefined)),
      serial: false,
    }
    const made = project(30, () => 'one', output)
    const delivery = deliveryOptions.parse({ retry })
    const delivered = { ...made, output: made.output.map((entry) => ({ ...entry, options: { delivery } })) }
    return new Run(delivered, options({ writeTimeout: 0.05 })).complete()
  }
  expect((await run({ delay: 0.01 })).total).toMatchObject({ written: 27, deadLettered: 3, retried: 9 })
  const summary = await run({ attempts: 1 })
  expect(summary).toMatchObject({ balanced: true, clean: false })
  expect(summary.total).toMatchObject({ written: 18, deadLettered: 12 })
  expect(summary.reasons.map(({ code }) => code).sort()).toEqual(['E_EVENT_NOT_JSON', 'E_OUTPUT_TIMEOUT'])
})

test('dead letters that cannot be kept are counted as failed', async () => {
  const summary = await new Run(
    project(10, () => 'one', collector([])),
    options({ deadLetters: '/dev/null/nowhere' }),
  ).complete()
  expect(summary.total).toMatchObject({ written: 9, failed: 1, deadLettered: 0 })
  expect(summary.balanced).toBe(true)
})

test('a live run in compressed time makes the same batches of events', async () => {
  const live: string[] = []
  await new Run(
    project(300, () => 'one', collector(live)),
    options({ live: true, speed: 1000, from: 0 }),
  ).complete()
  const batch: string[] = []
  await new Run(
    project(300, () => 'one', collector(batch)),
    options({ from: 0 }),
  ).complete()
  expect(live).toEqual(batch)
})

test('a plugin that cannot be opened stops the start, and what was open is closed', async () => {
  let closed = 0
  const fine: AnyDefinition<'output'> = defineOutput({
    ...described,
    name: 'fine',
    open: () => ({ write: () => undefined, close: () => void closed++ }),
  })
  const broken: AnyDefinition<'output'> = defineOutput({
    ...described,
    name: 'broken',
    open: () => ({
      open: () => Promise.reject(new LoomError('E_TEST', 'no connection')),
      write: () => undefined,
    }),
  })
  await expect(
    new Run(
      project(1, () => 'one', fine, broken),
      options(),
    ).complete(),
  ).rejects.toMatchObject({
    problems: [expect.objectContaining({ code: 'E_TEST' })],
  })
  expect(closed).toBe(1)
})

test('a run that yields nothing can still be stopped', async () => {
  const run = new Run(
    project(1e9, () => 'fail', collector([])),
    options(),
  )
  setTimeout(() => run.stop(), 50)
  const summary = await run.complete()
  expect(summary).toMatchObject({ produced: 0, balanced: true })
  expect(summary.produceFailed).toBe(summary.ticks)
})

test('a plugin that throws in the middle ends the run early, and loses nothing that was made', async () => {
  const got: string[] = []
  const throwing = fated((i) => {
    if (i === 615) throw new Error('broken')
    return 'one'
  })
  const broken = {
    ...project(1e6, () => 'one', collector(got)),
    event: { definition: throwing, options: {} },
  }
  const summary = await new Run(broken, options({ batchSize: 10_000 })).complete()
  expect(summary).toMatchObject({ produced: 615, balanced: true, clean: false })
  expect(summary.reasons.map(({ code }) => code)).toContain('E_RUN_FAILED')
  expect(got.length + summary.total.deadLettered).toBe(615)
})

test('several writes that find the same reader gone end one lane, not the others', async () => {
  const got: string[] = []
  const closing: AnyDefinition<'output'> = {
    ...collector([], async () => {
      await new Promise((resolve) => setTimeout(resolve, 5))
      throw new LoomError('E_OUTPUT_CLOSED', 'gone')
    }),
    serial: false,
  }
  const run = new Run(
    project(5000, () => 'one', closing, collector(got)),
    options({ concurrency: 100, queue: 50 }),
  )
  expect((await run.complete()).produced).toBe(5000)
  expect(got).toHaveLength(4500)
})

test('a tick that fails takes back what it pushed, also at the limit', async () => {
  const got: string[] = []
  const run = new Run(
    project(20, (i) => (i === 2 ? 'fail' : 'one'), collector(got)),
    options({ maxEvents: 3 }),
  )
  expect(await run.complete()).toMatchObject({ produced: 3, produceFailed: 1, ticks: 4 })
  expect(got).toEqual(['0', '1', '3'])
})
