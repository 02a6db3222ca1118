import { DAY, MINUTE, type Micros, SECOND, type Zone, zone } from '../../../kernel/index.ts'
import { defineMethods } from '../arguments.ts'
import { quote } from '../text/quote.ts'
import { type HashKey, Host, type Methods, PythonError, type Value } from '../types.ts'
import { TimeDelta } from './delta.ts'
import { offsetText } from './offset-text.ts'
import { zoneName } from './zone-names.ts'

/** A wall-clock time as time zones see it. */
export interface WallTime {
  /** Days since 1970-01-01. */
  readonly days: number
  /** Microseconds of the day. */
  readonly rest: Micros
  readonly fold: number
}

/** Python's tzinfo: what a wall clock's offset from UTC is. */
export abstract class TzInfo extends Host {
  /** Microseconds east of UTC; null when that depends on a date and there is none. */
  abstract offsetAt(wall: WallTime | null): Micros | null

  abstract dstAt(wall: WallTime | null): Micros | null

  abstract nameAt(wall: WallTime | null): string | null

  /** The wall clock's offset at an instant, given as days and microseconds of the day in UTC. */
  abstract offsetAtInstant(days: number, rest: Micros): { readonly offset: Micros; readonly fold: number }

  override get methods(): Methods<never> {
    return METHODS
  }
}

/** Anything with a wall-clock time, which `tzinfo.utcoffset(dt)` may be given. */
interface HasWall {
  readonly wall: WallTime
}

function wallOf(value: Value): WallTime | null {
  if (value === null) return null
  const wall = value instanceof Host ? (value as Partial<HasWall>).wall : undefined
  if (wall !== undefined) return wall
  throw new PythonError('TypeError', 'utcoffset(dt) argument must be a datetime instance or None')
}

const METHODS = defineMethods<TzInfo>('datetime.tzinfo', {
  'utcoffset(dt, /)': (tz, dt) => deltaOrNone(tz.offsetAt(wallOf(dt))),
  'dst(dt, /)': (tz, dt) => deltaOrNone(tz.dstAt(wallOf(dt))),
  'tzname(dt, /)': (tz, dt) => tz.nameAt(wallOf(dt)),
})

export function deltaOrNone(offset: Micros | null): Value {
  return offset === null ? null : new TimeDelta(0, offset)
}

/** Python's timezone: a fixed offset, perhaps with a name. */
export class TimeZone extends TzInfo {
  static readonly utc = new TimeZone(0, null)

  readonly offset: Micros
  readonly name: string | null

  private constructor(offset: Micros, name: string | null) {
    super()
    this.offset = offset
    this.name = name
  }

  /** ValueError unless the offset is strictly between −24 and 24 hours. */
  static of(offset: Micros, name: string | null = null): TimeZone {
    if (offset === 0 && name === null) return TimeZone.utc
    if (Math.abs(offset) < DAY) return new TimeZone(offset, name)
    const range = '-timedelta(hours=24) and timedelta(hours=24)'
    const given = new TimeDelta(0, offset).repr()
    throw new PythonError('ValueError', `offset must be a timedelta strictly between ${range}, not ${given}.`)
  }

  get typeName(): string {
    return 'datetime.timezone'
  }

  override offsetAt(): Micros {
    return this.offset
  }

  override offsetAtInstant(): { offset: Micros; fold: number } {
    return { offset: this.offset, fold: 0 }
  }

  override dstAt(): null {
    return null
  }

  override nameAt(): string {
    return this.toText()
  }

  override repr(): string {
    if (this === TimeZone.utc) return 'datetime.timezone.utc'
    const name = this.name === null ? '' : `, ${quote(this.name)}`
    return `datetime.timezone(${new TimeDelta(0, this.offset).repr()}${name})`
  }

  override toText(): string {
    if (this.name !== null) return this.name
    return this.offset === 0 ? 'UTC' : `UTC${offsetText(this.offset, ':')}`
  }

  override equals(other: Value): boolean | undefined {
    return other instanceof TimeZone ? this.offset === other.offset : undefined
  }

  override hashKey(): HashKey {
    return `\0z${this.offset}`
  }
}

const infos = new WeakMap<Zone, ZoneInfo>()

/** Zones whose offset needs no date. */
const FIXED = /^(?:UTC|Etc\/.+)$/

/** Python's ZoneInfo over a zone of the kernel; one object a zone. */
export class ZoneInfo extends TzInfo {
  readonly zone: Zone

  private constructor(zone: Zone) {
    super()
    this.zone = zone
  }

  /** The one ZoneInfo of a zone. */
  static of(zone: Zone): ZoneInfo {
    let info = infos.get(zone)
    if (info === undefined) {
      info = new ZoneInfo(zone)
      infos.set(zone, info)
    }
    return info
  }

  /** By IANA name; E_ZONE if there is none of that name. */
  static named(name: string): ZoneInfo {
    return ZoneInfo.of(zone(name))
  }

  get typeName(): string {
    return 'zoneinfo.ZoneInfo'
  }

  override getAttr(name: string): Value | undefined {
    return name === 'key' ? this.zone.name : undefined
  }

  override offsetAt(wall: WallTime | null): Micros | null {
    if (wall === null) return FIXED.test(this.zone.name) ? this.zone.offset(0) : null
    const time = wall.days * DAY + wall.rest
    const instant = this.zone.fromWall(time, wall.fold === 1 ? 'second' : 'first')
    // In the gap of spring the earlier reading still counts with the offset before it, the later with that after.
    const skipped = wall.fold === 1 && Math.abs(this.zone.toWall(instant) - time) >= MINUTE
    // Far from 1970 microseconds are no longer exact; no offset has a fraction of a second.
    return skipped ? this.zone.offset(instant) : Math.round((time - instant) / SECOND) * SECOND
  }

  override offsetAtInstant(days: number, rest: Micros): { offset: Micros; fold: number } {
    const instant = days * DAY + rest
    const offset = this.zone.offset(instant)
    return { offset, fold: Math.abs(this.zone.fromWall(instant + offset) - instant) < MINUTE ? 0 : 1 }
  }

  /** The standard offset is taken to be the lesser one of the year, as it is nearly everywhere. */
  override dstAt(wall: WallTime | null): Micros | null {
    const offset = this.offsetAt(wall)
    if (wall === null || offset === null) return null
    const time = wall.days * DAY + wall.rest - offset
    let standard = offset
    for (const days of [-182, -91, 91, 182])
      standard = Math.min(standard, this.zone.offset(time + days * DAY))
    return offset - standard
  }

  override nameAt(wall: WallTime | null): string | null {
    const offset = this.offsetAt(wall)
    return offset === null ? null : zoneName(this.zone.name, offset)
  }

  override repr(): string {
    return `zoneinfo.ZoneInfo(key=${quote(this.zone.name)})`
  }

  override toText(): string {
    return this.zone.name
  }
}
