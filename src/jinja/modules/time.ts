import { DAY, daysFromCivil, float, HOUR, MINUTE, SECOND } from '../../kernel/index.ts'
import { timeText } from '../python/datetime/calendar.ts'
import { ctime } from '../python/datetime/date-only.ts'
import { offsetText } from '../python/datetime/offset-text.ts'
import { zoneName } from '../python/datetime/zone-names.ts'
import {
  defineFunction,
  iterate,
  NamedTuple,
  PythonError,
  strftime,
  strptime,
  structTime,
  type Value,
  ZoneInfo,
} from '../python/ops.ts'
import { Namespace } from './native.ts'
import { index, real, text } from './read.ts'
import type { World } from './world.ts'

/** A wall-clock time as days since 1970 and microseconds of the day. */
export interface Wall {
  readonly days: number
  readonly rest: number
}

/** The wall-clock time of a struct_time or a tuple like it; its fields may run over. */
export function wallOf(value: Value): Wall {
  const fields = [...iterate(value)].map(index)
  if (fields.length < 6) throw new PythonError('TypeError', 'Tuple or struct_time argument required')
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = fields
  const months = month - 1
  const days = daysFromCivil(year + Math.floor(months / 12), (((months % 12) + 12) % 12) + 1, 1) + day - 1
  const micros = hour * HOUR + minute * MINUTE + second * SECOND
  const carry = Math.floor(micros / DAY)
  return { days: days + carry, rest: micros - carry * DAY }
}

/** Python's `time`, read from the generator's clock in the generator's zone. */
export function timeModule({ clock, zone }: World): Namespace {
  const info = ZoneInfo.of(zone)
  const secondsOr = (seconds: Value) =>
    seconds === null ? Math.floor(clock.now() / SECOND) : Math.floor(real(seconds))
  const atUtc = (seconds: number): Wall => {
    const days = Math.floor((seconds * SECOND) / DAY)
    return { days, rest: seconds * SECOND - days * DAY }
  }
  const local = (seconds: number): Wall => atUtc(seconds + Math.round(zone.offset(seconds * SECOND) / SECOND))
  const dstAt = ({ days, rest }: Wall) => ((info.dstAt({ days, rest, fold: 0 }) ?? 0) > 0 ? 1 : 0)
  const localStruct = (seconds: number) => {
    const wall = local(seconds)
    return structTime(wall.days, wall.rest, dstAt(wall))
  }
  const wallOr = (value: Value): Wall => (value === null ? local(secondsOr(null)) : wallOf(value))
  const instantOf = ({ days, rest }: Wall) => zone.fromWall(days * DAY + rest)
  const ascii = ({ days, rest }: Wall) => ctime(days, timeText(rest, 'seconds'))
  const offset = (month: number) => zone.offset(daysFromCivil(2024, month, 1) * DAY)
  const standard = Math.min(offset(1), offset(7))
  const summer = Math.max(offset(1), offset(7))
  return new Namespace('time', {
    time: defineFunction('time()', () => float(clock.now() / SECOND)),
    time_ns: defineFunction('time_ns()', () => toInt(BigInt(Math.round(clock.now())) * 1000n)),
    monotonic: defineFunction('monotonic()', () => float(clock.now() / SECOND)),
    perf_counter: defineFunction('perf_counter()', () => float(clock.now() / SECOND)),
    gmtime: defineFunction('gmtime(seconds?)', (seconds = null) => {
      const { days, rest } = atUtc(secondsOr(seconds))
      return structTime(days, rest, 0)
    }),
    localtime: defineFunction('localtime(seconds?)', (seconds = null) => localStruct(secondsOr(seconds))),
    mktime: defineFunction('mktime(t)', (t) => float(instantOf(wallOf(t)) / SECOND)),
    strftime: defineFunction('strftime(format, t?)', (format, t = null) => {
      const wall = wallOr(t)
      const at = () => zone.offset(instantOf(wall))
      return strftime(text(format), {
        ...wall,
        offset: () => offsetText(at(), ''),
        zone: () => zoneName(zone.name, at()),
        summer: () => dstAt(wall) === 1,
      })
    }),
    strptime: defineFunction('strptime(string, format?)', (source, format = '%a %b %d %H:%M:%S %Y') => {
      const { days, rest } = strptime(text(source), text(format))
      return structTime(days, rest, -1)
    }),
    asctime: defineFunction('asctime(t?)', (t = null) => ascii(wallOr(t))),
    ctime: defineFunction('ctime(seconds?)', (seconds = null) => ascii(local(secondsOr(seconds)))),
    sleep: defineFunction('sleep(seconds)', () => null),
    struct_time: defineFunction('struct_time(sequence)', (fields) => {
      const { days, rest } = wallOf(fields)
      const all = [...iterate(fields)]
      if (all.length < 9)
        throw new PythonError(
          'TypeError',
          `time.struct_time() takes a 9-sequence (${all.length}-sequence given)`,
        )
      return new NamedTuple('time.struct_time', structTime(days, rest, 0).fields, all.slice(0, 9))
    }),
    timezone: -Math.round(standard / SECOND),
    altzone: -Math.round(summer / SECOND),
    daylight: standard === summer ? 0 : 1,
  })
}

function toInt(value: bigint): number | bigint {
  return value <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(value) : value
}
