import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isoFormatter, UTC } from '../../../../kernel/index.ts'
import type { ScriptCall } from '../call.ts'
import { type Answer, type Block, DROPPED, EXHAUSTED, FAILED } from '../message.ts'
import { surroundings } from './call.ts'
import { type Produce, produceBlock } from './produce.ts'

const around = surroundings({ p: 1 }, 'seed', isoFormatter(UTC))

function block(size: number): Block {
  const times = Float64Array.from({ length: size }, (_, i) => i * 1.5e6)
  return { first: 0, times, tagLists: [['t']], tagList: new Uint16Array(size) }
}

/** All answers to a block; `wanted` says after which calls they are asked for. */
async function answers(produce: Produce, size = 1, wanted: readonly boolean[] = []): Promise<Answer[]> {
  const made: Answer[] = []
  let at = -1
  await produceBlock(
    produce,
    block(size),
    around,
    {
      at: (index) => {
        at = index
      },
      wanted: () => wanted[at] === true,
      answer: (answer) => void made.push(answer),
    },
    () => {},
  )
  return made
}

test.each<[unknown, string]>([
  [new Map(), 'a Map'],
  [[Promise.resolve('')], 'a Promise at index 0'],
  [new Date(0), 'a Date'],
  [() => 1, 'a Function'],
  [[null], 'null at index 0'],
  [['a', ['b']], 'a Array at index 1'],
  [Symbol('x'), 'symbol'],
  [Number.NaN, 'number'],
])('%o is no event', async (result, named) => {
  const [answer] = await answers(() => result)
  expect(answer).toMatchObject({
    outcomes: [FAILED],
    texts: [],
    faults: [{ kind: 'result', message: expect.stringContaining(`returned ${named}`) }],
  })
})

test('records are what JSON makes of them; what JSON cannot hold is a fault', async () => {
  const results = [{ at: new Date(0), gone: undefined }, Object.create(null), { n: 1n }]
  const [answer] = await answers((call) => results[call.sequence], 3)
  expect(answer).toMatchObject({
    outcomes: [1, 1, FAILED],
    texts: ['{"at":"1970-01-01T00:00:00.000Z"}', '{}'],
    records: [0, 1],
    faults: [{ kind: 'raised', message: expect.stringContaining('TypeError: ') }],
  })
})

test('what is thrown need not be an Error', async () => {
  const thrown: unknown[] = ['text', null, Object.create(null)]
  const [answer] = await answers((call) => {
    throw thrown[call.sequence]
  }, 3)
  expect(answer!.faults.map((fault) => fault.message)).toEqual([
    'the script threw "text"',
    'the script threw null',
    'the script threw a value that has no text',
  ])
})

test('a timestamp is a Date that knows its microseconds', async () => {
  const seen: unknown[] = []
  await answers(({ timestamp }: ScriptCall) => {
    seen.push(timestamp instanceof Date, `${timestamp}`, JSON.stringify({ timestamp }), timestamp.getTime())
  }, 2)
  const iso = '1970-01-01T00:00:01.500000+00:00'
  expect(seen.slice(4)).toEqual([true, iso, `{"timestamp":"${iso}"}`, 1500])
})

const fates = fc.array(fc.constantFrom('one', 'two', 'none', 'record', 'drop', 'throw', 'later'), {
  maxLength: 30,
})

test('answers say the same however often they are asked for', async () => {
  await fc.assert(
    fc.asyncProperty(fates, fc.array(fc.boolean(), { maxLength: 30 }), async (fate, wanted) => {
      const produce = (call: ScriptCall): unknown => {
        const n = `${call.sequence} ${call.rng.uint32()}`
        switch (fate[call.sequence]) {
          case 'one':
            return n
          case 'two':
            return [n, { n }]
          case 'record':
            return { n }
          case 'drop':
            return call.drop()
          case 'throw':
            throw new Error(n)
          case 'later':
            return Promise.resolve(n)
          default:
            return undefined
        }
      }
      const [whole] = await answers(produce, fate.length)
      const parts = await answers(produce, fate.length, wanted)
      const events = (each: Answer) =>
        each.texts.map((text, i) => (each.records.includes(i) ? JSON.parse(text) : text))
      expect(parts.flatMap((part) => part.outcomes)).toEqual(whole!.outcomes)
      expect(parts.flatMap(events)).toEqual(events(whole!))
      expect(parts.flatMap((part) => part.faults)).toEqual(whole!.faults)
      expect(whole!.outcomes.filter((outcome) => outcome === DROPPED).length).toBe(
        fate.filter((each) => each === 'drop').length,
      )
    }),
    { numRuns: 50 },
  )
})

test('nothing is called after exhaustion', async () => {
  let calls = 0
  const [answer] = await answers((call) => {
    calls++
    return call.sequence === 2 ? call.exhaust() : 'e'
  }, 10)
  expect(answer!.outcomes).toEqual([1, 1, EXHAUSTED])
  expect(calls).toBe(3)
})
