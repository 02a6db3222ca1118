import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Ledger } from '../src/engine/distort/ledger/ledger.ts'
import { DistortStage, type OpenedDistortion } from '../src/engine/distort/stage.ts'
import {
  type AnyDefinition,
  type Batch,
  type Event,
  type Fields,
  type Micros,
  type Parameter,
  readOptions,
  rng,
  SECOND,
  silent,
  UTC,
} from '../src/kernel/index.ts'

/** A distortion and its options as a user would write them. */
export type Step = readonly [
  definition: AnyDefinition<'distortion'>,
  options: Readonly<Record<string, unknown>>,
]

export interface Given {
  readonly fields?: Fields
  readonly parameters?: Readonly<Record<string, Parameter>>
  readonly seed?: number
  /** Seconds between two events. */
  readonly gap?: number
  /** Sizes of the batches; the last takes the rest. */
  readonly split?: readonly number[]
}

export interface DeliveredEvent {
  readonly seq: number
  readonly copy: number
  readonly time: Micros
  readonly due: Micros
  readonly event: Event
}

/** A row of the ledger. */
export interface Row {
  readonly position: number | null
  readonly seq: number
  readonly copy: number
  readonly time: string
  readonly kind: string
  readonly field?: string
  readonly clean?: unknown
  readonly delivered?: unknown
  readonly delay?: number
  readonly due?: string
  readonly concept?: number
  readonly progress?: number
}

export const ORIGIN: Micros = Date.UTC(2024, 0, 1) * 1000

/** Opens a distortion; throws `CODE: message` of what is wrong. */
export async function openStep([definition, raw]: Step, at: number, given: Given): Promise<OpenedDistortion> {
  const read = readOptions(definition.options, raw)
  if (!read.ok) throw new Error(read.problems.map(({ code, message }) => `${code}: ${message}`).join('\n'))
  const id = `distortion/${definition.name}#${at}`
  const stream = rng(given.seed ?? 1).fork(id)
  const distortion = await definition.open(read.value as never, {
    directory: '/nowhere',
    resolve: (path) => path,
    id,
    zone: UTC,
    clock: { now: () => ORIGIN, sleepUntil: async () => {} },
    rng: stream,
    log: silent,
    trusted: false,
    target: { fields: given.fields, parameters: given.parameters ?? {} },
  })
  return { id, kind: definition.name, distortion, rng: stream }
}

/** The events, `gap` seconds apart from `ORIGIN` on, as they are delivered, and the ledger's text. */
export async function distort(
  steps: readonly Step[],
  events: readonly Event[],
  given: Given = {},
  format: 'ndjson' | 'csv' = 'ndjson',
): Promise<{ delivered: DeliveredEvent[]; ledger: string; rows: Row[]; stage: DistortStage }> {
  const folder = mkdtempSync(join(tmpdir(), 'eventloom-distort-'))
  try {
    const path = join(folder, 'ledger')
    const failures: unknown[] = []
    const stage = new DistortStage({
      distortions: await Promise.all(steps.map((step, at) => openStep(step, at, given))),
      fields: given.fields,
      fresh: false,
      parameters: given.parameters ?? {},
      ledger: new Ledger({ path, format, write_mode: 'overwrite' }, path, UTC),
      origin: () => ORIGIN,
      log: silent,
      onFailure: (error) => failures.push(error),
    })
    const delivered: DeliveredEvent[] = []
    const take = (batch: Batch | undefined) => {
      for (let i = 0; i < (batch?.size ?? 0); i++) {
        const { seq, copy, time, due, events: given } = batch!
        delivered.push({ seq: seq[i]!, copy: copy?.[i] ?? 0, time: time[i]!, due: due[i]!, event: given[i]! })
      }
    }
    for (const batch of batches(events, given)) take(stage.push(batch))
    for (const batch of stage.flush(7)) take(batch)
    stage.close()
    if (failures.length > 0) throw failures[0]
    const ledger = readFileSync(path, 'utf8')
    const rows =
      format === 'csv'
        ? []
        : ledger
            .split('\n')
            .filter(Boolean)
            .map((line) => JSON.parse(line) as Row)
    return { delivered, ledger, rows, stage }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

function* batches(events: readonly Event[], { gap = 60, split = [] }: Given): Generator<Batch> {
  const sizes = [...split, events.length]
  for (let first = 0, i = 0; first < events.length; i++) {
    const size = Math.min(sizes[Math.min(i, sizes.length - 1)]!, events.length - first)
    const seq = Float64Array.from({ length: size }, (_, k) => first + k)
    const time = seq.map((n) => ORIGIN + Math.round(n * gap * SECOND))
    const part = events.slice(first, first + size)
    yield { size, seq, time, due: time, events: part, tags: part.map(() => []) }
    first += size
  }
}
