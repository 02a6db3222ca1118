import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { isAbsolute, join } from 'node:path'
import {
  type AnyDefinition,
  type Batch,
  type Clock,
  type Context,
  type Delivery,
  type Event,
  type Formatter,
  type Micros,
  type Output,
  readOptions,
  rng,
  silent,
  type Zone,
  zone,
} from '../src/kernel/index.ts'

/** 2024-01-31T15:04:05.000123Z */
export const T0: Micros = Date.UTC(2024, 0, 31, 15, 4, 5) * 1000 + 123

export interface Given {
  readonly directory?: string
  readonly zone?: Zone
  readonly clock?: Clock
  readonly formatter?: Formatter
  readonly ordered?: boolean
  readonly resuming?: boolean
  readonly crowded?: boolean
}

const still: Clock = { now: () => T0, sleepUntil: async () => {} }

export function pluginContext({
  directory = '/nowhere',
  zone: z = zone('UTC'),
  clock = still,
}: Given): Context {
  return {
    directory,
    resolve: (path) => (isAbsolute(path) ? path : join(directory, path)),
    id: 'gen',
    zone: z,
    clock,
    rng: rng(1),
    log: silent,
    trusted: false,
  }
}

/** Options as a user would write them; throws `CODE path: message` of all problems. */
export function readAs(definition: AnyDefinition, raw: unknown): never {
  const read = readOptions(definition.options, raw)
  if (read.ok) return read.value as never
  throw new Error(
    read.problems.map(({ code, path, message }) => `${code} ${path.join('.')}: ${message}`).join('\n'),
  )
}

export async function openFormatter(
  definition: unknown,
  raw: unknown = {},
  given: Given = {},
): Promise<Formatter> {
  const known = definition as AnyDefinition<'formatter'>
  return known.open(readAs(known as never, raw), pluginContext(given))
}

/** Passes events on as they are. */
export const asIs: Formatter = {
  contentType: 'text/plain',
  format: (batch) => ({ frames: batch.events as readonly string[], carries: 'each', refused: [] }),
}

export async function openOutput(definition: unknown, raw: unknown, given: Given = {}): Promise<Output> {
  const known = definition as AnyDefinition<'output'>
  const { formatter = asIs, ordered = false, resuming = false, crowded } = given
  const context = { ...pluginContext(given), formatter, ordered, resuming, crowded }
  return known.open(readAs(known as never, raw), context)
}

/** A batch whose events are a microsecond apart, or happen at `times`. */
export function batchOf(events: readonly Event[], times?: readonly Micros[], first = 0): Batch {
  const time = Float64Array.from(events, (_, i) => times?.[i] ?? T0 + i)
  return {
    size: events.length,
    seq: Float64Array.from(events, (_, i) => first + i),
    time,
    due: time,
    events,
    tags: events.map(() => []),
  }
}

export function deliveryOf(events: readonly Event[], times?: readonly Micros[], formatter = asIs): Delivery {
  return deliver(batchOf(events, times), formatter)
}

/** A batch as its formatter makes it, ready to be written. */
export function deliver(batch: Batch, formatter: Formatter): Delivery {
  const formatted = formatter.format(batch)
  const { carries } = formatted
  const first = (frame: number) => (typeof carries === 'string' ? frame : carries[frame]!)
  const id = (frame: number) => batch.seq[first(frame)]!.toString(16).padStart(32, '0')
  const joint = (frames: readonly number[]) =>
    createHash('sha256').update(frames.map(id).join()).digest('hex')
  const { frames, lines, refused } = formatted
  const { contentType } = formatter
  return { frames, ...(lines && { lines }), carries, refused, batch, contentType, id, joint }
}

export const never = new AbortController().signal

/** A folder that is gone when `use` has ended. */
export async function inFolder<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'eventloom-'))
  try {
    return await use(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
