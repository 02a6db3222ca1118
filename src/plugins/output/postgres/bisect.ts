import type { Failure } from '../../../kernel/index.ts'
import { PostgresError } from './error.ts'

/**
 * Writes rows so that only those that the server cannot take fail. A batch with a bad row is cut around it, where the
 * server names it, and else into halves, until each part is taken or is one row. What a lost connection or an abort
 * leaves in doubt fails, too.
 *
 * @param write takes rows `from` … `end` − 1, all or none
 * @param meaning turns whatever `write` throws into what a row is told; of a PostgresError with `data` single rows are
 *   the cause
 */
export async function writeRows(
  frames: readonly number[],
  write: (from: number, end: number) => Promise<void>,
  meaning: (error: unknown) => unknown,
): Promise<Failure[]> {
  const failures: Failure[] = []
  const parts: [from: number, end: number][] = [[0, frames.length]]
  for (let part = parts.pop(); part; part = parts.pop()) {
    const [from, end] = part
    try {
      await write(from, end)
    } catch (cause) {
      const error = meaning(cause)
      const data = error instanceof PostgresError && error.data ? error : undefined
      if (!data) {
        for (const [first, last] of [part, ...parts]) {
          for (let row = first; row < last; row++) failures.push({ frame: frames[row]!, error })
        }
        break
      }
      if (end - from === 1) {
        failures.push({ frame: frames[from]!, error })
        continue
      }
      const bad = data.row === undefined ? undefined : from + data.row
      if (bad === undefined || bad >= end) cut(from, end, parts)
      else {
        failures.push({ frame: frames[bad]!, error })
        // Halves again: where many rows are bad, none is sent too often.
        cut(bad + 1, end, parts)
        if (from < bad) parts.push([from, bad])
      }
    }
  }
  return failures
}

/** Two halves, the first on top. */
function cut(from: number, end: number, parts: [number, number][]): void {
  const middle = (from + end) >>> 1
  if (middle < end) parts.push([middle, end])
  if (from < middle) parts.push([from, middle])
}
