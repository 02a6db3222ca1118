import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import { pluginContext } from '../../../../test/plugin-context.ts'
import { defineModel, type EventSource, lineTexts, type Rec, rng, UTC, zone } from '../../../kernel/index.ts'
import bnpl from '../../model/bnpl/index.ts'
import { evenly, made, openModel, ticksAt } from '../../model/test-model.ts'
import event from './index.ts'

const json = (records: readonly unknown[]) => records.map((each) => JSON.stringify(each))

async function open(model: EventSource, where = UTC): Promise<EventSource> {
  return event.open({ name: 'm' } as never, { ...pluginContext({}), zone: where, model })
}

describe('records straight as lines are those that are made and printed', () => {
  test.each([{}, { denormalize_entities: false }])('of bnpl, %j', async (options) => {
    const source = await open((await openModel(bnpl, options)) as EventSource)
    const times = evenly(700, 1_234_567)
    const expected = json(made(await openModel(bnpl, options), ticksAt(times, 5)).map(({ record }) => record))
    const lines = source.lines!(ticksAt(times, 5), (_, error) => {
      throw error
    })
    expect(lineTexts(lines)).toEqual(expected)
    source.reuse!(lines.bytes)
  })

  const odd = defineModel({
    name: 'od"d',
    title: 'Odd',
    summary: 'Fails now and then.',
    options: z.strictObject({}),
    fields: {
      id: { type: 'string', role: 'id', digits: 'a##_#', description: 'd' },
      text: { type: 'string', role: 'feature', description: 'd' },
      maybe: { type: 'number', role: 'feature', nullable: true, description: 'd' },
    },
    examples: [{ title: 'As it is', options: {} }],
    open: () => ({
      record({ seq }) {
        if (seq % 5 === 3) throw new RangeError(`no ${seq}`)
        return { id: seq, text: `é"\n${seq}`, maybe: seq % 2 === 0 ? null : seq / 7 }
      },
    }),
  })

  test('of a model that fails now and then, in another zone', async () => {
    const where = zone('Asia/Kathmandu')
    const context = { ...pluginContext({}), zone: where, rng: rng(1) }
    const times = evenly(20, 999_999)
    const records: Rec[] = []
    const failed: number[] = []
    void (await odd.open({}, context)).produce(ticksAt(times), {
      push: (_, record) => void records.push(record as Rec),
      fail: (tick) => void failed.push(tick),
      drop: () => {},
      exhaust: () => {},
    })
    const source = await open(await odd.open({}, context), where)
    const told: number[] = []
    const lines = source.lines!(ticksAt(times), (tick) => told.push(tick))
    expect(lineTexts(lines)).toEqual(json(records))
    expect(told).toEqual(failed)
    expect(records[0]).toMatchObject({ id: 'a00_0', _record_id: 0, _generator: 'od"d' })
  })
})

test('a model with a memory has no such way', async () => {
  const source = await open({ produce() {} })
  expect(source.lines).toBeUndefined()
})
