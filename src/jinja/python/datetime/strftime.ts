import { DAY, HOUR, MINUTE, SECOND } from '../../../kernel/index.ts'
import { calendarDay, dayOfYear, isoWeek, sixDigits, twoDigits, weekdayOf } from './calendar.ts'

/** The moment that `strftime` writes. */
export interface Moment {
  readonly days: number
  readonly rest: number
  /** What `%z` writes: `+0300`, empty where there is no zone. */
  offset(): string
  /** What `%Z` writes. */
  zone(): string
  /** Is daylight-saving time in effect? */
  summer(): boolean
}

export const WEEKDAYS = [
  'Monday',
  'Tuesday',
  'Wednesday',
  'Thursday',
  'Friday',
  'Saturday',
  'Sunday',
] as const
export const MONTHS = [
  ...['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September'],
  ...['October', 'November', 'December'],
] as const

const SHORT_WEEKDAYS = WEEKDAYS.map((name) => name.slice(0, 3))
const SHORT_MONTHS = MONTHS.map((name) => name.slice(0, 3))

/** The fields of a moment, each computed when a directive asks for it. */
class Fields {
  readonly moment: Moment
  readonly year: number
  readonly month: number
  readonly day: number
  readonly hour: number
  readonly minute: number
  readonly second: number

  constructor(moment: Moment) {
    this.moment = moment
    const { year, month, day } = calendarDay(moment.days)
    this.year = year
    this.month = month
    this.day = day
    this.hour = Math.floor(moment.rest / HOUR)
    this.minute = Math.floor(moment.rest / MINUTE) % 60
    this.second = Math.floor(moment.rest / SECOND) % 60
  }

  /** 0 = Monday. */
  get weekday(): number {
    return weekdayOf(this.moment.days)
  }

  get yearDay(): number {
    return dayOfYear(this.moment.days, this.year)
  }

  get hour12(): number {
    return this.hour % 12 === 0 ? 12 : this.hour % 12
  }
}

/** A number, how wide it is and what fills it. */
interface NumberDirective {
  readonly number: (f: Fields) => number
  readonly width: number
  readonly fill: '0' | ' ' | ''
}

type Directive = NumberDirective | { readonly text: (f: Fields) => string } | { readonly format: string }

const number = (read: (f: Fields) => number, width = 2, fill: '0' | ' ' | '' = '0'): Directive => ({
  number: read,
  width,
  fill,
})
const text = (read: (f: Fields) => string): Directive => ({ text: read })
const format = (same: string): Directive => ({ format: same })

/** The directives of glibc in the C locale. */
const DIRECTIVES: Readonly<Record<string, Directive>> = {
  a: text((f) => SHORT_WEEKDAYS[f.weekday]!),
  A: text((f) => WEEKDAYS[f.weekday]!),
  b: text((f) => SHORT_MONTHS[f.month - 1]!),
  B: text((f) => MONTHS[f.month - 1]!),
  c: format('%a %b %e %H:%M:%S %Y'),
  C: number((f) => Math.floor(f.year / 100), 2, ''),
  d: number((f) => f.day),
  D: format('%m/%d/%y'),
  e: number((f) => f.day, 2, ' '),
  F: format('%Y-%m-%d'),
  g: number((f) => isoWeek(f.moment.days).year % 100),
  G: number((f) => isoWeek(f.moment.days).year, 4, ''),
  h: text((f) => SHORT_MONTHS[f.month - 1]!),
  H: number((f) => f.hour),
  I: number((f) => f.hour12),
  j: number((f) => f.yearDay, 3),
  k: number((f) => f.hour, 2, ' '),
  l: number((f) => f.hour12, 2, ' '),
  m: number((f) => f.month),
  M: number((f) => f.minute),
  n: text(() => '\n'),
  p: text((f) => (f.hour < 12 ? 'AM' : 'PM')),
  P: text((f) => (f.hour < 12 ? 'am' : 'pm')),
  r: format('%I:%M:%S %p'),
  R: format('%H:%M'),
  // What mktime makes of the wall clock where the machine's own zone is UTC: it takes the hour of summer off.
  s: number(
    (f) => {
      const seconds = (f.moment.days * DAY) / SECOND + Math.floor(f.moment.rest / SECOND)
      return f.moment.summer() ? seconds - HOUR / SECOND : seconds
    },
    1,
    '',
  ),
  S: number((f) => f.second),
  t: text(() => '\t'),
  T: format('%H:%M:%S'),
  u: number((f) => f.weekday + 1, 1),
  U: number((f) => Math.floor((f.yearDay + 6 - ((f.weekday + 1) % 7)) / 7)),
  V: number((f) => isoWeek(f.moment.days).week),
  w: number((f) => (f.weekday + 1) % 7, 1),
  W: number((f) => Math.floor((f.yearDay + 6 - f.weekday) / 7)),
  x: format('%m/%d/%y'),
  X: format('%H:%M:%S'),
  y: number((f) => f.year % 100),
  Y: number((f) => f.year, 4, ''),
  '%': text(() => '%'),
}

type Piece = string | ((f: Fields) => string)

const DIRECTIVE = /%(?:([zZf])|([-_0^#]*)(\d*)([EO]?)([\s\S]?))/g
const cache = new Map<string, readonly Piece[]>()

/** `datetime.strftime(format)` as CPython and glibc write it in the C locale. */
export function strftime(pattern: string, moment: Moment): string {
  let pieces = cache.get(pattern)
  if (pieces === undefined) {
    pieces = compile(pattern)
    if (cache.size > 500) cache.clear()
    cache.set(pattern, pieces)
  }
  const fields = new Fields(moment)
  let written = ''
  for (let i = 0; i < pieces.length; i++) {
    const piece = pieces[i]!
    written += typeof piece === 'string' ? piece : piece(fields)
  }
  return written
}

function compile(pattern: string): Piece[] {
  const pieces: Piece[] = []
  let last = 0
  for (const match of pattern.matchAll(DIRECTIVE)) {
    if (match.index > last) pieces.push(pattern.slice(last, match.index))
    last = match.index + match[0].length
    const [whole, own, flags = '', width = '', , letter = ''] = match
    // These three are Python's own and know no flags.
    if (own === 'f') pieces.push((f) => sixDigits(f.moment.rest % SECOND))
    else if (own === 'z') pieces.push((f) => f.moment.offset())
    else if (own === 'Z') pieces.push((f) => f.moment.zone())
    else pieces.push(...directive(whole, letter, flags, width === '' ? undefined : Number(width)))
  }
  if (last < pattern.length) pieces.push(pattern.slice(last))
  return pieces
}

const MAX_WIDTH = 1024

function directive(whole: string, letter: string, flags: string, width: number | undefined): Piece[] {
  const found = Object.hasOwn(DIRECTIVES, letter) ? DIRECTIVES[letter]! : undefined
  if (found === undefined || (width ?? 0) > MAX_WIDTH) return [whole]
  const upper = flags.includes('^') || (flags.includes('#') && letter !== 'p' && letter !== 'P')
  const lower = flags.includes('#') && (letter === 'p' || letter === 'P')
  const cased = (written: string): string =>
    upper ? written.toUpperCase() : lower ? written.toLowerCase() : written
  const padding = [...flags].findLast((flag) => '-_0'.includes(flag))
  if ('number' in found) return [numberPiece(found, padding, width)]
  const fill = padding === '0' ? '0' : ' '
  if ('text' in found && flags === '' && width === undefined) return [found.text]
  if ('text' in found) return [(f) => cased(found.text(f)).padStart(width ?? 0, fill)]
  const inner = compile(found.format)
  if (!upper && width === undefined) return inner
  return [
    (f) =>
      cased(inner.map((piece) => (typeof piece === 'string' ? piece : piece(f))).join('')).padStart(
        width ?? 0,
        fill,
      ),
  ]
}

function numberPiece(
  { number: read, width: usual, fill }: NumberDirective,
  padding: string | undefined,
  width: number | undefined,
): Piece {
  if (padding === undefined && width === undefined && usual === 2 && fill === '0')
    return (f) => twoDigits(read(f))
  if (padding === undefined ? fill === '' && width === undefined : padding === '-' && width === undefined) {
    return (f) => String(read(f))
  }
  const filler = padding === '_' || padding === '-' ? ' ' : padding === '0' || fill === '' ? '0' : fill
  return (f) => String(read(f)).padStart(width ?? usual, filler)
}
