import {
  type Log,
  LoomError,
  type Micros,
  type Problem,
  ProblemsError,
  type Zone,
} from '../../../kernel/index.ts'
import type { Trace } from '../../../simulation/index.ts'
import { readInstant } from '../instant.ts'
import { type Columns, csvRows, ndjsonRows, type Row } from './rows.ts'

/** How many bad rows of a file are reported. */
const MAX_PROBLEMS = 20

export interface RecordingOptions extends Columns {
  readonly format: 'csv' | 'ndjson'
  readonly delimiter: string
  /** Length of each interval; null: up to the next. */
  readonly interval: Micros | null
}

/** What a file records, one element a row. */
export type Recording = Pick<Trace, 'times' | 'intervals'>

/**
 * Reads a recording: 8 bytes of memory an arrival, 24 an interval. Arrivals out of order are sorted, with a
 * warning. E_INPUT_FILE names the lines of what is no time or count, and of intervals that overlap.
 */
export async function readRecording(
  file: string,
  options: RecordingOptions,
  zone: Zone,
  log: Log,
): Promise<Recording> {
  const rows =
    options.format === 'csv' ? csvRows(file, options, options.delimiter) : ndjsonRows(file, options)
  const problems: Problem[] = []
  const refuse = (message: string, line: number, hint: string) => {
    if (problems.length < MAX_PROBLEMS)
      problems.push({ code: 'E_INPUT_FILE', message, hint, at: { file, line } })
  }
  const times: Micros[] = []
  const counts: number[] = []
  let sorted = true
  let last = Number.NEGATIVE_INFINITY
  for await (const row of rows) {
    const time = timeOf(row, zone)
    const count = options.counts === null ? 0 : countOf(row)
    if (time === undefined) {
      refuse(`"${row.time}" is no time`, row.line, 'write ISO 8601, or a Unix time')
    } else if (count === undefined) {
      refuse(`"${row.count}" is no count`, row.line, 'write a number from 0 on')
    } else if (options.counts !== null && time < last + (options.interval ?? 0)) {
      refuse(
        'the interval begins before the one above is over',
        row.line,
        'sort the rows; shorten "interval"',
      )
    } else {
      sorted &&= time >= last
      last = time
      times.push(time)
      if (options.counts !== null) counts.push(count)
    }
  }
  if (problems.length > 0) throw new ProblemsError(problems)
  if (times.length === 0) throw new LoomError('E_INPUT_FILE', 'the file holds no row', { at: { file } })
  const column = Float64Array.from(times)
  if (options.counts !== null) {
    const ends = endsOf(column, options.interval, file)
    return { times: column, intervals: { counts: Float64Array.from(counts), ends } }
  }
  if (!sorted) {
    log.warn('recorded times are not in ascending order and were sorted', { file, count: times.length })
    column.sort()
  }
  return { times: column }
}

function timeOf({ time }: Row, zone: Zone): Micros | undefined {
  return typeof time === 'string' || typeof time === 'number' ? readInstant(time, zone) : undefined
}

function countOf({ count }: Row): number | undefined {
  const value = typeof count === 'string' && count.trim() !== '' ? Number(count) : count
  return typeof value === 'number' && value >= 0 && value <= Number.MAX_SAFE_INTEGER ? value : undefined
}

function endsOf(begins: Float64Array, interval: Micros | null, file: string): Float64Array {
  if (interval !== null) return begins.map((begin) => begin + interval)
  if (begins.length === 1) {
    throw new LoomError('E_INPUT_FILE', 'one row does not say how long its interval is', {
      hint: 'add the option "interval"',
      at: { file },
    })
  }
  const ends = new Float64Array(begins.length)
  ends.set(begins.subarray(1))
  ends[begins.length - 1] = 2 * begins.at(-1)! - begins.at(-2)!
  return ends
}

/** The recording with its first row at `start` and time running `speed` times as fast. */
export function moved({ times, intervals }: Recording, start: Micros, speed: number): Recording {
  const first = times[0]!
  if (start === first && speed === 1) return { times, ...(intervals && { intervals }) }
  const move = (at: Micros) => start + Math.round((at - first) / speed)
  return {
    times: times.map(move),
    ...(intervals && { intervals: { counts: intervals.counts, ends: intervals.ends.map(move) } }),
  }
}
