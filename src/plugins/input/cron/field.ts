import type { Rng } from '../../../kernel/index.ts'

/** One field of a cron expression. */
export interface Field {
  readonly name: string
  readonly low: number
  readonly high: number
  /** Names of the values, the first for `low`. */
  readonly names?: readonly string[]
  /** A value that stands for another: 7 is Sunday. */
  readonly alias?: readonly [number, number]
}

export const MINUTE: Field = { name: 'minute', low: 0, high: 59 }
export const HOUR: Field = { name: 'hour', low: 0, high: 23 }
export const DAY_OF_MONTH: Field = { name: 'day-of-month', low: 1, high: 31 }
export const MONTH: Field = {
  name: 'month',
  low: 1,
  high: 12,
  names: 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' '),
}
export const DAY_OF_WEEK: Field = {
  name: 'day-of-week',
  low: 0,
  high: 6,
  names: 'sun mon tue wed thu fri sat'.split(' '),
  alias: [7, 0],
}
export const SECOND: Field = { name: 'second', low: 0, high: 59 }
export const YEAR: Field = { name: 'year', low: 1970, high: 2099 }

const ITEM = /^(\*|[a-z0-9]+)(?:-([a-z0-9]+))?(?:\/(\d+))?$/
const RANDOM = /^r(?:\((\d+)-(\d+)\))?(?:\/(\d+))?$/

/** A cron expression that cannot be read; `message` says which part. */
export class CronError extends Error {}

/** The values that a field's list names. `rng` fixes the random ones (`r`). */
export function fieldValues(field: Field, text: string, rng: Rng): Set<number> {
  return new Set(text.split(',').flatMap((item) => itemValues(field, item, rng)))
}

/** The values of one list item: `*`, `5`, `mon`, `1-5`, `22-2`, each perhaps with `/step`, or `r`, `r(0-29)/10`. */
export function itemValues(field: Field, item: string, rng: Rng): number[] {
  const random = RANDOM.exec(item)
  if (random) return randomValues(field, item, random, rng)
  const m = ITEM.exec(item)
  if (!m || (m[1] === '*' && m[2] !== undefined)) throw refused(field, item, 'is not understood')
  const step = stepOf(field, item, m[3])
  if (m[1] === '*') return walk(field, field.low, field.high, step)
  const from = numberOf(field, item, m[1]!)
  if (m[2] === undefined) return m[3] === undefined ? [from] : walk(field, from, field.high, step)
  const to = numberOf(field, item, m[2])
  // A range from a value to itself goes once round, like every range that wraps.
  return from === to ? walk(field, field.low, field.high, step) : walk(field, from, to, step)
}

/** From `from` up to `to`, round the end of the field if `to` comes first. */
function walk(field: Field, from: number, to: number, step: number): number[] {
  const size = field.high - field.low + 1
  const last = to >= from ? to : to + size
  const values: number[] = []
  for (let value = from; value <= last; value += step) {
    values.push(value > field.high ? value - size : value)
  }
  return values
}

/** One value of the range; with a step, a random one of its first `step` values and every step-th after it. */
function randomValues(field: Field, item: string, m: RegExpExecArray, rng: Rng): number[] {
  const low = m[1] === undefined ? field.low : numberOf(field, item, m[1])
  const high = m[2] === undefined ? field.high : numberOf(field, item, m[2])
  if (m[1] !== undefined && low >= high) throw refused(field, item, 'ends before it starts')
  if (m[3] === undefined) return [rng.int(low, high)]
  const step = stepOf(field, item, m[3])
  return walk(field, rng.int(low, Math.min(low + step - 1, high)), high, step)
}

function stepOf(field: Field, item: string, text: string | undefined): number {
  const step = text === undefined ? 1 : Number(text)
  if (step < 1) throw refused(field, item, 'has a step of 0')
  return step
}

function numberOf(field: Field, item: string, text: string): number {
  const named = field.names?.indexOf(text) ?? -1
  if (named >= 0) return field.low + named
  if (!/^\d+$/.test(text)) throw refused(field, item, 'is not understood')
  const value = Number(text)
  if (value === field.alias?.[0]) return field.alias[1]
  if (value < field.low || value > field.high) {
    throw refused(field, item, `is outside ${field.low}–${field.high}`)
  }
  return value
}

export function refused(field: Field, item: string, why: string): CronError {
  return new CronError(`${field.name} "${item}" ${why}`)
}
