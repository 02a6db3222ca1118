import { DAY, HOUR, MINUTE, type Micros, SECOND, type Zone } from '../../../kernel/index.ts'
import { ratio } from '../number/arithmetic.ts'
import { type BinaryOperator, type HashKey, Host, type Methods, PythonError, type Value } from '../types.ts'
import { type CalendarDay, calendarDay, checkDays, daysOf, dayText, restOf, timeText } from './calendar.ts'
import { DateOnly } from './date-only.ts'
import { DATETIME_METHODS } from './datetime-methods.ts'
import { TimeDelta } from './delta.ts'
import { isoText } from './iso-text.ts'
import { isoOffset, offsetText } from './offset-text.ts'
import { type Moment, strftime } from './strftime.ts'
import { type TzInfo, type WallTime, ZoneInfo } from './zone.ts'

/** Fields of a date-time; months and days count from 1. */
export interface DateTimeFields {
  readonly year: number
  readonly month: number
  readonly day: number
  readonly hour?: number
  readonly minute?: number
  readonly second?: number
  readonly microsecond?: number
}

/**
 * Python's `datetime`. Kept as days and microseconds of the day on the wall clock, which is exact from year 1
 * to 9999; fields and offset are computed when asked for.
 */
export class DateTime extends Host implements WallTime {
  readonly days: number
  readonly rest: Micros
  readonly tzinfo: TzInfo | null
  readonly #instantOffset: Micros | undefined
  #fold: number | null
  #civil: CalendarDay | undefined
  /** What `isoformat()` gave: events tell their time more than once. */
  #iso: string | undefined

  /**
   * `instantOffset`: the offset, where the value was made from an instant and so knows it. A fold of null
   * is found from it when asked for.
   */
  constructor(
    days: number,
    rest: Micros,
    tzinfo: TzInfo | null,
    fold: number | null = 0,
    instantOffset?: Micros,
  ) {
    super()
    this.days = days
    this.rest = rest
    this.tzinfo = tzinfo
    this.#fold = fold
    this.#instantOffset = instantOffset
  }

  /** What the wall clock of a zone shows at an instant. */
  static fromInstant(instant: Micros, zone: Zone): DateTime {
    const offset = zone.offset(instant)
    const wall = instant + offset
    const days = Math.floor(wall / DAY)
    return new DateTime(days, wall - days * DAY, ZoneInfo.of(zone), null, offset)
  }

  /** ValueError if there is no such date or time. */
  static of(fields: DateTimeFields, tzinfo: TzInfo | null = null, fold = 0): DateTime {
    const days = daysOf(fields.year, fields.month, fields.day)
    const rest = restOf(fields.hour ?? 0, fields.minute ?? 0, fields.second ?? 0, fields.microsecond ?? 0)
    return new DateTime(days, rest, tzinfo, fold)
  }

  /** From days and microseconds of the day in UTC. OverflowError beyond year 1–9999. */
  static fromUtc(days: number, rest: Micros, tzinfo: TzInfo): DateTime {
    const { offset, fold } = tzinfo.offsetAtInstant(days, rest)
    return DateTime.shifted(days, rest + offset, tzinfo, fold)
  }

  /** Microseconds may lie outside the day. OverflowError beyond year 1–9999. */
  static shifted(days: number, rest: Micros, tzinfo: TzInfo | null, fold = 0): DateTime {
    const carry = Math.floor(rest / DAY)
    return new DateTime(checkDays(days + carry), rest - carry * DAY, tzinfo, fold)
  }

  get typeName(): string {
    return 'datetime.datetime'
  }

  get wall(): WallTime {
    return this
  }

  get civil(): CalendarDay {
    this.#civil ??= calendarDay(this.days)
    return this.#civil
  }

  get hour(): number {
    return Math.floor(this.rest / HOUR)
  }

  get minute(): number {
    return Math.floor(this.rest / MINUTE) % 60
  }

  get second(): number {
    return Math.floor(this.rest / SECOND) % 60
  }

  get microsecond(): number {
    return this.rest % SECOND
  }

  /** 1 for the second reading of an hour that the wall clock shows twice. */
  get fold(): number {
    this.#fold ??= this.tzinfo!.offsetAtInstant(this.days, this.rest - this.#instantOffset!).fold
    return this.#fold
  }

  /** Microseconds east of UTC; null where there is no zone. */
  get offset(): Micros | null {
    return this.#instantOffset ?? (this.tzinfo === null ? null : this.tzinfo.offsetAt(this))
  }

  override get methods(): Methods<never> {
    return DATETIME_METHODS
  }

  override getAttr(name: string): Value | undefined {
    switch (name) {
      case 'year':
      case 'month':
      case 'day':
        return this.civil[name]
      case 'hour':
      case 'minute':
      case 'second':
      case 'microsecond':
      case 'tzinfo':
      case 'fold':
        return this[name]
      default:
        return undefined
    }
  }

  override repr(): string {
    const { year, month, day } = this.civil
    const { hour, minute, second, microsecond } = this
    const end = microsecond !== 0 ? `, ${second}, ${microsecond}` : second !== 0 ? `, ${second}` : ''
    const fold = this.fold === 1 ? ', fold=1' : ''
    const zone = this.tzinfo === null ? '' : `, tzinfo=${this.tzinfo.repr()}`
    return `datetime.datetime(${year}, ${month}, ${day}, ${hour}, ${minute}${end}${fold}${zone})`
  }

  override toText(): string {
    return this.isoformat(' ')
  }

  override format(spec: string): string {
    return spec === '' ? this.toText() : this.strftime(spec)
  }

  /** `2024-01-31T13:05:07.000250+02:00`. */
  isoformat(separator = 'T', timespec = 'auto'): string {
    if (separator === 'T' && timespec === 'auto') {
      this.#iso ??= this.#isoText()
      return this.#iso
    }
    return this.#written(separator, timespec)
  }

  #isoText(): string {
    const { offset, civil } = this
    const usual = offset !== null && offset % MINUTE === 0 && civil.year >= 1000
    return usual ? isoText(civil, this.rest, offset) : this.#written('T', 'auto')
  }

  #written(separator: string, timespec: string): string {
    const { offset } = this
    const zone = offset === null ? '' : isoOffset(offset)
    return dayText(this.days) + separator + timeText(this.rest, timespec) + zone
  }

  strftime(pattern: string): string {
    return strftime(pattern, new DateTimeMoment(this))
  }

  /** Seconds since the epoch as the nearest double; a time without a zone counts as UTC. */
  timestamp(): number {
    const rest = this.rest - (this.offset ?? 0)
    const micros = this.days * DAY + rest
    if (Number.isSafeInteger(micros)) return micros / SECOND
    return ratio(BigInt(this.days) * BigInt(DAY) + BigInt(rest), BigInt(SECOND))
  }

  /** The like of it with other fields, zone and fold. */
  replaced(fields: DateTimeFields, tzinfo: TzInfo | null, fold: number): DateTime {
    return DateTime.of(fields, tzinfo, fold)
  }

  /** The same instant in another zone; a time without a zone counts as UTC. */
  inZone(tzinfo: TzInfo): DateTime {
    if (tzinfo === this.tzinfo) return this
    return DateTime.fromUtc(...this.#utc(), tzinfo)
  }

  /** Days and microseconds of the day in UTC; the latter within the day. */
  #utc(): [days: number, rest: Micros] {
    const rest = this.rest - (this.offset ?? 0)
    const carry = Math.floor(rest / DAY)
    return [this.days + carry, rest - carry * DAY]
  }

  override equals(other: Value): boolean | undefined {
    if (other instanceof DateOnly) return false
    if (!(other instanceof DateTime)) return undefined
    if (this.#sharesZone(other)) return this.days === other.days && this.rest === other.rest
    if ((this.offset === null) !== (other.offset === null)) return false
    return this.#difference(other).truth() === false
  }

  override compare(other: Value): number | undefined {
    if (other instanceof DateOnly) {
      throw new PythonError('TypeError', "can't compare datetime.datetime to datetime.date")
    }
    if (!(other instanceof DateTime)) return undefined
    if (!this.#sharesZone(other) && (this.offset === null) !== (other.offset === null)) {
      throw new PythonError('TypeError', "can't compare offset-naive and offset-aware datetimes")
    }
    const difference = this.#difference(other)
    return difference.days || difference.rest
  }

  /** Values of one zone object are compared and subtracted on the wall clock. */
  #sharesZone(other: DateTime): boolean {
    return this.tzinfo === other.tzinfo
  }

  #difference(other: DateTime): TimeDelta {
    if (this.#sharesZone(other)) return new TimeDelta(this.days - other.days, this.rest - other.rest)
    const [days, rest] = this.#utc()
    const [theirDays, theirRest] = other.#utc()
    return new TimeDelta(days - theirDays, rest - theirRest)
  }

  override binary(operator: BinaryOperator, other: Value, reflected: boolean): Value | undefined {
    if (other instanceof TimeDelta && (operator === '+' || (operator === '-' && !reflected))) {
      const delta = operator === '+' ? other : other.negated()
      return DateTime.shifted(this.days + delta.days, this.rest + delta.rest, this.tzinfo)
    }
    if (operator !== '-' || reflected || !(other instanceof DateTime)) return undefined
    if ((this.offset === null) !== (other.offset === null)) {
      throw new PythonError('TypeError', "can't subtract offset-naive and offset-aware datetimes")
    }
    return this.#difference(other)
  }

  override hashKey(): HashKey {
    const [days, rest] = this.#utc()
    return `\0d${this.offset === null ? 'n' : 'a'}${days}:${rest}`
  }
}

/** A date-time as `strftime` reads it. */
class DateTimeMoment implements Moment {
  readonly days: number
  readonly rest: number
  readonly #time: DateTime

  constructor(time: DateTime) {
    this.days = time.days
    this.rest = time.rest
    this.#time = time
  }

  offset(): string {
    const { offset } = this.#time
    return offset === null ? '' : offsetText(offset, '')
  }

  zone(): string {
    return this.#time.tzinfo?.nameAt(this.#time) ?? ''
  }

  summer(): boolean {
    return (this.#time.tzinfo?.dstAt(this.#time) ?? 0) !== 0
  }
}
