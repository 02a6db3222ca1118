import { HOUR, MINUTE, type Micros, SECOND } from '../../../kernel/index.ts'
import { defineMethods } from '../arguments.ts'
import { type HashKey, Host, type Methods, type Ordering, PythonError, type Value } from '../types.ts'
import { restOf, timeText } from './calendar.ts'
import { offsetText } from './offset-text.ts'
import { foldOr, intOr, textArgument, zoneOr } from './read.ts'
import { strftime } from './strftime.ts'
import { deltaOrNone, type TzInfo } from './zone.ts'

/** 1900-01-01, the day that `time.strftime` writes. */
const DAY_OF_TIME = -25_567

/** Python's `time`: a time of day, perhaps with a zone. */
export class TimeOnly extends Host {
  /** Microseconds of the day. */
  readonly rest: Micros
  readonly tzinfo: TzInfo | null
  readonly fold: number

  constructor(rest: Micros, tzinfo: TzInfo | null = null, fold = 0) {
    super()
    this.rest = rest
    this.tzinfo = tzinfo
    this.fold = fold
  }

  get typeName(): string {
    return 'datetime.time'
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

  /** Null where there is no zone or its offset depends on the date. */
  get offset(): Micros | null {
    return this.tzinfo === null ? null : this.tzinfo.offsetAt(null)
  }

  override get methods(): Methods<never> {
    return METHODS
  }

  override getAttr(name: string): Value | undefined {
    switch (name) {
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
    const { hour, minute, second, microsecond } = this
    const end = microsecond !== 0 ? `, ${second}, ${microsecond}` : second !== 0 ? `, ${second}` : ''
    const zone = this.tzinfo === null ? '' : `, tzinfo=${this.tzinfo.repr()}`
    return `datetime.time(${hour}, ${minute}${end}${zone}${this.fold === 1 ? ', fold=1' : ''})`
  }

  override toText(): string {
    return this.isoformat('auto')
  }

  override format(spec: string): string {
    return spec === '' ? this.toText() : this.strftime(spec)
  }

  isoformat(timespec: string): string {
    const { offset } = this
    return timeText(this.rest, timespec) + (offset === null ? '' : offsetText(offset, ':'))
  }

  strftime(pattern: string): string {
    return strftime(pattern, {
      days: DAY_OF_TIME,
      rest: this.rest,
      offset: () => (this.offset === null ? '' : offsetText(this.offset, '')),
      zone: () => this.tzinfo?.nameAt(null) ?? '',
      summer: () => false,
    })
  }

  override truth(): boolean {
    return true
  }

  override equals(other: Value): boolean | undefined {
    if (!(other instanceof TimeOnly)) return undefined
    if ((this.offset === null) !== (other.offset === null)) return false
    return this.rest - (this.offset ?? 0) === other.rest - (other.offset ?? 0)
  }

  override compare(other: Value, _operator: Ordering): number | undefined {
    if (!(other instanceof TimeOnly)) return undefined
    if ((this.offset === null) !== (other.offset === null)) {
      throw new PythonError('TypeError', "can't compare offset-naive and offset-aware times")
    }
    return this.rest - (this.offset ?? 0) - (other.rest - (other.offset ?? 0))
  }

  override hashKey(): HashKey {
    return `\0T${this.offset === null ? 'n' : 'a'}${this.rest - (this.offset ?? 0)}`
  }
}

const METHODS = defineMethods<TimeOnly>('datetime.time', {
  'isoformat(timespec?)': (time, timespec = 'auto') => time.isoformat(textArgument(timespec, 'isoformat')),
  'strftime(format)': (time, pattern) => time.strftime(textArgument(pattern, 'strftime')),
  'utcoffset()': (time) => deltaOrNone(time.offset),
  'dst()': (time) => deltaOrNone(time.tzinfo?.dstAt(null) ?? null),
  'tzname()': (time) => time.tzinfo?.nameAt(null) ?? null,
  'replace(hour?, minute?, second?, microsecond?, tzinfo?, *, fold?)': (time, hour, minute, ...more) => {
    const [second, microsecond, tzinfo, fold] = more
    const rest = restOf(
      intOr(hour, time.hour),
      intOr(minute, time.minute),
      intOr(second, time.second),
      intOr(microsecond, time.microsecond),
    )
    return new TimeOnly(rest, zoneOr(tzinfo, time.tzinfo), foldOr(fold, time.fold))
  },
})
