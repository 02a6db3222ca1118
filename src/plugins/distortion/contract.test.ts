import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type DeliveredEvent, distort, openStep, type Row, type Step } from '../../../test/distort-stage.ts'
import { type Event, type Fields, HOUR, jsonSchema, readOptions, rng, SECOND } from '../../kernel/index.ts'
import drift from './drift/index.ts'
import drop from './drop/index.ts'
import duplicate from './duplicate/index.ts'
import late from './late/index.ts'
import missing from './missing/index.ts'
import noise from './noise/index.ts'

const ALL = [noise, drift, missing, duplicate, late, drop]

const field = (type: Fields[string]['type'], role: Fields[string]['role'], more = {}) => ({
  type,
  role,
  description: 'd',
  ...more,
})

const FIELDS: Fields = {
  id: field('integer', 'id'),
  amount: field('number', 'feature', { range: [0, 500], decimals: 2 }),
  count: field('integer', 'feature', { range: [0, 20] }),
  color: field('string', 'feature', { values: ['red', 'green', 'blue'] }),
  trusted: field('boolean', 'feature'),
  score: field('number', 'feature', { range: [0, 1], nullable: true }),
  label: field('boolean', 'label'),
  at: field('timestamp', 'time'),
}

const records: readonly Event[] = Array.from({ length: 200 }, (_, id) => {
  const own = rng(5).fork(id)
  return {
    id,
    amount: own.int(0, 50_000) / 100,
    count: own.int(0, 20),
    color: own.pick(['red', 'green', 'blue'])!,
    trusted: own.float() < 0.5,
    score: own.float() < 0.1 ? null : own.float(),
    label: own.float() < 0.2,
    at: new Date(id * 1000).toISOString(),
    device: { id: own.int(1, 9), load: own.float() },
  }
})
const texts = records.map((record, i) => JSON.stringify(record, null, i % 3))
const FIELDS_NAMED = ['amount', 'count', 'score', 'device.load']

/** Each distortion in ways that do much, and several together. */
const PLANS: Record<string, readonly Step[]> = {
  gaussian: [[noise, { level: 0.3, fields: FIELDS_NAMED }]],
  uniform: [[noise, { type: 'uniform', level: 0.9, fields: FIELDS_NAMED }]],
  outliers: [[noise, { type: 'outliers', share: 0.5, fields: FIELDS_NAMED }]],
  'wrong labels': [[noise, { level: 0.5, fields: ['label', 'trusted'] }]],
  drift: [[drift, { type: 'gradual', width: '1h', fields: FIELDS_NAMED }]],
  recurring: [[drift, { type: 'recurring', width: '20m', fields: ['amount', 'device.load'] }]],
  'missing as null': [[missing, { rate: 0.3, fields: [...FIELDS_NAMED, 'color'] }]],
  'missing, removed': [[missing, { rate: 0.6, as: 'remove', fields: [...FIELDS_NAMED, 'color', 'id'] }]],
  'missing, mar': [
    [
      missing,
      { mechanism: 'mar', depends_on: 'device.id', when: { above: 5 }, rate: 0.9, fields: ['color'] },
    ],
  ],
  duplicate: [[duplicate, { rate: 0.4 }]],
  'late duplicates': [[duplicate, { rate: 0.4, delay: { distribution: 'exponential', mean: '10m' } }]],
  late: [[late, { rate: 0.5, delay: { distribution: 'lognormal', mean: '30m' } }]],
  outages: [[late, { rate: 0, by: 'device.id', outages: { every: '1h', lasting: '20m' } }]],
  drop: [[drop, { rate: 0.3 }]],
  'drop by key': [[drop, { rate: 0.5, by: 'device.id' }]],
  everything: [
    [noise, { level: 0.2, fields: FIELDS_NAMED }],
    [duplicate, { rate: 0.2, delay: '5m' }],
    [drift, { type: 'incremental', width: '2h', fields: FIELDS_NAMED }],
    [late, { rate: 0.3, delay: { distribution: 'pareto', mean: '10m' } }],
    [missing, { rate: 0.2, fields: FIELDS_NAMED }],
    [duplicate, { rate: 0.2 }],
    [drop, { rate: 0.2 }],
    [noise, { type: 'outliers', share: 0.3, fields: ['amount'] }],
    [late, { rate: 0.2, by: 'device.id', delay: 3 }],
  ],
}

describe.each(Object.entries(PLANS))('%s', (_, steps) => {
  test.each([
    ['records', records],
    ['texts', texts],
  ])('of %s: the ledger undoes all of it', async (_, clean) => {
    const { delivered, rows } = await distort(steps, clean)
    expect(rows.length).toBeGreaterThan(15)
    expect(restored(delivered, rows)).toEqual(clean.map(plain))
  })

  test('batch boundaries change neither the stream nor the ledger', async () => {
    const whole = await distort(steps, texts)
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 150 }), { maxLength: 12 }), async (split) => {
        const cut = await distort(steps, texts, { split })
        expect(cut.ledger).toBe(whole.ledger)
        expect(cut.delivered).toEqual(whole.delivered)
      }),
      { numRuns: 3 },
    )
  })

  test('arrivals ascend, nothing comes early, and the account is right', async () => {
    const { delivered, rows, stage } = await distort(steps, records)
    const { dropped, repeated, delayed, changed, held } = stage.report
    expect(held).toBe(0)
    expect(delivered.length).toBe(records.length - dropped + repeated)
    expect(delivered.every(({ due }, i) => i === 0 || due >= delivered[i - 1]!.due)).toBe(true)
    expect(delivered.every(({ time, due }) => due >= time)).toBe(true)
    expect(new Set(delivered.map(({ seq, copy }) => `${seq}/${copy}`)).size).toBe(delivered.length)
    // What was done before an event was repeated is in the copy, too, and has its row there.
    expect(rows.length).toBeGreaterThanOrEqual(dropped + repeated + Math.min(delayed, 1) + changed)
    for (const row of rows.filter(({ position }) => position !== null))
      expect(delivered[row.position!]).toMatchObject({ seq: row.seq, copy: row.copy })
  })

  test('the source keeps its records as they were', async () => {
    const before = JSON.stringify(records)
    await distort(steps, records)
    expect(JSON.stringify(records)).toBe(before)
  })
})

/** The clean events, made from nothing but what was delivered and the ledger. */
function restored(delivered: readonly DeliveredEvent[], rows: readonly Row[]): unknown[] {
  const clean = new Map<number, unknown>()
  const byEvent = new Map<string, Row[]>()
  for (const row of rows) {
    const key = `${row.seq}/${row.copy}`
    byEvent.set(key, [...(byEvent.get(key) ?? []), row])
  }
  for (const { seq, copy, event } of delivered) {
    const own = byEvent.get(`${seq}/${copy}`) ?? []
    if (copy > 0) expect(own.some(({ kind }) => kind === 'duplicate')).toBe(true)
    else clean.set(seq, undone(event, own))
  }
  for (const own of byEvent.values()) {
    const last = own.at(-1)!
    if (last.position !== null || last.copy > 0) continue
    expect(last.kind).toBe('drop')
    clean.set(last.seq, undone(last.clean as Event, own.slice(0, -1)))
  }
  return [...clean].sort(([a], [b]) => a - b).map(([, event]) => event)
}

/** Takes the rows back from the last to the first; each must find what it says it left. */
function undone(event: Event, rows: readonly Row[]): unknown {
  const record = plain(event) as Record<string, unknown>
  for (const { field, clean, delivered } of [...rows].reverse()) {
    if (field === undefined) continue
    const path = field.split('.')
    const name = path.pop()!
    const inner = path.reduce((at, key) => at[key] as Record<string, unknown>, record)
    expect(inner[name]).toEqual(delivered)
    inner[name] = clean
  }
  return record
}

function plain(event: Event): unknown {
  return typeof event === 'string' ? JSON.parse(event) : structuredClone(event)
}

test('of a text nothing changes but the value', async () => {
  const text = '{ "a" : 1.50,\t"b": {"c": 2 , "big": 12345678901234567890, "s": "x\\u0041"}, "d":-3.0e2 }'
  const steps: Step[] = [
    [drift, { type: 'sudden', start: 0, strength: 1, direction: 'up', fields: ['b.c', 'd'] }],
    [missing, { rate: 1, fields: ['b.s'] }],
  ]
  const { delivered } = await distort(steps, ['{"a": 0}', text, 'no json', '[1]', '{"b": {"c": "x"}'])
  expect(delivered.map(({ event }) => event)).toEqual([
    '{"a": 0}',
    '{ "a" : 1.50,\t"b": {"c": 4 , "big": 12345678901234567890, "s": null}, "d":-600.0 }',
    'no json',
    '[1]',
    '{"b": {"c": "x"}',
  ])
})

test('integers stay integers, values in their range, and labels, ids, times and booleans as they are', async () => {
  const flat = records.map((record) => {
    const { device: _, ...rest } = record as Record<string, unknown>
    return rest
  })
  const steps: Step[] = [
    [noise, { type: 'outliers', level: 1, share: 0.5 }],
    [drift, { type: 'sudden', start: 0, strength: 1 }],
    [noise, { level: 1 }],
  ]
  const { delivered, rows } = await distort(steps, flat, { fields: FIELDS })
  expect(new Set(rows.map((row) => row.field))).toEqual(new Set(['amount', 'count', 'score']))
  for (const { event, seq } of delivered) {
    const { amount, count, score, ...rest } = event as Record<string, number | null>
    const { amount: _a, count: _c, score: before, ...same } = flat[seq]!
    expect(rest).toEqual(same)
    expect(Number.isInteger(count) && count! >= 0 && count! <= 20).toBe(true)
    expect(amount! >= 0 && amount! <= 500 && Math.round(amount! * 100) / 100 === amount).toBe(true)
    expect(before === null ? score === null : score! >= 0 && score! <= 1).toBe(true)
  }
})

test('a seed decides, and another seed decides otherwise', async () => {
  const [first, again, other] = await Promise.all(
    [1, 1, 2].map((seed) => distort(PLANS.everything!, texts, { seed })),
  )
  expect(again!.ledger).toBe(first!.ledger)
  expect(other!.ledger).not.toBe(first!.ledger)
})

test('the ledger as CSV says the same', async () => {
  const { ledger } = await distort(PLANS.everything!, texts, {}, 'csv')
  const { rows } = await distort(PLANS.everything!, texts)
  const { parse } = await import('csv-parse/sync')
  const table = parse(ledger, { columns: true }) as Record<string, string>[]
  const read = table.map((row) =>
    Object.fromEntries(
      Object.entries(row)
        .filter(([key, text]) => text !== '' || key === 'position')
        .map(([key, text]) => [
          key,
          ['time', 'due', 'kind', 'field'].includes(key) ? text : JSON.parse(text || 'null'),
        ]),
    ),
  )
  expect(read).toEqual(rows)
})

test.each(ALL.map((definition) => [definition.name, definition] as const))(
  '%s: examples are real and options described',
  async (_, definition) => {
    for (const { options } of definition.examples)
      await openStep([definition, { fields: ['a'], ...options }].map((x) => x) as never, 0, {}).catch(
        async () => {
          // Those that act on whole events have no option `fields`.
          await openStep([definition, options], 0, {})
        },
      )
    for (const property of Object.values(jsonSchema(definition.options).properties as Record<string, object>))
      expect(property).toHaveProperty('description')
  },
)

test('what cannot work is refused before the run', async () => {
  const refused = async (step: Step, message: RegExp, given = {}) =>
    await expect(openStep(step, 0, given)).rejects.toThrow(message)
  await refused([noise, {}], /"fields" is missing/)
  await refused([noise, { fields: ['amuont'] }], /no field "amuont"/, { fields: FIELDS })
  await refused([noise, { fields: ['at'] }], /"at" is a timestamp/, { fields: FIELDS })
  await refused([drift, { fields: ['label'] }], /"label" is a boolean/, { fields: FIELDS })
  await refused([drift, { parameters: ['x'] }], /no parameter "x"/)
  await refused([drift, { fields: ['a'], start: '2h', end: '1h' }], /end before it starts/)
  await refused([missing, { fields: ['a'], mechanism: 'mar' }], /"when" does not go/)
  await refused([missing, { fields: ['a'], when: { above: 1 } }], /"when" does not go/)
  await refused([missing, { fields: ['a'], mechanism: 'mnar', when: {} }], /needs above, below or is/)
  await refused([late, { rate: 0 }], /nothing would be late/)
  await refused([drop, { by: 'colour' }], /no field "colour"/, { fields: FIELDS })
  await refused([duplicate, { where: { field: 'colour', is: 'red' } }], /no field "colour"/, {
    fields: FIELDS,
  })
  await refused([duplicate, { delay: 'soon' }], /no length of time/)
  expect(readOptions(noise.options, { level: 2 }).ok).toBe(false)
})

test('a steered parameter leaves a mark on each event that is made while it is moved', async () => {
  const parameters = {
    rate: { description: 'd', moves: 'prior', range: [0, 0.2] },
    base: { description: 'd', moves: 'covariate', range: [0, 100] },
  } as const
  const steps: Step[] = [
    [drift, { type: 'sudden', start: '1h', strength: 1, direction: 'up', parameters: ['rate'] }],
  ]
  const { distortion } = await openStep(steps[0]!, 0, { parameters })
  const steer = distortion.steer!
  expect(steer.parameters).toEqual(['rate'])
  expect(steer.value('rate', 0.1, HOUR)).toBe(0.1)
  expect(steer.value('rate', 0.1, HOUR + SECOND)).toBe(0.2)
  expect(steer.state(HOUR + SECOND)).toEqual({ concept: 1, progress: 1 })
})
