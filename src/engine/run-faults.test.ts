import { expect, test } from 'vitest'
import { type AnyDefinition, defineOutput, deliveryOptions, LoomError } from '../kernel/index.ts'
import { Run } from './run.ts'
import { collector, type Fate, fated, project } from './test-fates.ts'
import { described, options } from './test-run.ts'

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

test('a batch run without a single event ends before its schedule does', async () => {
  const counts = async (fate: (ordinal: number) => Fate) => {
    const { reasons, produceFailed } = await new Run(
      project(40_000, fate, collector([])),
      options({ batchSize: 1000 }),
    ).complete()
    return { codes: reasons.map(({ code }) => code), early: produceFailed < 30_000 }
  }
  expect(await counts(() => 'fail')).toEqual({ codes: ['E_EVENT_FAILED', 'E_RUN_HOPELESS'], early: true })
  const one = await counts((ordinal) => (ordinal === 5 ? 'one' : 'fail'))
  expect(one).toEqual({ codes: ['E_EVENT_FAILED'], early: false })
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
