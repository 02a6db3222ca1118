import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  type Delivery,
  DeliveryError,
  type Failure,
  type FailureKind,
  LoomError,
} from '../../kernel/index.ts'
import { balances } from './account.ts'
import { laneTo, noSevens, numbered, plain, together } from './test-lane.ts'

/** What becomes of one attempt. */
type Fault =
  | { readonly kind: 'none'; readonly wait: boolean }
  | { readonly kind: 'throws'; readonly as: FailureKind | 'plain' }
  | {
      readonly kind: 'some'
      readonly from: number
      readonly every: number
      readonly as: FailureKind | 'plain'
    }
  | { readonly kind: 'hangs' }

const as = fc.constantFrom<FailureKind | 'plain'>(
  'connect',
  'timeout',
  'throttled',
  'server',
  'rejected',
  'plain',
)
const fault: fc.Arbitrary<Fault> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('none' as const), wait: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('throws' as const), as }) },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('some' as const),
      from: fc.nat(12),
      every: fc.integer({ min: 1, max: 3 }),
      as,
    }),
  },
  { weight: 1, arbitrary: fc.constant({ kind: 'hangs' as const }) },
)

function errorOf(kind: FailureKind | 'plain'): Error {
  return kind === 'plain' ? new LoomError('E_TEST', 'plain') : new DeliveryError(kind, 'E_TEST', kind)
}

/** A destination that fails as planned, attempt by attempt, and then takes everything. */
function faulty(plan: readonly Fault[], ordered: boolean) {
  const taken: string[] = []
  const names = new Map<string, Set<string>>()
  let attempts = 0
  const write = (delivery: Delivery): undefined | Failure[] | Promise<undefined | Failure[]> => {
    const now = plan[attempts++]
    for (const [i, frame] of delivery.frames.entries()) {
      const known = names.get(String(frame)) ?? new Set()
      names.set(String(frame), known.add(delivery.id(i)))
    }
    if (now?.kind === 'throws') throw errorOf(now.as)
    if (now?.kind === 'hangs') return new Promise(() => {})
    const failures: Failure[] = []
    for (const [frame, text] of delivery.frames.entries()) {
      const stopped = ordered && failures.some(({ error }) => (error as DeliveryError).kind !== 'rejected')
      const fails = now?.kind === 'some' && frame >= now.from && (frame - now.from) % now.every === 0
      if (fails || stopped) {
        failures.push({ frame, error: errorOf(now!.kind === 'some' ? now!.as : 'server') })
      } else taken.push(String(text))
    }
    // An output that tells the same failure twice, and of a frame that there is not, does no harm.
    if (failures.length > 0) failures.push(failures[0]!, { frame: 1e6, error: new Error('no such frame') })
    return now?.kind === 'none' && now.wait ? Promise.resolve(failures) : failures
  }
  return { write, taken, names }
}

const numbers = (texts: readonly string[]) => texts.flatMap((text) => text.split(',')).map(Number)

test('whatever fails, each event is delivered or a dead letter, once, under one name, and in order where asked', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fault, { maxLength: 25 }),
      fc.array(fc.integer({ min: 1, max: 25 }), { minLength: 1, maxLength: 6 }),
      fc.record({
        single: fc.boolean(),
        all: fc.boolean(),
        max_events: fc.option(fc.integer({ min: 1, max: 12 }), { nil: undefined }),
        max_bytes: fc.option(fc.integer({ min: 1, max: 30 }), { nil: undefined }),
        linger: fc.constantFrom(0, 0.003),
        on_full: fc.constantFrom('block', 'spill'),
        when_down: fc.constantFrom('wait', 'dead_letter'),
      }),
      async (plan, sizes, { single, all, ...delivery }) => {
        const { write, taken, names } = faulty(plan, single)
        const formatter = all ? together : noSevens
        const fake = laneTo(write, { formatter, single, delivery })
        let first = 0
        for (const size of sizes) {
          await fake.offer(numbered(size, first))
          first += size
        }
        await fake.lane.drained()
        const { counts } = fake.lane
        const dead = fake.letters.map(({ seq }) => seq)
        expect(fake.problems).toEqual([])
        expect([...numbers(taken), ...dead].sort((a, b) => a - b)).toEqual(
          Array.from({ length: first }, (_, i) => i),
        )
        expect(counts).toMatchObject({
          produced: first,
          written: numbers(taken).length,
          deadLettered: dead.length,
          dropped: 0,
          failed: 0,
        })
        expect(balances(counts)).toBe(true)
        for (const ids of names.values()) expect(ids.size).toBe(1)
        expect(new Set([...names.values()].flatMap((ids) => [...ids])).size).toBe(names.size)
        if (single) expect(numbers(taken)).toEqual(numbers(taken).sort((a, b) => a - b))
        expect(fake.lane.mark.position).toBe(0)
        await fake.lane.takeMark()
        expect(fake.lane.mark.position).toBe(first)
      },
    ),
    { numRuns: 60 },
  )
})

test('a partial failure is tried again alone', async () => {
  const sizes: number[] = []
  const fake = laneTo((delivery) => {
    sizes.push(delivery.frames.length)
    return sizes.length === 1 ? [{ frame: 3, error: errorOf('server') }] : undefined
  })
  await fake.offer(numbered(6))
  await fake.lane.drained()
  expect(sizes).toEqual([6, 1])
  expect(fake.lane.counts).toMatchObject({ written: 6, retried: 1 })
})

test('what is rejected is never tried again; a letter tells how it went', async () => {
  const fake = laneTo(() => [{ frame: 1, error: new DeliveryError('rejected', 'E_BAD', 'no such index') }])
  await fake.offer(numbered(3))
  await fake.lane.drained()
  expect(fake.lane.counts).toMatchObject({ written: 2, retried: 0, deadLettered: 1 })
  expect(fake.letters).toEqual([
    expect.objectContaining({
      output: 'output/fake',
      position: 1,
      seq: 1,
      time: 1e6,
      event: '1',
      code: 'E_BAD',
      reason: 'no such index',
      kind: 'rejected',
      attempts: 1,
      id: expect.stringMatching(/^[\da-f]{32}$/),
      first: expect.stringMatching(/^\d{4}-.*Z$/),
    }),
  ])
})

test('the destination says when to come back', async () => {
  const at: number[] = []
  const busy = new DeliveryError('throttled', 'E_BUSY', 'busy', { retryAfter: 40 })
  const fake = laneTo(() => {
    at.push(performance.now())
    if (at.length === 1) throw busy
    return undefined
  })
  await fake.offer(numbered(1))
  await fake.lane.drained()
  expect(at[1]! - at[0]!).toBeGreaterThanOrEqual(39)
})

test('retries have a budget of attempts and one of time', async () => {
  let tries = 0
  const never = () => {
    tries++
    throw errorOf('server')
  }
  const few = laneTo(never, { delivery: { retry: { attempts: 3, delay: 0 } } })
  await few.offer(numbered(1))
  await few.lane.drained()
  expect([tries, few.letters[0]!.attempts, few.letters[0]!.code]).toEqual([3, 3, 'E_TEST'])
  const soon = laneTo(never, { delivery: { retry: { time: 0.05, delay: 0.001, max_delay: 0.001 } } })
  const began = performance.now()
  await soon.offer(numbered(1))
  await soon.lane.drained()
  expect(performance.now() - began).toBeLessThan(1000)
  expect(soon.lane.counts.deadLettered).toBe(1)
})

test('a dead output costs a probe now and then, and everything becomes a dead letter', async () => {
  let tries = 0
  const fake = laneTo(
    () => {
      tries++
      throw errorOf('connect')
    },
    { alone: false, delivery: { retry: { time: 0.05, delay: 0.001 }, breaker: { failures: 3, pause: 0.2 } } },
  )
  const began = performance.now()
  for (let i = 0; i < 300; i++) await fake.offer(numbered(10, i * 10))
  await fake.lane.drained()
  const pauses = (performance.now() - began) / 200
  expect(tries).toBeLessThanOrEqual(3 + 4 + pauses + 1)
  expect(fake.lane.counts).toMatchObject({ written: 0, deadLettered: 3000 })
  expect(new Set(fake.letters.map(({ code }) => code))).toContain('E_OUTPUT_DOWN')
})

test('an output that comes back is written to again', async () => {
  let down = true
  const taken: string[] = []
  const fake = laneTo(
    ({ frames }) => {
      if (down) throw errorOf('connect')
      taken.push(...frames.map(String))
      return undefined
    },
    {
      delivery: { retry: { time: 10, delay: 0.001, max_delay: 0.01 }, breaker: { failures: 2, pause: 0.02 } },
    },
  )
  setTimeout(() => {
    down = false
  }, 100)
  for (let i = 0; i < 5; i++) await fake.offer(numbered(7, i * 7))
  await fake.lane.drained()
  expect(fake.lane.counts).toMatchObject({ written: 35 - 3, deadLettered: 3 })
  expect(fake.lane.report.down).toBe(false)
})

test('a full queue blocks, drops or spills', async () => {
  const slow = async () => {
    await new Promise((resolve) => setTimeout(resolve, 2))
    return undefined
  }
  const waits = { block: 0, drop: 0, spill: 0 }
  for (const on_full of ['block', 'drop', 'spill'] as const) {
    const fake = laneTo(slow, { single: true, delivery: { on_full } })
    let began = performance.now()
    for (let i = 0; i < 30; i++) await fake.offer(numbered(10, i * 10))
    waits[on_full] = performance.now() - began
    began = performance.now()
    if (on_full === 'spill') expect(fake.lane.report.spilled).toBeGreaterThan(0)
    await fake.lane.drained()
    expect(fake.lane.report.spilled).toBe(0)
    expect(balances(fake.lane.counts)).toBe(true)
    const { dropped, written } = fake.lane.counts
    if (on_full === 'drop') expect([dropped > 0, written > 0]).toEqual([true, true])
    else expect([dropped, written]).toEqual([0, 270])
  }
  expect(waits.block).toBeGreaterThan(2 * 20)
  expect(waits.drop).toBeLessThan(waits.block)
  expect(waits.spill).toBeLessThan(waits.block)
})

test('a spill that is full blocks, too', async () => {
  let release: () => void = () => {}
  const gate = new Promise<undefined>((resolve) => {
    release = () => resolve(undefined)
  })
  const fake = laneTo(() => gate, {
    single: true,
    delivery: { on_full: 'spill', spill: { max_bytes: 2000 }, write_timeout: 100 },
  })
  let offered = 0
  let full: Promise<void> | undefined
  for (; offered < 1000; offered++) {
    const wait = fake.offer(numbered(10, offered * 10))
    const room = await Promise.race([wait.then(() => true), new Promise((go) => setTimeout(go, 20, false))])
    if (room) continue
    full = wait
    break
  }
  expect(offered).toBeGreaterThan(3)
  expect(offered).toBeLessThan(50)
  release()
  await full
  await fake.lane.drained()
  expect(fake.lane.counts.written).toBe((offered + 1) * 9)
})

test('lots linger until they are full', async () => {
  const sizes: number[] = []
  const fake = laneTo(
    ({ frames }) => {
      sizes.push(frames[0]!.toString().split(',').length)
      return undefined
    },
    { formatter: together, single: true, delivery: { max_events: 8, linger: 0.05 } },
  )
  for (let i = 0; i < 7; i++) await fake.offer(numbered(3, i * 3))
  await new Promise((resolve) => setTimeout(resolve, 100))
  expect(sizes).toEqual([8, 8, 5])
  await fake.offer(numbered(2, 21))
  await fake.lane.drained()
  expect(sizes).toEqual([8, 8, 5, 2])
})

test('a mark waits for the write under way, and the next write for the mark', async () => {
  let inside = 0
  let written = 0
  const fake = laneTo(
    async ({ frames }) => {
      inside++
      await new Promise((resolve) => setTimeout(resolve, 3))
      written += frames.length
      inside--
      return undefined
    },
    {
      single: true,
      position: () => {
        expect(inside).toBe(0)
        return written
      },
    },
  )
  const marks: { position: number; output?: unknown }[] = []
  for (let i = 0; i < 20; i++) {
    await fake.offer(numbered(10, i * 10))
    if (i % 4 === 0) void fake.lane.takeMark().then(() => marks.push(fake.lane.mark))
  }
  await fake.lane.drained()
  expect(marks.length).toBeGreaterThan(2)
  for (const { position, output } of marks) expect(output).toBe((position / 10) * 9)
})

test.each([
  ['drop', { dropped: 30, left: 0, deadLettered: 0 }],
  ['leave', { dropped: 30, left: 30, deadLettered: 0 }],
  ['letter', { dropped: 0, left: 0, deadLettered: 30 }],
] as const)('what is not delivered at the end: %s', async (fate, expected) => {
  let writes = 0
  const fake = laneTo(() => (writes++ === 0 ? undefined : new Promise(() => {})), {
    formatter: plain,
    single: true,
    delivery: { on_full: 'spill', write_timeout: 100 },
  })
  for (let i = 0; i < 4; i++) await fake.offer(numbered(10, i * 10))
  fake.lane.end(fate, new LoomError('E_RUN_DRAINED', 'too late'))
  await fake.lane.drained()
  expect(fake.lane.counts).toMatchObject({ ...expected, written: 10 })
  expect(fake.letters.every(({ code }) => code === 'E_RUN_DRAINED')).toBe(true)
  await fake.lane.takeMark()
  expect(fake.lane.mark.position).toBe(fate === 'leave' ? 10 : 40)
})

test.each([
  [1, 8],
  [10, 4],
  [30, 2],
  [100, 1],
])('writes of %i events are under way %i at once: as many as fit into memory twice', async (size, most) => {
  let active = 0
  let crowd = 0
  const { lane, offer } = laneTo(
    async () => {
      crowd = Math.max(crowd, ++active)
      await new Promise((resolve) => setTimeout(resolve, 5))
      active--
      return undefined
    },
    { formatter: plain, delivery: { in_flight: 8, write_timeout: 10 } },
  )
  for (let i = 0; i < 20; i++) await offer(numbered(size, i * size))
  await lane.drained()
  expect([crowd, lane.counts.written]).toEqual([most, 20 * size])
})
