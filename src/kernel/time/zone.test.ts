import fc from 'fast-check'
import { DateTime } from 'luxon'
import { expect, test } from 'vitest'
import { DAY, fromCivil, HOUR, toCivil } from './civil.ts'
import { isoFormatter } from './iso.ts'
import { UTC, zone } from './zone.ts'

const instants = fc.integer({ min: Date.UTC(1972, 0), max: Date.UTC(2100, 0) }).map((ms) => ms * 1000)
const names = fc.constantFrom(
  'Europe/Berlin',
  'America/New_York',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'Pacific/Apia',
)

test('offsets and wall clocks agree with luxon', () => {
  fc.assert(
    fc.property(instants, names, (instant, name) => {
      const theirs = DateTime.fromMillis(instant / 1000, { zone: name })
      const ours = zone(name)
      expect(ours.offset(instant)).toBe(theirs.offset * 60e6)
      expect(toCivil(ours.toWall(instant))).toMatchObject({
        year: theirs.year,
        day: theirs.day,
        minute: theirs.minute,
      })
      expect(isoFormatter(ours)(instant)).toBe(
        theirs
          .toISO({ suppressMilliseconds: true, includeOffset: true })!
          .replace('Z', '+00:00')
          .replace(/\.(\d{3})/, '.$1000'),
      )
    }),
  )
})

test('an instant comes back from its wall clock, in one of its readings', () => {
  fc.assert(
    fc.property(instants, names, (instant, name) => {
      const here = zone(name)
      const wall = here.toWall(instant)
      expect([here.fromWall(wall, 'first'), here.fromWall(wall, 'second')]).toContain(instant)
    }),
  )
})

test('autumn repeats an hour, spring skips one', () => {
  const berlin = zone('Europe/Berlin')
  const fold = fromCivil({ year: 2024, month: 10, day: 27, hour: 2, minute: 30 })
  expect(berlin.fromWall(fold, 'second') - berlin.fromWall(fold, 'first')).toBe(HOUR)
  const gap = fromCivil({ year: 2024, month: 3, day: 31, hour: 2, minute: 30 })
  expect(berlin.toWall(berlin.fromWall(gap))).toBe(gap + HOUR)
})

test('civil fields and microseconds are inverse from year 1 to 9999', () => {
  fc.assert(
    fc.property(fc.integer({ min: -719_162, max: 2_932_896 }), fc.nat(86_399), (day, second) => {
      const wall = day * DAY + second * 1e6
      expect(fromCivil(toCivil(wall))).toBe(wall)
    }),
  )
})

test('an unknown zone is refused with a hint', () => {
  expect(() => zone('Mars/Olympus')).toThrow(expect.objectContaining({ code: 'E_ZONE' }))
  expect(zone('UTC')).toBe(UTC)
})
