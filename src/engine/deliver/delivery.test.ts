import fc from 'fast-check'
import { expect, test } from 'vitest'
import { asIs, batchOf } from '../../../test/plugin-context.ts'
import type { Batch, Formatter } from '../../kernel/index.ts'
import { Ready, readyFormatter } from '../parallel/ready.ts'
import { format } from './delivery.ts'
import { eventIds, letterIds } from './event-ids.ts'
import type { DeadLetter } from './letter.ts'
import { lotOf } from './lot.ts'

const ids = eventIds(1, 'gen')
const together: Formatter = {
  contentType: 'text/plain',
  format: () => ({ frames: ['all'], carries: 'all', refused: [] }),
}

const numbered = (seq: readonly number[], copies?: readonly number[]): Batch => ({
  ...batchOf(seq.map(String)),
  seq: Float64Array.from(seq),
  ...(copies && { copy: Uint16Array.from(copies) }),
})

const nameOf = (batch: Batch) => format(lotOf(batch, 0), together, ids, Number.POSITIVE_INFINITY)[0]!.id(0)

test('a name of several events is that of these events and of no others', () => {
  const event = fc.tuple(fc.nat(30), fc.nat(2))
  const some = fc.uniqueArray(event, {
    minLength: 1,
    maxLength: 12,
    selector: ([seq, copy]) => seq * 3 + copy,
  })
  fc.assert(
    fc.property(some, some, (one, other) => {
      const name = (events: readonly (readonly [number, number])[]) =>
        nameOf(
          numbered(
            events.map(([seq]) => seq),
            events.map(([, copy]) => copy),
          ),
        )
      expect(name(one)).toMatch(/^[\da-f]{32}$/)
      expect(name(one) === name(other)).toBe(JSON.stringify(one) === JSON.stringify(other))
    }),
  )
})

test('a name does not depend on how events are held, and that of one is the same alone', () => {
  expect(nameOf(numbered([7, 8, 9]))).toBe(nameOf(numbered([7, 8, 9], [0, 0, 0])))
  const alone = format(lotOf(numbered([7, 8]), 0), asIs, ids, Number.POSITIVE_INFINITY)[0]!
  expect(nameOf(numbered([8]))).toBe(alone.id(1))
  expect(alone.only([1]).id(0)).toBe(alone.id(1))
  expect(alone.joint([0, 1])).toBe(nameOf(numbered([7, 8])))
  expect(alone.only([1]).joint([0])).toBe(nameOf(numbered([8])))
})

test('dead letters keep their names, also together', () => {
  const letters = ['a', 'b'].map((id) => ({ id: id.repeat(32) })) as DeadLetter[]
  const lot = { ...lotOf(batchOf(['1', '2']), 0), letters }
  expect(format(lot, asIs, letterIds, Number.POSITIVE_INFINITY)[0]!.id(1)).toBe('b'.repeat(32))
  expect(format(lot, together, letterIds, Number.POSITIVE_INFINITY)[0]!.id(0)).toMatch(/^[\da-f]{32}$/)
})

test('an output sees texts where workers have formatted the events', () => {
  const made = [new Ready('{"a": 1}'), new Ready('{"a": 2}')]
  const [delivery] = format(lotOf(batchOf(made), 0), readyFormatter(asIs), ids, Number.POSITIVE_INFINITY)
  expect(delivery!.frames).toEqual(['{"a": 1}', '{"a": 2}'])
  expect(delivery!.batch.events).toEqual(['{"a": 1}', '{"a": 2}'])
})
