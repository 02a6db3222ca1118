import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import * as z from 'zod'
import type { PluginEntry, Project } from '../src/engine/load/project.ts'
import { Run } from '../src/engine/run.ts'
import { described, folder, options, ticks } from '../src/engine/test-run.ts'
import {
  type AnyDefinition,
  type Distortion,
  defineDistortion,
  defineEvent,
  defineModel,
  type Kind,
} from '../src/kernel/index.ts'
import drift from '../src/plugins/distortion/drift/index.ts'
import drop from '../src/plugins/distortion/drop/index.ts'
import duplicate from '../src/plugins/distortion/duplicate/index.ts'
import late from '../src/plugins/distortion/late/index.ts'
import missing from '../src/plugins/distortion/missing/index.ts'
import noise from '../src/plugins/distortion/noise/index.ts'
import modelEvent from '../src/plugins/event/model/index.ts'
import json from '../src/plugins/formatter/json/index.ts'
import bnpl from '../src/plugins/model/bnpl/index.ts'
import file from '../src/plugins/output/file/index.ts'
import { readAs } from './plugin-context.ts'

const entry = <K extends Kind>(definition: AnyDefinition<K>, raw: object = {}): PluginEntry<K> => ({
  definition,
  options: readAs(definition as never, raw),
})

/** What a distortion may do that none of ours does. */
const odd: Distortion['distort'] = (batch) => {
  const choice = batch.field('choice')
  const time = batch.field('_timestamp')
  const number = batch.field('_record_id')
  for (let i = 0; i < batch.size; i++) {
    const rng = batch.rng(i)
    const does = (share = 0.1) => rng.float() < share
    if (does()) choice.change(i, 1)
    if (does()) choice.change(i, 'new "one"')
    if (does()) batch.change(i, 'id', 7)
    if (does()) batch.change(i, 'id', `was ${String(batch.value(i, 'id'))}`)
    if (does()) batch.clear(i, 'id', does(0.5) ? 'null' : 'remove')
    if (does()) batch.repeat(i, rng.int(0, 3) * 1e6)
    if (does()) batch.change(i, 'maybe', 5)
    if (does()) time.change(i, 'then')
    if (does()) number.change(i, number.number(i)! + 100)
    if (does()) batch.clear(i, '_generator', 'remove')
    if (does()) batch.delay(i, rng.int(0, 5) * 1e6)
    if (does()) batch.drop(i)
  }
}

/** It has no JSON form. */
const cycle: Record<string, unknown> = {}
cycle.self = cycle

const small = defineModel({
  ...described,
  name: 'small',
  options: z.strictObject({}),
  fields: {
    id: { type: 'string', role: 'id', digits: 'a##_#', description: 'd' },
    choice: { type: 'string', role: 'feature', values: ['x', 'é', 'z'], description: 'd' },
    text: { type: 'string', role: 'feature', description: 'd' },
    maybe: { type: 'number', role: 'feature', nullable: true, description: 'd' },
    count: { type: 'integer', role: 'feature', range: [0, 9], description: 'd' },
  },
  open: () => ({
    record({ seq, rng }) {
      if (seq % 50 === 3) throw new RangeError(`no ${seq}`)
      const maybe = seq % 3 === 0 ? null : rng.float() * 10
      const text = seq === 111 ? (cycle as never) : `"${seq}\n`
      return { id: seq, choice: rng.int(0, 2), text, maybe, count: rng.int(0, 9) }
    },
  }),
})

const oddly = defineDistortion({
  ...described,
  name: 'odd',
  options: z.strictObject({}),
  open: () => ({ distort: odd }),
})

const plusOne = defineDistortion({
  ...described,
  name: 'plus',
  options: z.strictObject({}),
  open: () => ({
    distort(batch) {
      const count = batch.field('count')
      for (let i = 0; i < batch.size; i += 2) count.change(i, count.number(i)! + 1)
    },
  }),
})

const numbers = { fields: ['amount', 'installment_count'] }
const PLANS: Record<string, readonly [AnyDefinition<'model'>, readonly PluginEntry<'distortion'>[]]> = {
  'nothing but a ledger': [bnpl, []],
  'noise and drift on all numbers': [bnpl, [entry(noise), entry(drift)]],
  'all that goes wrong': [
    bnpl,
    [
      entry(noise, numbers),
      entry(duplicate, { rate: 0.1, delay: '5s' }),
      entry(noise, { level: 0.1, fields: ['will_default', 'device_type'] }),
      entry(late, { rate: 0.1, delay: '7s' }),
      entry(drop, { rate: 0.1 }),
      entry(drift, numbers),
      entry(missing, { rate: 0.02, as: 'remove', fields: ['transaction_id', 'amount', 'device_os'] }),
      entry(missing, { rate: 0.02 }),
    ],
  ],
  'late and dropped drafts': [
    bnpl,
    [
      entry(duplicate, { rate: 0.1, delay: '5s' }),
      entry(noise, numbers),
      entry(late, { rate: 0.1, delay: '7s' }),
      entry(drop, { rate: 0.1 }),
    ],
  ],
  'a moved parameter': [bnpl, [entry(drift, { parameters: ['economic_stress_factor'], width: '1m' })]],
  'a record without a JSON form': [small, [entry(plusOne)]],
  'what none of ours does': [small, [entry(plusOne), entry(oddly), entry(plusOne)]],
}

let runs = 0
async function written(
  model: AnyDefinition<'model'>,
  distort: readonly PluginEntry<'distortion'>[],
  drafts: boolean,
) {
  const path = join(folder, `out-${runs}.ndjson`)
  const ledger = join(folder, `ledger-${runs++}.ndjson`)
  let lined = 0
  const event = defineEvent({
    ...described,
    name: 'model',
    options: z.strictObject({}),
    async open(_, context) {
      const source = await modelEvent.open({ name: 'any' } as never, context)
      const draftLines: typeof source.draftLines = (batch) => {
        lined += batch.events.length
        return source.draftLines!(batch)
      }
      return { ...source, draftLines }
    },
  })
  const project: Project = {
    directory: folder,
    warnings: [],
    input: [entry(ticks(500))],
    event: { ...entry(event), model: entry(model) },
    distort,
    ledger: { path: ledger, write_mode: 'overwrite' },
    output: [{ ...entry(file, { path, write_mode: 'overwrite' }), formatter: entry(json) }],
  }
  const run = new Run(project, options({ seed: 3, batchSize: 64, deadLetters: join(folder, 'dead') }))
  if (drafts) await run.complete()
  else for await (const _ of run);
  const summary = run.summary()
  expect(summary.balanced).toBe(true)
  expect(lined).toBe(drafts ? summary.distorted!.delivered : 0)
  const { deadLettered, failed } = summary.outputs[0]!
  const texts = { text: readFileSync(path, 'utf8'), ledger: readFileSync(ledger, 'utf8') }
  return { ...texts, refused: deadLettered + failed, distorted: summary.distorted }
}

test.each(Object.entries(PLANS))(
  'drafts become the same lines as records: %s',
  async (_, [model, distort]) => {
    const drafts = await written(model, distort, true)
    expect(drafts).toEqual(await written(model, distort, false))
    expect(drafts.refused > 0).toBe(model === small)
    expect(drafts.text.split('\n').length).toBeGreaterThan(400)
  },
)
