import { LoomError } from '../errors.ts'
import { DAY, fromCivil, type Micros, NEVER, toCivil } from '../time/civil.ts'
import type { Zone } from '../time/zone.ts'
import { calendarDate, readClock, readIso, type WallTime } from './iso.ts'
import { readOffset, readQuantity, type Shift, shiftBy } from './quantity.ts'
import { type ReadWords, wordReader } from './words.ts'

/** A moment as written, before anyone knows what «now» is. */
export type Moment =
  | { readonly kind: 'instant'; readonly at: Micros }
  | { readonly kind: 'date'; readonly date: WallTime }
  | { readonly kind: 'clock'; readonly clock: WallTime }
  | { readonly kind: 'now' | 'never' | 'base' }
  | { readonly kind: 'shift'; readonly shift: Shift }
  | { readonly kind: 'words'; readonly text: string; readonly read: ReadWords }

/** What a moment is resolved against. */
export interface Standpoint {
  /** What relative moments count from. */
  readonly base: Micros
  /** What `now` means. */
  readonly origin: Micros
  readonly zone: Zone
}

/** The latest Unix time that is read as seconds; a greater number counts milliseconds. */
const MAX_UNIX_SECONDS = 2e10
const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i

/**
 * Reads a moment; the first form that fits wins:
 * 1. ISO 8601, in the generator's zone unless it carries an offset; a year (`2024`, `1900`–`2255`) or a date
 *    (`20240131`); any other number is a Unix time in seconds, above 2·10¹⁰ in milliseconds;
 * 2. a time of day, `14:30` or `14:30:15.5`, on the base's date;
 * 3. `now` or `never`;
 * 4. an offset from the base, `+1d2h30m15s`: days of the calendar, the rest as elapsed time;
 * 5. English: `yesterday 3pm`, `in 2 days`, `1st August 2024`, `monday`.
 *
 * E_OPTION_INVALID, naming `option`, if none does.
 */
export async function parseMoment(option: string, raw: string | number): Promise<Moment> {
  const text = String(raw)
  if (NUMBER.test(text.trim())) return readNumber(option, text.trim())
  const date = readIso(text)
  if (date) return { kind: 'date', date }
  const clock = readClock(text)
  if (clock) return { kind: 'clock', clock }
  if (text === 'now' || text === 'never') return { kind: text }
  const shift = readOffset(text) ?? readQuantity(text)
  if (shift) return { kind: 'shift', shift }
  if (text.trim().toLowerCase() === 'now') return { kind: 'base' }
  const read = await wordReader()
  if (!isFalseDate(text) && read(text, fromCivil({ year: 2024, month: 2, day: 29 })) !== undefined)
    return { kind: 'words', text, read }
  throw invalidOption(
    option,
    `"${text}" is not a moment`,
    'write 2024-01-31T10:00, 14:30, now, never, +1h30m or yesterday 3pm',
  )
}

/**
 * The instant that a moment means, between −NEVER and NEVER: later ones (`9999-12-31`) are NEVER. A wall-clock
 * time that spring skips moves forward by the gap, one that autumn repeats is the first of the two.
 */
export function resolveMoment(option: string, moment: Moment, { base, origin, zone }: Standpoint): Micros {
  const at = instantOf(option, moment, { base, origin, zone })
  return Math.min(NEVER, Math.max(-NEVER, at))
}

function instantOf(option: string, moment: Moment, { base, origin, zone }: Standpoint): Micros {
  switch (moment.kind) {
    case 'instant':
      return moment.at
    case 'date':
      return fromWallTime(moment.date, zone)
    case 'clock': {
      const shift = moment.clock.offset
      const today = Math.floor((shift === null ? zone.toWall(base) : base + shift) / DAY) * DAY
      return fromWallTime({ wall: today + moment.clock.wall, offset: shift }, zone)
    }
    case 'now':
      return origin
    case 'never':
      return NEVER
    case 'base':
      return base
    case 'shift':
      return shiftBy(base, moment.shift, zone)
    case 'words': {
      const wall = zone.toWall(base)
      const found = moment.read(moment.text, wall)
      if (found) return fromWallTime(found, zone)
      const { year } = toCivil(wall)
      throw invalidOption(option, `"${moment.text}" does not exist in ${year}`, 'write the full date')
    }
  }
}

function fromWallTime({ wall, offset }: WallTime, zone: Zone): Micros {
  return offset === null ? zone.fromWall(wall) : wall - offset
}

/** The instant of a Unix time. Undefined if the text is no number or the instant beyond the countable range. */
export function readUnix(text: string): Micros | undefined {
  if (!NUMBER.test(text)) return undefined
  const value = Number(text)
  const at = Math.round(Math.abs(value) > MAX_UNIX_SECONDS ? value * 1000 : value * 1_000_000)
  return Math.abs(at) <= NEVER ? at : undefined
}

function readNumber(option: string, text: string): Moment {
  if (/^\d{4}$/.test(text) && text >= '1900' && text <= '2255') return day(Number(text), 1, 1)
  if (/^(?:19|20|21|22)\d{6}$/.test(text)) {
    const [year, month, dayOfMonth] = [text.slice(0, 4), text.slice(4, 6), text.slice(6)].map(Number)
    if (calendarDate(year!, month!, dayOfMonth!) !== undefined) return day(year!, month!, dayOfMonth!)
  }
  const value = Number(text)
  if (value !== 0 && Math.abs(value) < 86_400) throw invalidOption(option, ...smallNumber(text, value))
  const at = readUnix(text)
  if (at === undefined)
    throw invalidOption(option, `${text} is beyond the year 2255`, 'write never for no end')
  return { kind: 'instant', at }
}

function day(year: number, month: number, dayOfMonth: number): Moment {
  return { kind: 'date', date: { wall: fromCivil({ year, month, day: dayOfMonth }), offset: null } }
}

/**
 * Nobody means the first day of 1970. YAML reads an unquoted 14:30 as the base-60 number 870 and 14:30:00 as
 * 52200, which makes a number between them worth a question.
 */
function smallNumber(text: string, value: number): [message: string, hint: string] {
  const two = (n: number) => String(n).padStart(2, '0')
  const rest = [Math.floor(value / 60) % 60, value % 60].map(two).join(':')
  const clock =
    value >= 600 && value < 1440
      ? rest
      : Number.isInteger(value) && value >= 36_000
        ? `${two(Math.floor(value / 3600))}:${rest}`
        : undefined
  const hint = `write ${clock ? `"${clock}" in quotes for the time of day, ` : ''}+${Math.abs(value)}s for an offset, or a full date`
  return [`${text} would be a Unix time on the first day of 1970`, hint]
}

/** `2024-13-01` is a slip, not the 13th of January. */
function isFalseDate(text: string): boolean {
  const m = /^(\d{4})-(\d\d)-(\d\d)/.exec(text)
  return m !== null && calendarDate(Number(m[1]), Number(m[2]), Number(m[3])) === undefined
}

export function invalidOption(option: string, message: string, hint: string): LoomError {
  return new LoomError('E_OPTION_INVALID', `"${option}": ${message}`, { hint })
}
