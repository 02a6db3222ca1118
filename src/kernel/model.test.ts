import { Ajv } from 'ajv'
import { expect, test } from 'vitest'
import * as z from 'zod'
import { made, openModel, records, START, ticksAt } from '../plugins/model/test-model.ts'
import { defineModel, jsonSchema, type RecordOf, recordSchema } from './index.ts'

const about = { title: 'Sensors', summary: 'Readings.', examples: [{ title: 'one', options: {} }] as const }
const fields = {
  sensor: { type: 'string', role: 'id', description: 'Which.' },
  state: { type: 'string', role: 'feature', values: ['ok', 'hot'], description: 'How.' },
  celsius: {
    type: 'number',
    role: 'feature',
    range: [-40, 80],
    unit: '°C',
    nullable: true,
    description: 'Heat.',
  },
  broken: { type: 'boolean', role: 'label', description: 'Is it?' },
} as const
const options = z.strictObject({ level: z.number().default(20).describe('Mean.') })

const sensors = defineModel({
  ...about,
  name: 'sensors',
  options,
  fields,
  parameters: { level: { description: 'Warming.', moves: 'covariate', range: [0, 50] } },
  open(settings, context) {
    const level = context.parameter('level')
    return {
      record({ seq, time, rng }) {
        const celsius = level.at(time) + rng.float()
        const state = celsius > settings.level + 10 ? 'hot' : 'ok'
        return { sensor: `s${seq % 3}`, state, celsius, broken: rng.float() < 0.1 }
      },
    }
  },
})

type Reading = RecordOf<typeof fields> & { _record_id: number; _timestamp: string }

test('types follow from the fields', () => {
  const reading: RecordOf<typeof fields> = { sensor: 'a', state: 'ok', celsius: null, broken: true }
  // @ts-expect-error a value that is not among the declared ones
  reading.state = 'cold'
  // @ts-expect-error the field is not nullable
  reading.broken = null
  defineModel({
    ...about,
    name: 'untyped',
    options,
    fields,
    // @ts-expect-error only an option can be a parameter
    parameters: { other: { description: '', moves: 'prior', range: [0, 1] } },
    open: () => ({ record: () => reading }),
  })
})

test('a record is a function of the seed, its number and its time, and carries what all records carry', async () => {
  const times = Float64Array.from({ length: 100 }, (_, i) => START + i * 1_500_000)
  const all = records<Reading>(await openModel(sensors), times)
  expect(all[1]).toMatchObject({
    _timestamp: '2024-01-01T00:00:01.500000+00:00',
    _record_id: 1,
    _generator: 'sensors',
  })
  for (const i of [0, 57, 99]) {
    const [alone] = records<Reading>(await openModel(sensors), times.slice(i, i + 1), i)
    expect(alone).toEqual(all[i])
  }
  const other = records<Reading>(await openModel(sensors, {}, 0), times)
  expect(other).not.toEqual(all)
  expect((await openModel(sensors)).pure).toBe(true)
})

test('a steered parameter reaches the record at its own time, within its range', async () => {
  const source = await openModel(sensors)
  source.steer?.(['level'], (name, set, time) => {
    expect([name, set]).toEqual(['level', 20])
    return time > START ? 1_000 : set
  })
  const [before, after] = records<Reading>(source, Float64Array.of(START, START + 1))
  expect(Math.floor(before!.celsius!)).toBe(20)
  expect(Math.floor(after!.celsius!)).toBe(50)
})

test('its records are valid by the JSON Schema of its fields', async () => {
  const schema = recordSchema(sensors.fields!)
  const valid = new Ajv({ strict: false, validateFormats: false }).compile(schema)
  const [reading] = records<Reading>(await openModel(sensors), Float64Array.of(START))
  expect(valid(reading)).toBe(true)
  expect(valid({ ...reading, celsius: null })).toBe(true)
  for (const wrong of [{ celsius: 90 }, { state: 'cold' }, { broken: 1 }, { more: 1 }])
    expect(valid({ ...reading, ...wrong })).toBe(false)
  expect(jsonSchema(sensors.options)).toMatchObject({ properties: { level: { default: 20 } } })
})

test.each<[string, (reading: RecordOf<typeof fields>) => object, string]>([
  ['a field that is not declared', (reading) => ({ ...reading, extra: 1 }), 'extra'],
  ['a field too few', ({ broken: _, ...rest }) => rest, 'broken'],
])('a record with %s fails', async (_, change, named) => {
  const wrong = defineModel({
    ...about,
    name: 'wrong',
    options,
    fields,
    open: () => ({
      record: () => change({ sensor: 'a', state: 'ok', celsius: 1, broken: true }) as RecordOf<typeof fields>,
    }),
  })
  const source = await openModel(wrong)
  const code = expect.objectContaining({ code: 'E_MODEL_RECORD' })
  expect(() => records(source, Float64Array.of(START))).toThrow(code)
  expect(() => records(source, Float64Array.of(START))).toThrow(named)
})

test('an error fails its tick alone', async () => {
  const moody = defineModel({
    ...about,
    name: 'moody',
    options,
    fields,
    open: () => ({
      record({ seq }) {
        if (seq === 1) throw new Error('no')
        return { sensor: 'a', state: 'ok', celsius: 1, broken: true }
      },
    }),
  })
  const source = await openModel(moody)
  const done: unknown[] = []
  void source.produce(ticksAt(Float64Array.of(1, 2, 3)), {
    push: (tick) => void done.push(tick),
    fail: (tick, error) => void done.push([tick, (error as Error).message]),
    drop: () => {},
    exhaust: () => {},
  })
  expect(done).toEqual([0, [1, 'no'], 2])
})

test('a stateful model numbers its records as they come, also those owed at the end', async () => {
  const echo = defineModel({
    ...about,
    name: 'echo',
    options,
    fields: { of: { type: 'integer', role: 'id', description: 'Tick.' } },
    open() {
      let owed: number | undefined
      return {
        records({ seq, time }, out) {
          if (owed !== undefined) out.push({ of: owed }, time - 1)
          if (seq === 1) throw new Error('no')
          owed = seq
          out.push({ of: seq })
        },
        flush: (out) => out.push({ of: owed! }, START + 100),
      }
    },
  })
  const source = await openModel(echo)
  expect(source.pure).toBeUndefined()
  const seen: unknown[] = []
  const log = (tick: number, event: unknown) => {
    const { of, _record_id } = event as { of: number; _record_id: number }
    seen.push([tick, of, _record_id])
  }
  void source.produce(ticksAt(Float64Array.of(START, START + 10, START + 20)), {
    push: log,
    fail: (tick) => {
      // What a failed tick pushed is taken back.
      while ((seen.at(-1) as [number])[0] === tick) seen.pop()
    },
    drop: () => {},
    exhaust: () => {},
  })
  source.flush?.({ push: (event, time) => log(time - START, event) })
  expect(seen).toEqual([
    [0, 0, 0],
    [2, 0, 1],
    [2, 2, 2],
    [100, 2, 3],
  ])
  expect(made(await openModel(echo), ticksAt(new Float64Array(0)))).toEqual([])
})
