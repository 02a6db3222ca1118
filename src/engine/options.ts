import type { Log, Micros, Problem, Zone } from '../kernel/index.ts'
import type { Hire } from './parallel/task.ts'
import type { Share } from './produce/share.ts'

/** How a project is to be run. Everything that is not in the project file. */
export interface RunOptions {
  /** Name of the generator: in logs, in dead letters, in the summary. */
  readonly id: string
  /** Root of all randomness; takes the place of the project's own seed. A random one is drawn if neither is given. */
  readonly seed?: number | string | undefined
  readonly zone: Zone
  /** Release events when their time comes; otherwise as fast as possible. */
  readonly live: boolean
  /** Live only: begin now, whatever the schedule says of the past. */
  readonly skipPast: boolean
  /** Live only: simulated seconds a real second, > 0. */
  readonly speed: number
  /** Event time from which and before which events are made; `from` also sets the clock of the run. */
  readonly from?: Micros | undefined
  readonly to?: Micros | undefined
  /** Event time to cover, microseconds. */
  readonly duration?: Micros | undefined
  readonly maxEvents?: number | undefined
  /** Ticks to a batch, ≥ 1. */
  readonly batchSize: number
  /**
   * Ticks of the first batch, ≥ 1, so that its events need not wait for those that make a batch worth its while: each
   * batch is twice as long as the one before, up to `batchSize`. Without effect where a formatter gathers.
   */
  readonly firstBatch: number
  /** A batch is closed early when its events are this long together, UTF-16 units; Infinity never. */
  readonly batchLength: number
  /** Live only: how long a tick may wait for its batch to fill, microseconds. */
  readonly linger: Micros
  /** Batches that may wait before each output, ≥ 1. */
  readonly queue: number
  /** Writes under way at once for each output, ≥ 1. */
  readonly concurrency: number
  /** Deliver batches one after another, also where an output could take several at once. */
  readonly keepOrder: boolean
  /** Longest time for one write, seconds, > 0. */
  readonly writeTimeout: number
  /** Path of the file for events that could not be delivered. */
  readonly deadLetters: string
  /** After a run was told to stop, its outputs have so many seconds for what is left. */
  readonly drain: number
  /** Go on where the project's checkpoint says. */
  readonly resume: boolean
  /** Told of what is probably a slip and known only when the run starts. */
  readonly onWarning?: ((problem: Problem) => void) | undefined
  /** May the project run commands of the operating system? */
  readonly trusted: boolean
  /** As many threads make events as there are processors. */
  readonly crowded?: boolean | undefined
  /** Engages others to make the events of this run; without, the run makes them itself. */
  readonly hire?: Hire | undefined
  /** The part of the stream that this run makes; all of it without. */
  readonly share?: Share | undefined
  readonly log: Log
}
