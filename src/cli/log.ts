import type { Log, LogFields } from '../kernel/index.ts'
import { paintFor, tell } from './terminal.ts'

/** From how many -v on a level is shown. Nothing is worse than an error here, so -v and -vv are the same. */
const SHOWN_FROM = { error: 1, warning: 3, info: 4, debug: 5 } as const
const COLOURS = { error: 'red', warning: 'yellow', info: 'cyan', debug: 'gray' } as const

const paint = paintFor('stderr')

/**
 * Log lines on stderr. Verbosity: 0 none, 1 and 2 errors, 3 and warnings, 4 and information, 5 all.
 * `before` runs before each line, to clear a progress line.
 */
export function consoleLog(verbosity: number, before: () => void = () => {}): Log {
  const at = (level: keyof typeof SHOWN_FROM) => (message: string, fields?: LogFields) => {
    if (verbosity < SHOWN_FROM[level]) return
    before()
    tell(`${paint(COLOURS[level], level.padEnd(8))} ${message}${fieldsText(fields)}\n`)
  }
  return { error: at('error'), warn: at('warning'), info: at('info'), debug: at('debug') }
}

function fieldsText(fields: LogFields = {}): string {
  return Object.entries(fields)
    .map(
      ([key, value]) =>
        ` ${paint('dim', `${key}=`)}${typeof value === 'string' ? value : JSON.stringify(value)}`,
    )
    .join('')
}
