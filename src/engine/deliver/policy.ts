import { type DeliveryOptions, deliveryOptions, parseSize } from '../../kernel/index.ts'
import type { RunOptions } from '../options.ts'
import type { CircuitOptions } from './circuit.ts'
import type { Capacity } from './queue.ts'
import type { RetryOptions } from './retry.ts'
import type { Shape } from './shaper.ts'

/** How one output is delivered to; times in milliseconds. */
export interface LanePolicy {
  readonly shape: Shape
  /** Bytes of the frames of one write. */
  readonly maxBytes: number
  readonly capacity: Capacity
  readonly inFlight: number
  readonly onFull: DeliveryOptions['on_full']
  readonly spill: { readonly maxBytes: number; readonly folder: string | undefined }
  /** What does not fit into the queue goes to the dead letters while the circuit is open. */
  readonly shed: boolean
  /** Longest time for one write; undefined lets it wait for ever, as a pipe's reader may want. */
  readonly timeout: number | undefined
  readonly retry: RetryOptions
  readonly breaker: CircuitOptions
}

/** What an output itself asks for. */
export interface Needs {
  /** Deliveries come one at a time. */
  readonly single: boolean
  /** It waits for its reader, who may take as long as he likes. */
  readonly patient: boolean
  /** Deliveries at once that it can make use of. */
  readonly useful?: number | undefined
  /** No other output would be held up by it. */
  readonly alone: boolean
  resolve(path: string): string
}

/** Must deliveries to this output come in order? */
export function mustKeepOrder(
  given: DeliveryOptions | undefined,
  options: Pick<RunOptions, 'keepOrder'>,
  serial: boolean,
): boolean {
  return serial || (given?.keep_order ?? options.keepOrder)
}

export function lanePolicy(
  given: DeliveryOptions | undefined,
  options: Pick<RunOptions, 'queue' | 'concurrency' | 'writeTimeout' | 'batchSize' | 'batchLength'>,
  { single, patient, useful = Number.POSITIVE_INFINITY, alone, resolve }: Needs,
): LanePolicy {
  const delivery = given ?? deliveryOptions.parse({})
  const { retry, breaker, spill } = delivery
  const queue = delivery.queue ?? options.queue
  const maxBytes =
    delivery.max_bytes === undefined ? Number.POSITIVE_INFINITY : parseSize(delivery.max_bytes)!
  const timeout = delivery.write_timeout ?? (patient ? undefined : options.writeTimeout)
  const gathers = delivery.linger > 0
  return {
    shape: {
      maxEvents: delivery.max_events ?? (gathers ? options.batchSize : Number.POSITIVE_INFINITY),
      length: Math.min(maxBytes, options.batchLength),
      linger: delivery.linger * 1000,
    },
    maxBytes,
    capacity: { events: queue * options.batchSize, length: queue * options.batchLength },
    inFlight: single ? 1 : Math.min(delivery.in_flight ?? options.concurrency, useful),
    onFull: delivery.on_full,
    spill: {
      maxBytes: parseSize(spill.max_bytes)!,
      folder: spill.path === undefined ? undefined : resolve(spill.path),
    },
    shed: (delivery.when_down ?? (alone ? 'wait' : 'dead_letter')) === 'dead_letter',
    timeout: timeout === undefined ? undefined : timeout * 1000,
    retry: {
      attempts: retry.attempts ?? Number.POSITIVE_INFINITY,
      time: retry.time * 1000,
      delay: retry.delay * 1000,
      maxDelay: retry.max_delay * 1000,
    },
    breaker: { failures: breaker.failures, pause: breaker.pause * 1000 },
  }
}
