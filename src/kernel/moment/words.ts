import type { ParsedComponents } from 'chrono-node'
import {
  DAY,
  daysFromCivil,
  daysInMonth,
  HOUR,
  MINUTE,
  type Micros,
  SECOND,
  toCivil,
  weekday,
} from '../time/civil.ts'
import { calendarDate, type WallTime } from './iso.ts'

/** Reads a date in words, given what the wall clock shows at its base; undefined if it is no date. */
export type ReadWords = (text: string, baseWall: Micros) => WallTime | undefined

/** Day words that keep the base's time of day unless they name one. */
const DAY_WORD = /^(?:casualReference\/(?:yesterday|today|tomorrow)|result\/relativeDate)$/
const MODIFIED_WEEKDAY = /\b(?:last|past|next|this|coming)\b/i
const YEAR_MONTH = /^(\d{4})-(\d\d)$/

/**
 * The reader of dates in words. Its grammar is chrono-node's, which loads here, on first use; what a part that
 * was left out means is ours: the day and year of the base, midnight, the most recent such weekday.
 */
export async function wordReader(): Promise<ReadWords> {
  const { casual } = await import('chrono-node/en')
  return (text, baseWall) => {
    const yearMonth = YEAR_MONTH.exec(text.trim())
    if (yearMonth) return dayOf(Number(yearMonth[1]), Number(yearMonth[2]), toCivil(baseWall).day)
    // chrono reckons in the host's zone; at noon no zone has a gap, so the date it finds is host-independent.
    const base = toCivil(baseWall)
    const noon = new Date(base.year, base.month - 1, base.day, 12)
    const [found, ...more] = casual.parse(text, noon)
    if (!found || more.length > 0 || found.end || found.text.trim() !== text.trim()) return undefined
    return interpret(found.start, text, baseWall)
  }
}

function interpret(parts: ParsedComponents, text: string, baseWall: Micros): WallTime | undefined {
  const tags = [...parts.tags()]
  // Distances in hours and minutes are a quantity's, which knows their base exactly.
  if (tags.includes('result/relativeDateAndTime')) return undefined
  const date = dateOf(parts, text, baseWall)
  if (date === undefined) return undefined
  const offset = parts.isCertain('timezoneOffset') ? parts.get('timezoneOffset')! * MINUTE : null
  if (parts.isCertain('hour') || tags.some((tag) => /^casualReference\//.test(tag) && !DAY_WORD.test(tag))) {
    return { wall: date + timeOf(parts), offset }
  }
  if (tags.some((tag) => DAY_WORD.test(tag))) {
    return { wall: date + baseWall - Math.floor(baseWall / DAY) * DAY, offset }
  }
  return { wall: date, offset }
}

/** Midnight of the day that is meant. */
function dateOf(parts: ParsedComponents, text: string, baseWall: Micros): Micros | undefined {
  const base = toCivil(baseWall)
  const today = Math.floor(baseWall / DAY) * DAY
  if (parts.isCertain('weekday') && !parts.isCertain('day') && !MODIFIED_WEEKDAY.test(text)) {
    return today - ((weekday(baseWall) - parts.get('weekday')! + 7) % 7) * DAY
  }
  if (parts.isCertain('month')) {
    const year = parts.isCertain('year') ? parts.get('year')! : base.year
    const month = parts.get('month')!
    if (!parts.isCertain('day')) return dayOf(year, month, base.day)?.wall
    const day = calendarDate(year, month, parts.get('day')!)
    return day === undefined ? undefined : day * DAY
  }
  const onlyTime = !parts.isCertain('weekday') && !parts.isCertain('day') && !parts.isCertain('year')
  if (onlyTime && parts.isCertain('hour')) return today
  return daysFromCivil(parts.get('year')!, parts.get('month')!, parts.get('day')!) * DAY
}

/** The 31st of a shorter month is its last day. */
function dayOf(year: number, month: number, day: number): WallTime | undefined {
  if (month < 1 || month > 12) return undefined
  return { wall: daysFromCivil(year, month, Math.min(day, daysInMonth(year, month))) * DAY, offset: null }
}

function timeOf(parts: ParsedComponents): Micros {
  const at = (name: 'hour' | 'minute' | 'second' | 'millisecond') => parts.get(name) ?? 0
  return at('hour') * HOUR + at('minute') * MINUTE + at('second') * SECOND + at('millisecond') * 1000
}
