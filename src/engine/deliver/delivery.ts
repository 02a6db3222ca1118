import type { Batch, Delivery, Formatted, Formatter, Frame, Lines, Refusal } from '../../kernel/index.ts'
import { asMade } from '../parallel/ready.ts'
import type { EventIds } from './event-ids.ts'
import { type Lot, sliceLot } from './lot.ts'

/** The frames of a lot, or some of them, with their names. */
export class FormattedDelivery implements Delivery {
  readonly carries: Formatted['carries']
  readonly refused: readonly Refusal[]
  readonly lot: Lot
  readonly contentType: string
  readonly #formatted: Formatted
  readonly #ids: EventIds
  #batch: Batch | undefined

  constructor(formatted: Formatted, lot: Lot, contentType: string, ids: EventIds) {
    this.#formatted = formatted
    this.carries = formatted.carries
    this.refused = formatted.refused
    this.lot = lot
    this.contentType = contentType
    this.#ids = ids
  }

  get batch(): Batch {
    this.#batch ??= asMade(this.lot.batch)
    return this.#batch
  }

  get frames(): readonly Frame[] {
    return this.#formatted.frames
  }

  get lines(): Lines | undefined {
    return this.#formatted.lines
  }

  /** How many frames there are; does not make them of their lines. */
  get count(): number {
    return (this.lines ?? this.frames).length
  }

  release(): void {
    this.#formatted.release?.()
  }

  /** How many events the frames carry together. */
  get size(): number {
    return this.carries === 'all' ? this.lot.batch.size - this.refused.length : this.count
  }

  id(frame: number): string {
    if (this.carries === 'each') return this.#ids.one(this.lot, frame)
    return this.#named(this.eventsOf(frame))
  }

  joint(frames: readonly number[]): string {
    return this.#named(this.carries === 'each' ? frames : frames.flatMap((frame) => this.eventsOf(frame)))
  }

  #named(events: readonly number[]): string {
    return events.length === 1 ? this.#ids.one(this.lot, events[0]!) : this.#ids.joint(this.lot, events)
  }

  /** The events of the batch that a frame carries. */
  eventsOf(frame: number): readonly number[] {
    if (this.carries === 'each') return [frame]
    if (this.carries !== 'all') return [this.carries[frame]!]
    const refused = new Set(this.refused.map(({ event }) => event))
    const carried: number[] = []
    for (let event = 0; event < this.lot.batch.size; event++) if (!refused.has(event)) carried.push(event)
    return carried
  }

  /** The given frames alone, ascending; their names stay. */
  only(frames: readonly number[], refused: readonly Refusal[] = []): FormattedDelivery {
    if (frames.length === this.count) return this
    const { carries } = this
    const formatted: Formatted = {
      frames: frames.map((frame) => this.frames[frame]!),
      carries: Int32Array.from(frames, (frame) => (typeof carries === 'string' ? frame : carries[frame]!)),
      refused,
    }
    return new FormattedDelivery(formatted, this.lot, this.contentType, this.#ids)
  }
}

/** A lot as frames, in deliveries of at most `maxBytes` unless one event is longer; throws what the formatter throws. */
export function format(
  lot: Lot,
  formatter: Formatter,
  ids: EventIds,
  maxBytes: number,
): readonly FormattedDelivery[] {
  const formatted = formatter.format(lot.batch)
  const whole = new FormattedDelivery(formatted, lot, formatter.contentType, ids)
  if (maxBytes === Number.POSITIVE_INFINITY) return [whole]
  if (formatted.carries !== 'all') return split(whole, maxBytes)
  const { size } = lot.batch
  if (size === 1 || bytesOf(whole) <= maxBytes) return [whole]
  const middle = size >>> 1
  const halves = [sliceLot(lot, 0, middle), sliceLot(lot, middle, size)]
  return halves.flatMap((half) => format(half, formatter, ids, maxBytes))
}

/** Bytes of some frames, separators left out. */
export function bytesOf(formatted: Formatted, skip?: { has(frame: number): boolean }): number {
  const { lines } = formatted
  if (lines && !skip) return lines.bytes.length - lines.length
  const { frames } = formatted
  let sum = 0
  for (let i = 0; i < frames.length; i++) if (!skip?.has(i)) sum += frameBytes(frames[i]!)
  return sum
}

function split(whole: FormattedDelivery, maxBytes: number): readonly FormattedDelivery[] {
  const parts: number[][] = []
  let room = -1
  for (const [i, frame] of whole.frames.entries()) {
    room -= frameBytes(frame)
    if (room < 0) {
      parts.push([])
      room = maxBytes - frameBytes(frame)
    }
    parts.at(-1)!.push(i)
  }
  if (parts.length < 2) return [whole]
  // What the formatter refused is told once, by the first.
  return parts.map((part, i) => whole.only(part, i === 0 ? whole.refused : []))
}

function frameBytes(frame: Frame): number {
  return typeof frame === 'string' ? Buffer.byteLength(frame) : frame.byteLength
}
