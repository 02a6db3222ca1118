import type { DeliveryOptions, Formatter, Output } from '../kernel/index.ts'
import { isMapping } from '../kernel/index.ts'
import type { Checkpoint } from './checkpoint/checkpoint.ts'
import { mustKeepOrder } from './deliver/policy.ts'
import type { PluginEntry } from './load/project.ts'
import { type Opener, open } from './opener.ts'
import type { RunOptions } from './options.ts'

export interface OpenedOutput {
  readonly id: string
  readonly output: Output
  readonly formatter: Formatter
  /** It takes one delivery at a time, as a file does, and may wait for its reader. */
  readonly serial: boolean
  /** Deliveries must come in order. */
  readonly ordered: boolean
  readonly delivery: DeliveryOptions | undefined
}

/** An output that may not be connected yet. */
export interface MadeOutput {
  readonly entry: PluginEntry<'output'>
  readonly opened: OpenedOutput
}

/**
 * Makes outputs with their formatters; they touch nothing before they are connected.
 *
 * @param resumed what is there stays: for all outputs, or for those that a checkpoint knows
 */
export async function makeOutputs(
  entries: readonly PluginEntry<'output'>[],
  opener: Opener,
  options: RunOptions,
  resumed?: Checkpoint | true,
): Promise<MadeOutput[]> {
  const made: MadeOutput[] = []
  for (const entry of entries) {
    const { definition } = entry
    const at = opener.context('output', definition.name)
    const serial = definition.serial === true
    const delivery = deliveryOf(entry)
    const ordered = mustKeepOrder(delivery, options, serial)
    const resuming = resumed === true || resumed?.outputs[at.id] !== undefined
    const opened = await opener.attempt(entry, async () => {
      const formatter = await openFormatter(entry, opener)
      const output = await open(entry, { ...at, formatter, ordered, resuming, crowded: options.crowded })
      // Who wants writes of so many bytes wants frames, by which they are counted.
      const unframed = output.unframed === true && delivery?.max_bytes === undefined
      return { id: at.id, output, formatter: unframed ? UNFRAMED : formatter, serial, ordered, delivery }
    })
    if (opened) made.push({ entry, opened })
  }
  return made
}

/** Connects outputs, and takes back what came after the checkpoint. */
export async function connectOutputs(
  made: readonly MadeOutput[],
  opener: Opener,
  resumed?: Checkpoint,
): Promise<void> {
  for (const { entry, opened } of made) {
    const { output, id } = opened
    const mark = resumed?.outputs[id]
    await opener.attempt(entry, async () => {
      await output.open?.()
      if (mark && 'output' in mark) await output.resume?.(mark.output)
    })
  }
}

/** Whatever goes wrong, and whether or not they were connected. */
export async function closeOutputs(made: readonly MadeOutput[]): Promise<void> {
  await Promise.allSettled(made.map(async ({ opened }) => opened.output.close?.()))
}

function deliveryOf({ options }: PluginEntry<'output'>): DeliveryOptions | undefined {
  // Validated with the other options: every output has this one.
  return isMapping(options) ? (options.delivery as DeliveryOptions | undefined) : undefined
}

function openFormatter(entry: PluginEntry<'output'>, opener: Opener): Formatter | Promise<Formatter> {
  if (entry.formatter === undefined) return AS_IS
  return open(entry.formatter, opener.context('formatter', entry.formatter.definition.name))
}

/** For outputs that read the events themselves. */
const UNFRAMED: Formatter = {
  contentType: 'text/plain',
  format({ events }) {
    const frames = new Array<string>(events.length).fill('')
    for (let i = 0; i < events.length; i++) {
      const event = events[i]!
      if (typeof event === 'string') frames[i] = event
    }
    return { frames, carries: 'each', refused: [] }
  },
}

/** For outputs that have no formatter option: a text as it is, a record as JSON. */
const AS_IS: Formatter = {
  contentType: 'text/plain',
  format: ({ events }) => ({
    frames: events.map((event) => (typeof event === 'string' ? event : JSON.stringify(event))),
    carries: 'each',
    refused: [],
  }),
}
