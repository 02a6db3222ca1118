import type { Event, Lines, Problem } from '../../kernel/index.ts'
import type { TickBlock } from '../schedule/block.ts'

/** Ticks that one worker makes into events. All of it can be sent to a thread. */
export interface Task {
  /** Ordinal of the first tick since the run began. */
  readonly first: number
  readonly block: TickBlock
}

/** What became of a task's ticks. */
export interface Made {
  /** Sequence numbers of the events: the ordinals of their ticks. */
  readonly seq: Float64Array
  readonly time: Float64Array
  /** The input that each event's tick came from; a number when all came from one. */
  readonly source: number | Uint16Array
  /** Events, or their texts where `ready`. */
  readonly events: readonly Event[]
  /** In place of them, all events in one piece. */
  readonly lines?: Lines
  /** The events are formatted already, as the outputs would have done it. */
  readonly ready: boolean
  readonly ticks: number
  readonly skipped: number
  readonly failures: readonly { readonly tick: number; readonly problem: Problem }[]
  /** The event plugin has no more; later tasks are void. */
  readonly exhausted: boolean
}

/** What will come of something, to be looked at without waiting. */
export interface Coming<T> {
  /** There is something to take, be it a failure. */
  readonly over: boolean
  /** Fulfilled then. */
  readonly settled: Promise<void>
  /** What came; throws what went wrong. */
  take(): T
}

/** Somebody who makes events of ticks. */
export interface Maker {
  make(task: Task): Promise<Made>
  /** Takes the memory of lines back that nobody will read again. */
  reuse?(bytes: Uint8Array): void
}

/** Others who make events beside the thread of the run. */
export interface Crew extends Pick<Maker, 'reuse'> {
  make(task: Task): Coming<Made>
  /**
   * A task that the run has made into lines itself. Others begin slowly, as V8 has yet to compile their code: they may make
   * it too, for practice, before they have room for tasks that somebody waits for.
   */
  rehearse?(task: Task): void
  /** Tasks that it takes now, so that none of it has to wait for the next; 0 until it is ready. */
  readonly room: number
  /** Tasks that it takes when it has none. */
  readonly tasks: number
  /** Ticks of a task, where the run is not shared with other machines. */
  readonly ticks: number
  close(): Promise<void>
}

/** Engages a crew for a run. */
export type Hire = (order: CrewOrder) => Crew | Promise<Crew>

/** What a crew must know to make the same events as the run itself would. */
export interface CrewOrder {
  readonly seed: number | string
  /** The instant at which the run's clock began. */
  readonly origin: number
  /** The tags of each input. */
  readonly tags: readonly (readonly string[])[]
}
