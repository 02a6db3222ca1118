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
import { laneTo, noSevens, numbered, together } from './test-lane.ts'

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
