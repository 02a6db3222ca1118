import type { Event, Frame } from '../../kernel/index.ts'
import { problemsOf } from '../../kernel/index.ts'
import { seen } from '../parallel/ready.ts'
import type { FormattedDelivery } from './delivery.ts'
import type { EventIds } from './event-ids.ts'
import type { DeadLetter } from './letter.ts'
import type { Lot } from './lot.ts'
import { kindOf, type Trial } from './retry.ts'

/** Events of a lot that an output will not get, and why. */
export interface Lost {
  readonly lot: Lot
  /** Indexes of events in the lot's batch. */
  readonly events: readonly number[]
  /** What carried each of them, where a frame carried one event. */
  readonly frames: readonly Frame[] | undefined
  readonly error: unknown
  readonly trial: Trial | undefined
}

/** Events of a lot, all by default, as lost without an attempt. */
export function lostEvents(
  lot: Lot,
  error: unknown,
  events: readonly number[] = [...lot.batch.events.keys()],
): Lost {
  return { lot, events, frames: undefined, error, trial: undefined }
}

/** The given frames of a delivery as lost. */
export function lostFrames(
  delivery: FormattedDelivery,
  frames: readonly number[],
  error: unknown,
  trial: Trial | undefined,
): Lost {
  return {
    lot: delivery.lot,
    events: frames.flatMap((frame) => delivery.eventsOf(frame)),
    frames: delivery.carries === 'all' ? undefined : frames.map((frame) => delivery.frames[frame]!),
    error,
    trial,
  }
}

/** The letters of events that were lost. */
export function deadLetters(
  { lot, events, frames, error, trial }: Lost,
  generator: string,
  output: string,
  ids: EventIds,
): DeadLetter[] {
  const { batch, position } = lot
  const { code, message } = problemsOf(error, 'E_OUTPUT_WRITE')[0]!
  const kind = kindOf(error)
  return events.map((index, i) => {
    const [time, due, copy] = [batch.time[index]!, batch.due[index]!, batch.copy?.[index]]
    const tags = batch.tags[index]!
    const event = seen(batch.events[index]!)
    return {
      generator,
      output,
      position: position + index,
      seq: batch.seq[index]!,
      ...(copy && { copy }),
      time,
      ...(due !== time && { due }),
      ...(tags.length > 0 && { tags }),
      id: ids.one(lot, index),
      code,
      reason: message,
      ...(kind && { kind }),
      attempts: trial?.attempts ?? 0,
      ...(trial?.first !== undefined && { first: new Date(trial.first).toISOString() }),
      ...(trial?.last !== undefined && { last: new Date(trial.last).toISOString() }),
      event,
      ...frameMember(frames?.[i], event),
    }
  })
}

function frameMember(frame: Frame | undefined, event: Event): Pick<DeadLetter, 'frame' | 'frame_base64'> {
  // Where an output reads records themselves, their frames are empty.
  if (frame === undefined || frame === event || (frame === '' && typeof event !== 'string')) return {}
  return typeof frame === 'string'
    ? { frame }
    : { frame_base64: Buffer.from(frame.buffer, frame.byteOffset, frame.byteLength).toString('base64') }
}
