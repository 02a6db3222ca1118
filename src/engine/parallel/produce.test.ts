import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Batch, type EventSource, LoomError } from '../../kernel/index.ts'
import { BatchBuilder, type ProduceCounts } from '../produce/batch-builder.ts'
import { Breath } from '../produce/breath.ts'
import { produce } from '../produce/produce.ts'
import type { TickBlock } from '../schedule/block.ts'
import { Hand } from './hand.ts'
import { Outcome } from './outcome.ts'
import { produceTogether } from './produce.ts'
import { seen } from './ready.ts'
import type { Crew } from './task.ts'

const TAGS = [['even'], ['odd']]

/** A pure source: every 7th tick yields nothing, every 11th fails, and it may end early. */
function source(end = Number.POSITIVE_INFINITY): EventSource {
  return {
    pure: true,
    produce(ticks, out) {
      for (let i = 0; i < ticks.size; i++) {
        const ordinal = ticks.first + i
        if (ordinal >= end) return out.exhaust(i)
        if (ordinal % 7 === 3) out.drop(i)
        else if (ordinal % 11 === 5) out.fail(i, new LoomError('E_TEST', `tick ${ordinal}`))
        else out.push(i, `${ordinal} at ${ticks.times[i]} ${ticks.tags(i)}`)
      }
    },
  }
}

const text = {
  contentType: 'text/plain',
  each: true,
  format: ({ events }: Batch) => ({
    frames: events.map((event) => `<${event as string}>`),
    carries: 'each' as const,
    refused: [],
  }),
}

const handOf = (end?: number, formatted = false) => new Hand(source(end), TAGS, formatted ? text : undefined)
const turn = () => new Promise((resolve) => setImmediate(resolve))

/** Workers that finish in any order, and are ready only when the thread of the run has made some tasks. */
function crew(size: number, delays: readonly number[], end?: number, formatted = false): Crew {
  const hand = handOf(end, formatted)
  let task = 0
  let busy = 0
  let asked = 0
  return {
    tasks: 2 * size,
    ticks: 100 * size,
    get room() {
      return asked++ < delays[0]! ? 0 : 2 * size - busy
    },
    make(given) {
      const made = async () => {
        busy++
        const delay = delays[task++ % delays.length] ?? 0
        for (let i = 0; i < delay; i++) await turn()
        busy--
        return hand.make(given)
      }
      return new Outcome(made())
    },
    close: async () => undefined,
  }
}

function blocksOf(sizes: readonly number[]): TickBlock[] {
  let at = 0
  return sizes.map((size) => {
    const times = Float64Array.from({ length: size }, () => at++ * 10)
    return { times, source: Uint16Array.from(times, (time) => (time / 10) % 2) }
  })
}

async function collect(batches: AsyncIterable<Batch>) {
  const rows: unknown[] = []
  for await (const { size, seq, time, events, tags } of batches)
    for (let i = 0; i < size; i++) rows.push([seq[i], time[i], seen(events[i]!), tags[i]])
  return rows
}

const emptyCounts = (): ProduceCounts => ({ ticks: 0, produced: 0, skipped: 0, produceFailed: 0 })

const rest = () => ({
  reuse: true,
  ahead: true,
  counts: emptyCounts(),
  tags: TAGS,
  share: undefined,
  onFailure: () => undefined,
  breath: new Breath(),
  signal: new AbortController().signal,
})

test('a crew makes what one would have made, whoever is faster', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer({ min: 1, max: 900 }), { minLength: 1, maxLength: 5 }),
      fc.integer({ min: 1, max: 7 }),
      fc.array(fc.nat(6), { minLength: 1, maxLength: 5 }),
      fc.option(fc.nat(2500), { nil: Number.POSITIVE_INFINITY }),
      fc.option(fc.nat(2500), { nil: undefined }),
      async (sizes, size, delays, limit, end) => {
        const { signal } = new AbortController()
        const failed: string[] = []
        const note = (into: string[]) => (error: unknown, tick: number) =>
          void into.push(`${tick}: ${(error as Error).message}`)
        const alone: string[] = []
        const builder = new BatchBuilder(limit, TAGS, note(alone), source(end))
        const one = await collect(
          produce(blocksOf(sizes), {
            source: source(end),
            builder,
            tags: TAGS,
            batchLength: 1000,
            share: undefined,
            breath: new Breath(),
            signal,
          }),
        )
        const counts = emptyCounts()
        const many = await collect(
          produceTogether(blocksOf(sizes), {
            own: handOf(end),
            ...(size > 1 && { crew: crew(size - 1, delays, end) }),
            ...rest(),
            counts,
            limit,
            onFailure: note(failed),
            ahead: sizes.length > 2,
          }),
        )
        expect(many).toEqual(one)
        expect(counts.produced).toBe(builder.counts.produced)
        if (end === undefined) {
          expect(failed).toEqual(alone)
          expect(counts).toEqual(builder.counts)
        }
      },
    ),
    { numRuns: 40 },
  )
})

test('events come formatted where all outputs format alike', async () => {
  const batches = produceTogether(blocksOf([3]), {
    own: handOf(undefined, true),
    crew: crew(2, [0], undefined, true),
    limit: 2,
    ...rest(),
  })
  expect((await collect(batches)).map((row) => (row as unknown[])[2])).toEqual([
    '<0 at 0 even>',
    '<1 at 10 odd>',
  ])
})

test('a worker that breaks ends the run with its reason', async () => {
  const broken: Crew = {
    room: 4,
    tasks: 4,
    ticks: 256,
    make: () => new Outcome(Promise.reject(new LoomError('E_WORKER', 'gone'))),
    close: async () => undefined,
  }
  const batches = produceTogether(blocksOf([1000]), {
    own: handOf(),
    crew: broken,
    limit: 10,
    ...rest(),
  })
  await expect(collect(batches)).rejects.toThrow('gone')
})

test('what a worker made does not wait for ticks that are still to come', async () => {
  const [first, second] = blocksOf([3, 3])
  let release = () => {}
  const later = new Promise<void>((resolve) => {
    release = resolve
  })
  async function* live() {
    yield first!
    await later
    yield second!
  }
  const batches = produceTogether(live(), {
    own: handOf(),
    crew: crew(1, [0, 3]),
    limit: Number.POSITIVE_INFINITY,
    ...rest(),
  })
  expect((await batches.next()).value).toMatchObject({ size: 3 })
  release()
  expect(await collect(batches)).toHaveLength(1)
})

test('a run that has all it may make does not wait for the next tick', async () => {
  async function* live() {
    yield* blocksOf([3])
    await new Promise(() => {})
  }
  const batches = produceTogether(live(), {
    own: handOf(),
    limit: 2,
    ...rest(),
  })
  expect(await collect(batches)).toHaveLength(2)
})

test('what came before the schedule broke is made', async () => {
  function* broken() {
    yield* blocksOf([100, 100, 100])
    throw new LoomError('E_TEST', 'the input broke')
  }
  let made = 0
  const count = async () => {
    const run = { own: handOf(), crew: crew(2, [0, 5]), limit: Number.POSITIVE_INFINITY, ...rest() }
    for await (const { size } of produceTogether(broken(), run)) made += size
  }
  await expect(count()).rejects.toThrow('the input broke')
  expect(made).toBe(Array.from({ length: 300 }, (_, i) => i % 7 !== 3 && i % 11 !== 5).filter(Boolean).length)
})

test('the next ticks are waited for only when all others are events, where somebody reckons with that', async () => {
  let asked = 0
  let taken = 0
  function* counted() {
    for (const block of blocksOf([50, 50, 50, 50])) {
      expect(taken).toBe(asked++)
      yield block
    }
  }
  const run = {
    own: handOf(),
    crew: crew(3, [0, 4]),
    limit: Number.POSITIVE_INFINITY,
    ...rest(),
    ahead: false,
  }
  for await (const _ of produceTogether(counted(), run)) taken++
  expect(taken).toBe(4)
})
