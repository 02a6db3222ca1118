import { DAY, HOUR, MINUTE, type Micros, SECOND } from '../../../kernel/index.ts'
import { quote } from '../text/quote.ts'
import { PythonError } from '../types.ts'
import { daysOf, daysOfIsoWeek, restOf, weekdayOf } from './calendar.ts'
import { DateTime } from './datetime.ts'
import { MONTHS, WEEKDAYS } from './strftime.ts'
import { TimeZone } from './zone.ts'

const short = (names: readonly string[]): string[] => names.map((name) => name.slice(0, 3))
const anyOf = (names: readonly string[]): string => names.join('|')

/** What each directive matches, as CPython's `_strptime` has it for the C locale. */
const PATTERNS: Readonly<Record<string, string>> = {
  a: anyOf(short(WEEKDAYS)),
  A: anyOf(WEEKDAYS),
  b: anyOf(short(MONTHS)),
  B: anyOf(MONTHS),
  d: '3[0-1]|[1-2]\\d|0[1-9]|[1-9]| [1-9]',
  f: '\\d{1,6}',
  G: '\\d{4}',
  H: '2[0-3]|[0-1]\\d|\\d',
  I: '1[0-2]|0[1-9]|[1-9]',
  j: '36[0-6]|3[0-5]\\d|[1-2]\\d{2}|0[1-9]\\d|00[1-9]|[1-9]\\d|0[1-9]|[1-9]',
  m: '1[0-2]|0[1-9]|[1-9]',
  M: '[0-5]\\d|\\d',
  p: 'am|pm',
  S: '6[0-1]|[0-5]\\d|\\d',
  u: '[1-7]',
  U: '5[0-3]|[0-4]\\d|\\d',
  V: '5[0-3]|0[1-9]|[1-4]\\d|\\d',
  w: '[0-6]',
  W: '5[0-3]|[0-4]\\d|\\d',
  y: '\\d{2}',
  Y: '\\d{4}',
  z: '[+-]\\d{2}:?[0-5]\\d(?::?[0-5]\\d(?:\\.\\d{1,6})?)?|Z',
  Z: 'utc|gmt',
}

const COMPOSED: Readonly<Record<string, string>> = {
  c: '%a %b %d %H:%M:%S %Y',
  x: '%m/%d/%y',
  X: '%H:%M:%S',
}

type Found = Readonly<Record<string, string | undefined>>

function fail(message: string): never {
  throw new PythonError('ValueError', message)
}

const compiled = new Map<string, RegExp>()

/** `datetime.strptime(text, format)` in the C locale. ValueError as CPython says it. */
export function strptime(text: string, format: string): DateTime {
  let regex = compiled.get(format)
  if (regex === undefined) {
    regex = compile(format)
    if (compiled.size > 500) compiled.clear()
    compiled.set(format, regex)
  }
  const match = regex.exec(text)
  if (!match) fail(`time data ${quote(text)} does not match format ${quote(format)}`)
  const rest = text.slice(match[0].length)
  if (rest !== '') fail(`unconverted data remains: ${rest}`)
  return assemble(match.groups ?? {})
}

function compile(format: string): RegExp {
  const expanded = format.replace(/%([cxX])/g, (_, letter: string) => COMPOSED[letter]!)
  const seen = new Set<string>()
  let source = ''
  for (const [part] of expanded.matchAll(/%[\s\S]?|\s+|[^%\s]/gu)) {
    if (part[0] !== '%') source += /^\s/.test(part) ? '\\s+' : part.replace(/[\\^$.|?*+()[\]{}]/g, '\\$&')
    else if (part === '%%') source += '%'
    else {
      const letter = part[1]
      if (letter === undefined) fail(`stray % in format ${quote(format)}`)
      const pattern = Object.hasOwn(PATTERNS, letter) ? PATTERNS[letter] : undefined
      if (pattern === undefined) fail(`${quote(letter)} is a bad directive in format ${quote(format)}`)
      if (seen.has(letter)) {
        throw new PythonError('error', `redefinition of group name ${quote(letter)}`)
      }
      seen.add(letter)
      source += `(?<${letter}>${pattern})`
    }
  }
  return new RegExp(`^${source}`, 'iu')
}

function assemble(found: Found): DateTime {
  const rest = restOf(
    hourOf(found),
    Number(found.M ?? 0),
    Number(found.S ?? 0),
    Number((found.f ?? '').padEnd(6, '0')),
  )
  return new DateTime(dayOf(found), rest, zoneOf(found))
}

function hourOf(found: Found): number {
  if (found.I === undefined) return Number(found.H ?? 0)
  const hour = Number(found.I) % 12
  return found.p?.toLowerCase() === 'pm' ? hour + 12 : hour
}

function yearOf(found: Found): number | undefined {
  if (found.Y !== undefined) return Number(found.Y)
  if (found.y === undefined) return undefined
  const year = Number(found.y)
  return year <= 68 ? 2000 + year : 1900 + year
}

function monthOf(found: Found): number {
  const name = (found.B ?? found.b)?.slice(0, 3).toLowerCase()
  if (name !== undefined) return MONTHS.findIndex((month) => month.slice(0, 3).toLowerCase() === name) + 1
  return Number(found.m ?? 1)
}

/** 0 = Monday; undefined where the format names no weekday. */
function namedWeekday(found: Found): number | undefined {
  const name = (found.A ?? found.a)?.slice(0, 3).toLowerCase()
  if (name !== undefined) return WEEKDAYS.findIndex((day) => day.slice(0, 3).toLowerCase() === name)
  if (found.w !== undefined) return (Number(found.w) + 6) % 7
  return found.u === undefined ? undefined : Number(found.u) - 1
}

function dayOf(found: Found): number {
  const weekday = namedWeekday(found)
  checkIsoFields(found, weekday)
  if (found.G !== undefined && found.V !== undefined) {
    return daysOfIsoWeek(Number(found.G), Number(found.V), weekday! + 1)
  }
  const year = yearOf(found)
  // Without a year it is 1900.
  const place = year ?? 1900
  if (found.j !== undefined) return daysOf(place, 1, 1) + Number(found.j) - 1
  const week = found.U ?? found.W
  if (year !== undefined && week !== undefined && weekday !== undefined) {
    return dayOfWeek(year, Number(week), weekday, found.U === undefined)
  }
  const day = found.d === undefined ? 1 : Number(found.d)
  return daysOf(place, monthOf(found), day)
}

function checkIsoFields(found: Found, weekday: number | undefined): void {
  if (found.G !== undefined) {
    if (found.j !== undefined) {
      fail("Day of the year directive '%j' is not compatible with ISO year directive '%G'. Use '%Y' instead.")
    }
    if (found.V === undefined || weekday === undefined) {
      fail(
        "ISO year directive '%G' must be used with the ISO week directive '%V' and a weekday directive ('%A', '%a', '%w', or '%u').",
      )
    }
  } else if (found.V !== undefined) {
    if (yearOf(found) === undefined || weekday === undefined) {
      fail(
        "ISO week directive '%V' must be used with the ISO year directive '%G' and a weekday directive ('%A', '%a', '%w', or '%u').",
      )
    }
    fail(
      "ISO week directive '%V' is incompatible with the year directive '%Y'. Use the ISO year '%G' instead.",
    )
  }
}

/** The day of a week as `%U` (weeks begin on Sunday) or `%W` (on Monday) counts them. */
function dayOfWeek(year: number, week: number, weekday: number, mondays: boolean): number {
  const first = daysOf(year, 1, 1)
  const firstWeekday = mondays ? weekdayOf(first) : (weekdayOf(first) + 1) % 7
  const place = mondays ? weekday : (weekday + 1) % 7
  const weekZero = (7 - firstWeekday) % 7
  return week === 0 ? first + place - firstWeekday : first + weekZero + 7 * (week - 1) + place
}

function zoneOf(found: Found): TimeZone | null {
  const { z } = found
  if (z === undefined) return null
  if (z.toUpperCase() === 'Z') return TimeZone.utc
  const [, hours, minutes, seconds = '0', fraction = ''] = /^.(\d\d):?(\d\d)(?::?(\d\d)(?:\.(\d+))?)?$/.exec(
    z,
  )!
  const size: Micros = Number(hours) * HOUR + Number(minutes) * MINUTE + Number(seconds) * SECOND
  const offset = size + Number(fraction.padEnd(6, '0'))
  if (offset >= DAY)
    fail(`offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24)`)
  const name = found.Z?.toUpperCase() ?? null
  return TimeZone.of(z.startsWith('-') ? -offset : offset, name)
}
