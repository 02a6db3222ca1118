import {
  type Batch,
  type Delivery,
  deliveryOptions,
  type Failure,
  type Formatter,
  silent,
} from '../../kernel/index.ts'
import { realTimer } from '../clock/timer.ts'
import { Courier } from './courier.ts'
import { deadLetters } from './dead-letter.ts'
import { Ending } from './ending.ts'
import { eventIds } from './event-ids.ts'
import { Lane } from './lane.ts'
import type { DeadLetter } from './letter.ts'
import { lotOf } from './lot.ts'
import { type LanePolicy, lanePolicy } from './policy.ts'
import { BEGINNING } from './watermark.ts'

/** Events `first` … `first + size − 1`, named by their numbers. */
export function numbered(size: number, first = 0): Batch {
  const seq = Float64Array.from({ length: size }, (_, i) => first + i)
  const time = seq.map((n) => n * 1e6)
  return {
    size,
    seq,
    time,
    due: time,
    events: Array.from(seq, String),
    tags: Array.from(seq, () => []),
  }
}

/** Each event as it is; numbers that end in 7 are refused. */
export const noSevens: Formatter = {
  contentType: 'text/plain',
  format({ events }) {
    const kept = [...events.keys()].filter((i) => !String(events[i]).endsWith('7'))
    const refused = [...events.keys()].filter((i) => String(events[i]).endsWith('7'))
    return {
      frames: kept.map((i) => String(events[i])),
      carries: Int32Array.from(kept),
      refused: refused.map((event) => ({ event, error: new Error('seven') })),
    }
  },
}

/** Each event as it is. */
export const plain: Formatter = {
  contentType: 'text/plain',
  format: ({ events }) => ({ frames: events.map(String), carries: 'each', refused: [] }),
}

/** All events in one frame. */
export const together: Formatter = {
  contentType: 'text/plain',
  format: ({ events }) => ({ frames: [events.join(',')], carries: 'all', refused: [] }),
}

export type Write = (
  delivery: Delivery,
  signal: AbortSignal,
) => undefined | readonly Failure[] | Promise<undefined | readonly Failure[]>

/** A lane to a function, with short times, and what came of it. */
export function laneTo(
  write: Write,
  given: {
    formatter?: Formatter
    delivery?: object
    single?: boolean
    alone?: boolean
    position?: () => unknown
  } = {},
) {
  const { formatter = noSevens, delivery = {}, single = false, alone = true, position } = given
  const letters: DeadLetter[] = []
  const problems: unknown[] = []
  const ids = eventIds(1, 'gen')
  const ending = new Ending()
  const run = { queue: 2, concurrency: 4, writeTimeout: 0.05, batchSize: 10, batchLength: 1e6 }
  const short = { retry: { delay: 0.001, max_delay: 0.004, time: 0.1 }, breaker: { pause: 0.01 } }
  const policy: LanePolicy = lanePolicy(deliveryOptions.parse({ ...short, ...delivery }), run, {
    single,
    patient: false,
    alone,
    resolve: (path) => path,
  })
  const output = { write, ...(position && { position }) }
  const courier = new Courier({
    name: 'output/fake',
    output,
    formatter,
    ids,
    policy,
    timer: realTimer,
    ending,
    log: silent,
    onLost: (lost) => {
      letters.push(...deadLetters(lost, 'gen', 'output/fake', ids))
      return 0
    },
  })
  const lane = new Lane({
    name: 'output/fake',
    output,
    courier,
    policy,
    ending,
    timer: realTimer,
    start: BEGINNING,
    onDropped: (error) => problems.push(error),
    onSpillFailure: (error) => problems.push(error),
    onFault: (error) => problems.push(error),
  })
  let position0 = 0
  return {
    lane,
    letters,
    problems,
    /** Offers a batch; resolves when there is room for more. */
    async offer(batch: Batch): Promise<void> {
      const wait = lane.offer(lotOf(batch, position0))
      position0 += batch.size
      await wait
    },
  }
}
