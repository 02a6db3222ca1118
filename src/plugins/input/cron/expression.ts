import type { Rng } from '../../../kernel/index.ts'
import { type DayRule, isPossible, readDayOfMonth, readDayOfWeek } from './days.ts'
import { CronError, type Field, fieldValues, HOUR, MINUTE, MONTH, SECOND, YEAR } from './field.ts'

/** What a cron expression matches. Lists ascend. */
export interface Cron {
  readonly seconds: readonly number[]
  readonly minutes: readonly number[]
  readonly hours: readonly number[]
  readonly months: ReadonlySet<number>
  /** Null: every year. */
  readonly years: ReadonlySet<number> | null
  readonly days: DayRule
}

export const CRON_FIELDS = 'minute hour day-of-month month day-of-week [second [year]]'

const ALIASES: Readonly<Record<string, string>> = {
  '@midnight': '0 0 * * *',
  '@daily': '0 0 * * *',
  '@hourly': '0 * * * *',
  '@weekly': '0 0 * * 0',
  '@monthly': '0 0 1 * *',
  '@yearly': '0 0 1 1 *',
  '@annually': '0 0 1 1 *',
}

/**
 * Reads a cron expression: five fields, a sixth for seconds **last**, a seventh for the year (1970–2099).
 * Random parts (`r`) are drawn from `rng`. CronError if it cannot be read or names a date that never comes.
 */
export function parseCron(text: string, rng: Rng): Cron {
  const written = text.trim().toLowerCase()
  const parts = (ALIASES[written] ?? written).split(/\s+/)
  if (parts.length < 5 || parts.length > 7) {
    throw new CronError(`"${text}" has ${written === '' ? 0 : parts.length} fields, not 5, 6 or 7`)
  }
  const [minute, hour, dayOfMonth, month, dayOfWeek, second = '0', year = '*'] = parts
  const days = {
    ofMonth: readDayOfMonth(dayOfMonth!, rng.fork('day-of-month')),
    ofWeek: readDayOfWeek(dayOfWeek!, rng.fork('day-of-week')),
  }
  const months = values(MONTH, month!, rng)
  if (!isPossible(days, months)) throw new CronError(`"${text}" names a date that never comes`)
  return {
    minutes: ascending(values(MINUTE, minute!, rng)),
    hours: ascending(values(HOUR, hour!, rng)),
    seconds: ascending(values(SECOND, second, rng)),
    months,
    years: year === '*' ? null : values(YEAR, year, rng),
    days,
  }
}

function values(field: Field, text: string, rng: Rng): Set<number> {
  return fieldValues(field, text, rng.fork(field.name))
}

function ascending(set: Set<number>): number[] {
  return [...set].sort((a, b) => a - b)
}
