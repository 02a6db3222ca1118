import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type AnyDefinition, type Delivery, defineFormatter, type Failure } from '../kernel/index.ts'
import { Run } from './run.ts'
import { collector, type Fate, project } from './test-fates.ts'
import { described, options } from './test-run.ts'

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

/** Frames that say how many events they were made of. */
const sized = (gathers: boolean): AnyDefinition<'formatter'> =>
  defineFormatter({
    ...described,
    name: 'sized',
    open: () => ({
      contentType: 'text/plain',
      gathers,
      format: ({ size }) => ({ frames: [String(size)], carries: 'all', refused: [] }),
    }),
  })

test.each([
  [false, ['1', '2', '4', '8', '16', '9']],
  [true, ['40']],
])('the first batch waits for others only where a formatter gathers (%s)', async (gathers, sizes) => {
  const got: string[] = []
  const plan = project(40, () => 'one', collector(got))
  const output = plan.output.map((entry) => ({
    ...entry,
    formatter: { definition: sized(gathers), options: {} },
  }))
  await new Run({ ...plan, output }, options({ firstBatch: 1, batchSize: 64 })).complete()
  expect(got).toEqual(sizes)
})

test('no tick is handed over once the last event is certain', async () => {
  let handed = 0
  const fate = (i: number): Fate => {
    handed = i + 1
    return i % 3 === 0 ? 'drop' : 'one'
  }
  await new Run(project(1000, fate, collector([])), options({ maxEvents: 20, batchSize: 100 })).complete()
  // The 20th event that is not dropped.
  expect(handed).toBe(30)
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

test('a tick that fails takes back what it pushed, also at the limit', async () => {
  const got: string[] = []
  const run = new Run(
    project(20, (i) => (i === 2 ? 'fail' : 'one'), collector(got)),
    options({ maxEvents: 3 }),
  )
  expect(await run.complete()).toMatchObject({ produced: 3, produceFailed: 1, ticks: 4 })
  expect(got).toEqual(['0', '1', '3'])
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
