import { expect, test } from 'vitest'
import {
  type AnyDefinition,
  type Distortion,
  defineDistortion,
  defineEvent,
  defineOutput,
  type EventSource,
  type Rec,
} from '../../kernel/index.ts'
import { Run } from '../run.ts'
import { described, folder, options, ticks } from '../test-run.ts'

const FIELDS = { n: { role: 'feature', type: 'integer', description: '' } } as const

/** What n is in the events that six ticks make, delivered two at a time. */
async function delivered(event: () => EventSource, distort: Distortion['distort']): Promise<unknown[]> {
  const got: unknown[] = []
  const output: AnyDefinition<'output'> = defineOutput({
    ...described,
    name: 'kept',
    serial: true,
    open: () => ({
      unframed: true,
      write({ batch }) {
        got.push(...batch.events.map((each) => (each as Rec).n))
        return undefined
      },
    }),
  })
  const project = {
    directory: folder,
    warnings: [],
    input: [{ definition: ticks(6), options: {} }],
    event: { definition: defineEvent({ ...described, name: 'n', open: event }), options: {} },
    distort: [
      {
        definition: defineDistortion({ ...described, name: 'd', open: () => ({ distort }) }),
        options: {},
      },
    ],
    output: [{ definition: output, options: {} }],
  }
  await new Run(project, options({ batchSize: 2, seed: 1 })).complete()
  return got
}

const plusOne: Distortion['distort'] = (batch) => {
  const n = batch.field('n')
  for (let i = 0; i < batch.size; i++) n.change(i, n.number(i)! + 1)
}

test('a record that its source keeps is not written to', async () => {
  const kept = { n: 0 }
  const source = (): EventSource => ({
    fields: FIELDS,
    produce(given, out) {
      for (let i = 0; i < given.size; i++) out.push(i, kept)
    },
  })
  expect(await delivered(source, plusOne)).toEqual([1, 1, 1, 1, 1, 1])
  expect(kept).toEqual({ n: 0 })
})

const fresh = (): EventSource => ({
  fields: FIELDS,
  fresh: true,
  produce(given, out) {
    for (let i = 0; i < given.size; i++) out.push(i, { n: 0 })
  },
})

test('a copy is as the event was when it was made, though both are one record', async () => {
  const repeatThenChange: Distortion['distort'] = (batch) => {
    for (let i = 0; i < batch.size; i++) batch.repeat(i, 0)
    plusOne(batch)
  }
  expect(await delivered(fresh, plusOne)).toEqual([1, 1, 1, 1, 1, 1])
  expect((await delivered(fresh, repeatThenChange)).slice(0, 4)).toEqual([1, 0, 1, 0])
})
