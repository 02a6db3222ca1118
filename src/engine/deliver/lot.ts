import type { Batch } from '../../kernel/index.ts'
import { LineBatch } from '../parallel/ready.ts'
import type { DeadLetter } from './letter.ts'

/** A batch at its place in the delivered stream. */
export interface Lot {
  readonly batch: Batch
  /** How many events of the stream come before it. */
  readonly position: number
  /** Length of its events, UTF-16 units, of lines bytes; a record counts as 512. */
  readonly length: number
  /** What its events were as dead letters, where they are tried anew. */
  readonly letters?: readonly DeadLetter[]
}

/** Records have no length before they are formatted; this stands for one when memory is bounded. */
const RECORD_LENGTH = 512

export function lotOf(batch: Batch, position: number): Lot {
  if (batch instanceof LineBatch) return { batch, position, length: batch.lines.bytes.length }
  let length = 0
  for (const event of batch.events) length += typeof event === 'string' ? event.length : RECORD_LENGTH
  return { batch, position, length }
}

/** Events start ≤ i < end of a batch. */
export function sliceBatch(batch: Batch, start: number, end: number): Batch {
  if (start === 0 && end === batch.size) return batch
  if (batch instanceof LineBatch) return batch.slice(start, end)
  const time = batch.time.subarray(start, end)
  return {
    size: end - start,
    seq: batch.seq.subarray(start, end),
    ...(batch.copy && { copy: batch.copy.subarray(start, end) }),
    time,
    due: batch.due === batch.time ? time : batch.due.subarray(start, end),
    events: batch.events.slice(start, end),
    ...(batch.forms && { forms: batch.forms.slice(start, end) }),
    ...(batch.fields && { fields: batch.fields }),
    tags: batch.tags.slice(start, end),
  }
}

/** Events start ≤ i < end of a lot; their length is their share of the lot's. */
export function sliceLot({ batch, position, length, letters }: Lot, start: number, end: number): Lot {
  return {
    batch: sliceBatch(batch, start, end),
    position: position + start,
    length: (length * (end - start)) / batch.size,
    ...(letters && { letters: letters.slice(start, end) }),
  }
}

/** Lots that follow one another, at least one, as one. */
export function joinLots(lots: readonly Lot[]): Lot {
  const [first] = lots
  if (lots.length === 1) return first!
  const batches = lots.map(({ batch }) => batch)
  const time = joined(batches, (batch) => batch.time)
  return {
    position: first!.position,
    length: lots.reduce((sum, { length }) => sum + length, 0),
    ...(first!.letters && { letters: lots.flatMap(({ letters }) => letters ?? []) }),
    batch: {
      size: time.length,
      seq: joined(batches, (batch) => batch.seq),
      ...(batches.some(({ copy }) => copy) && { copy: joinedCopies(batches, time.length) }),
      time,
      due: batches.every((batch) => batch.due === batch.time) ? time : joined(batches, (batch) => batch.due),
      events: batches.flatMap(({ events }) => events),
      forms: batches.flatMap(({ forms, size }) => forms ?? new Array<undefined>(size).fill(undefined)),
      ...(batches.every(({ fields }) => fields === batches[0]!.fields) && fieldsOf(batches[0]!)),
      tags: batches.flatMap(({ tags }) => tags),
    },
  }
}

function fieldsOf({ fields }: Batch): Pick<Batch, 'fields'> {
  return fields ? { fields } : {}
}

function joined(batches: readonly Batch[], column: (batch: Batch) => Float64Array): Float64Array {
  const whole = new Float64Array(batches.reduce((sum, { size }) => sum + size, 0))
  let at = 0
  for (const batch of batches) {
    whole.set(column(batch), at)
    at += batch.size
  }
  return whole
}

function joinedCopies(batches: readonly Batch[], size: number): Uint16Array {
  const whole = new Uint16Array(size)
  let at = 0
  for (const { size, copy } of batches) {
    if (copy) whole.set(copy, at)
    at += size
  }
  return whole
}
