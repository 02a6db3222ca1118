import type { Ticks } from '../../../kernel/index.ts'

/** A run of ticks on its way to a script. */
export interface Block {
  /** Ordinal of the first tick since the run began. */
  readonly first: number
  readonly times: Float64Array
  /** The distinct tag lists, and which of them each tick has. */
  readonly tagLists: readonly (readonly string[])[]
  readonly tagList: Uint16Array
}

/** What went wrong in one call, as the script's own language says it. */
export interface Fault {
  readonly kind: 'raised' | 'result'
  readonly message: string
  readonly file?: string
  readonly line?: number
  readonly column?: number
}

/** Outcomes of a call that are not a number of events. */
export const DROPPED = -1
export const FAILED = -2
export const EXHAUSTED = -3

/** What came of the next calls of a block, in order. */
export interface Answer {
  /** One entry a call: how many events it made, or DROPPED, FAILED, EXHAUSTED. */
  readonly outcomes: readonly number[]
  /** All events: finished text, or the JSON text of a record. */
  readonly texts: readonly string[]
  /** Which of `texts` are records; ascending. */
  readonly records: readonly number[]
  /** One for each FAILED call. */
  readonly faults: readonly Fault[]
}

/** The ticks `from` ≤ index < `until` as a message. */
export function blockOf(ticks: Ticks, from: number, until: number): Block {
  const tagLists: (readonly string[])[] = []
  const tagList = new Uint16Array(until - from)
  for (let i = from; i < until; i++) {
    const tags = ticks.tags(i)
    let index = tagLists.indexOf(tags)
    if (index < 0) index = tagLists.push(tags) - 1
    tagList[i - from] = index
  }
  return { first: ticks.first + from, times: ticks.times.slice(from, until), tagLists, tagList }
}
