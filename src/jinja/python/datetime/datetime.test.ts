import fc from 'fast-check'
import { expect, test } from 'vitest'
import { DAY, fromCivil, HOUR, SECOND, UTC, zone } from '../../../kernel/index.ts'
import { callMethod } from '../access.ts'
import { add, sub } from '../arithmetic.ts'
import { eq, lt } from '../compare.ts'
import { str } from '../text/repr.ts'
import { DateOnly } from './date-only.ts'
import { DateTime } from './datetime.ts'
import { TimeDelta } from './delta.ts'
import { dateTimeFromIso } from './iso-parse.ts'
import { strptime } from './strptime.ts'
import { TimeZone, ZoneInfo } from './zone.ts'

const berlin = zone('Europe/Berlin')
const at = (text: string): DateTime => dateTimeFromIso(text)

test('an instant shows the wall clock of its zone', () => {
  const instant = fromCivil({ year: 2026, month: 2, day: 21, hour: 9, second: 1, microsecond: 250 })
  const moscow = DateTime.fromInstant(instant, zone('Europe/Moscow'))
  expect(str(moscow)).toBe('2026-02-21 12:00:01.000250+03:00')
  expect(moscow.strftime('%Y-%m-%d %z %Z %f')).toBe('2026-02-21 +0300 MSK 000250')
  expect(moscow.timestamp() * SECOND).toBe(instant)
  expect(moscow.repr()).toBe(
    "datetime.datetime(2026, 2, 21, 12, 0, 1, 250, tzinfo=zoneinfo.ZoneInfo(key='Europe/Moscow'))",
  )
})

test('text and value are inverse from year 1 to 9999', () => {
  const day = fc.integer({ min: -719_162, max: 2_932_896 })
  fc.assert(
    fc.property(
      day,
      fc.integer({ min: 0, max: DAY - 1 }),
      fc.integer({ min: -1439, max: 1439 }),
      (days, rest, minutes) => {
        const value = new DateTime(days, rest, TimeZone.of(minutes * 60 * SECOND))
        const back = dateTimeFromIso(value.isoformat())
        expect([back.days, back.rest, back.offset]).toEqual([days, rest, minutes * 60 * SECOND])
        expect(strptime(value.isoformat('T', 'microseconds'), '%Y-%m-%dT%H:%M:%S.%f%z').rest).toBe(rest)
      },
    ),
  )
})

test('the repeated hour keeps both of its readings', () => {
  const first = fromCivil({ year: 2024, month: 10, day: 27, minute: 30 })
  const readings = [first, first + HOUR].map((instant) => DateTime.fromInstant(instant, berlin))
  expect(readings.map((each) => each.isoformat())).toEqual([
    '2024-10-27T02:30:00+02:00',
    '2024-10-27T02:30:00+01:00',
  ])
  expect(readings.map((each) => each.fold)).toEqual([0, 1])
  expect(readings.map((each) => each.timestamp() * SECOND)).toEqual([first, first + HOUR])
})

test('arithmetic is on the wall clock', () => {
  const before = DateTime.of({ year: 2024, month: 3, day: 30, hour: 12 }, ZoneInfo.of(berlin))
  const after = add(before, TimeDelta.of([1])) as DateTime
  expect(after.isoformat()).toBe('2024-03-31T12:00:00+02:00')
  expect(str(sub(after, before))).toBe('1 day, 0:00:00')
  expect(str(sub(after.inZone(TimeZone.utc), before))).toBe('23:00:00')
  expect(() => add(DateTime.of({ year: 9999, month: 12, day: 31 }), TimeDelta.of([1]))).toThrow(
    'date value out of range',
  )
})

test('naive and aware do not compare, but are unequal', () => {
  const naive = at('2024-01-01T00:00:00')
  const aware = at('2024-01-01T00:00:00Z')
  expect(eq(naive, aware)).toBe(false)
  expect(() => lt(naive, aware)).toThrow("can't compare offset-naive and offset-aware datetimes")
  expect(() => sub(naive, aware)).toThrow("can't subtract offset-naive and offset-aware datetimes")
  expect(eq(aware, at('2024-01-01T05:30:00+05:30'))).toBe(true)
  expect(() => lt(new DateOnly(0), naive)).toThrow("can't compare datetime.datetime to datetime.date")
})

test('durations print and round as in Python', () => {
  expect(str(TimeDelta.of([-1, 0, 0, 0, 0, 5]))).toBe('-1 day, 5:00:00')
  expect([0.5, 1.5, 2.5].map((n) => TimeDelta.of([0, 0, n]).rest)).toEqual([0, 2, 2])
  expect(TimeDelta.of([0.1]).repr()).toBe('datetime.timedelta(seconds=8640)')
  expect(() => TimeDelta.of([10 ** 9])).toThrow('must have magnitude <= 999999999')
})

test('directives of glibc, with flags and widths', () => {
  const value = DateTime.fromInstant(fromCivil({ year: 2024, month: 1, day: 5, hour: 7, minute: 3 }), UTC)
  expect(value.strftime('%e|%-d|%_m|%^a|%j|%U|%V|%I%p|%-I|%5d|%s|%%|%Q|%')).toBe(
    ' 5|5| 1|FRI|005|00|01|07AM|7|00005|1704438180|%|%Q|%',
  )
  expect(callMethod(value, 'strftime', ['%c'])).toBe('Fri Jan  5 07:03:00 2024')
})

test.each([
  ['2024-13', '%Y-%m', 'unconverted data remains: 3'],
  ['abc', '%Y', "time data 'abc' does not match format '%Y'"],
  ['x', '%q', "'q' is a bad directive in format '%q'"],
  ['2023-02-29', '%Y-%m-%d', 'day is out of range for month'],
])('strptime(%j, %j) says what is wrong', (text, format, message) => {
  expect(() => strptime(text, format)).toThrow(message)
})
