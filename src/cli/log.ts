import pc from 'picocolors'
import type { Log, LogFields } from '../kernel/index.ts'

const LEVELS = ['critical', 'error', 'warning', 'info', 'debug'] as const
const PAINT = { critical: pc.red, error: pc.red, warning: pc.yellow, info: pc.cyan, debug: pc.gray }

/**
 * Log lines on stderr. Verbosity: 0 none, 1 critical, 2 and errors, 3 and warnings, 4 and information, 5 all.
 * `before` runs before each line, to clear a progress line.
 */
export function consoleLog(verbosity: number, before: () => void = () => {}): Log {
  const at = (level: (typeof LEVELS)[number]) => (message: string, fields?: LogFields) => {
    if (LEVELS.indexOf(level) >= verbosity) return
    before()
    process.stderr.write(`${PAINT[level](level.padEnd(8))} ${message}${fieldsText(fields)}\n`)
  }
  return { error: at('error'), warn: at('warning'), info: at('info'), debug: at('debug') }
}

function fieldsText(fields: LogFields = {}): string {
  return Object.entries(fields)
    .map(
      ([key, value]) => ` ${pc.dim(`${key}=`)}${typeof value === 'string' ? value : JSON.stringify(value)}`,
    )
    .join('')
}
