import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Event, lineTexts, reuseSheet, type TextForm } from '../../kernel/index.ts'
import { EventColumn } from './event-column.ts'

const text = fc.oneof(
  { weight: 20, arbitrary: fc.json() },
  {
    weight: 2,
    arbitrary: fc.string({ unit: 'grapheme', maxLength: 30 }).map((each) => JSON.stringify(each)),
  },
  { weight: 1, arbitrary: fc.nat(100_000).map((length) => `"${'é'.repeat(length)}"`) },
)
const step = fc.oneof(
  {
    weight: 40,
    arbitrary: text.map((event): { event: Event; form?: TextForm } => ({ event, form: 'json' })),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom<{ event: Event; form?: TextForm }>(
      { event: 'no JSON' },
      { event: '"\ud800"', form: 'json' },
      { event: { a: 1 } },
    ),
  },
  { weight: 5, arbitrary: fc.constant('pop' as const) },
  { weight: 3, arbitrary: fc.constant('take' as const) },
)

test('events come out as they went in, be it as lines', () => {
  let lined = 0
  fc.assert(
    fc.property(fc.array(step, { maxLength: 600 }), (steps) => {
      const column = new EventColumn(true)
      let wanted: { event: Event; form?: TextForm }[] = []
      for (const each of steps) {
        if (each === 'take') {
          const taken = column.take()
          const sure = wanted.every(({ form }) => form === 'json')
          if ('lines' in taken) {
            if (wanted.length > 0) lined++
            expect(sure).toBe(true)
            expect(lineTexts(taken.lines)).toEqual(wanted.map(({ event }) => event))
            reuseSheet(taken.lines.bytes)
          } else {
            expect(taken.events).toEqual(wanted.map(({ event }) => event))
            expect(taken.forms).toEqual(wanted.map(({ form }) => form))
          }
          wanted = []
        } else if (each !== 'pop') {
          column.push(each.event, each.form)
          wanted.push(each)
        } else if (wanted.length > 0) {
          column.pop()
          wanted.pop()
        }
        expect(column.size).toBe(wanted.length)
      }
    }),
    { seed: 1, numRuns: 60 },
  )
  expect(lined).toBeGreaterThan(10)
})

test('without lines nothing becomes one', () => {
  const column = new EventColumn(false)
  column.push('{}', 'json')
  expect(column.take()).toEqual({ events: ['{}'], forms: ['json'] })
})

test('a batch that waits holds hardly more than its lines', () => {
  const column = new EventColumn(true)
  const held = new Set<ArrayBufferLike>()
  for (let i = 0; i < 1000; i++) {
    column.push('{"a": 1}', 'json')
    const taken = column.take()
    if ('lines' in taken) held.add(taken.lines.bytes.buffer)
  }
  expect(held.size).toBe(1000)
  expect([...held].reduce((sum, { byteLength }) => sum + byteLength, 0)).toBeLessThan(20_000)
})
