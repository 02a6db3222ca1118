import { realTimer } from '../clock/timer.ts'
import type { FailureLog } from '../failure-log.ts'
import type { OpenedOutput } from '../open-outputs.ts'
import type { RunOptions } from '../options.ts'
import { Courier } from './courier.ts'
import type { Lost } from './dead-letter.ts'
import { Ending } from './ending.ts'
import type { EventIds } from './event-ids.ts'
import { Lane } from './lane.ts'
import { lanePolicy } from './policy.ts'
import type { Reached } from './watermark.ts'

export interface LaneSetting {
  readonly run: RunOptions
  readonly ids: EventIds
  readonly failures: FailureLog
  /** The output is asked for its position now and then. */
  readonly marked: boolean
  /** Where an earlier run ended. */
  readonly start: Reached
  /** There is no other output. */
  readonly alone: boolean
  readonly resolve: (path: string) => string
  /** Keeps events that will not be delivered; says how many it could not keep. */
  readonly onLost: (lost: Lost) => number | Promise<number>
  /** The reader went away. */
  readonly onClosed: () => void
}

/** An output's lane with all that belongs to it. */
export function openLane(opened: OpenedOutput, setting: LaneSetting): Lane {
  const { id, output, formatter, serial, ordered, delivery } = opened
  const { run, ids, failures, marked, start, alone, resolve, onLost, onClosed } = setting
  const policy = lanePolicy(delivery, run, {
    single: ordered || (marked && output.position !== undefined),
    // A file or a pipe waits for its reader: a pager that nobody scrolls must not lose events.
    patient: serial,
    useful: output.concurrency,
    alone,
    resolve,
  })
  const ending = new Ending()
  ending.signal.addEventListener('abort', () => {
    if (ending.error?.code === 'E_OUTPUT_CLOSED') onClosed()
  })
  const courier = new Courier({
    name: id,
    output,
    formatter,
    ids,
    policy,
    timer: realTimer,
    ending,
    log: run.log,
    onLost: (lost) => {
      failures.deliver(lost.error, id, lost.events.length)
      return onLost(lost)
    },
  })
  return new Lane({
    name: id,
    output,
    courier,
    policy,
    ending,
    timer: realTimer,
    start,
    onDropped: (error, events) => failures.deliver(error, id, events),
    onSpillFailure: (error) => failures.spill(error, id),
    onFault: (error) => failures.run(error),
  })
}
