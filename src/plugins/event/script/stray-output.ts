import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import type { Script } from './script.ts'

/** Lines of a script's own output that reach the log; a print per event must not drown it. */
const MOST_LINES = 200
/** UTF-16 units of one line that reach the log. */
const LONGEST_LINE = 2_000

/** Sends what a script prints to the log, line by line, up to a bound. Returns the last lines, newest last. */
export function logOutput(stream: Readable, { log, name }: Script): readonly string[] {
  const last: string[] = []
  let count = 0
  createInterface({ input: stream }).on('line', (whole) => {
    const line = whole.length > LONGEST_LINE ? `${whole.slice(0, LONGEST_LINE)}…` : whole
    last.push(line)
    if (last.length > 5) last.shift()
    count++
    if (count <= MOST_LINES) log.warn('The script printed a line.', { script: name, line })
    if (count === MOST_LINES)
      log.warn('The script prints too much; the rest is not logged.', { script: name })
  })
  return last
}
