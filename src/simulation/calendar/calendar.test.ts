import fc from 'fast-check'
import { expect, test } from 'vitest'
import { DAY, daysFromCivil, toCivil, weekday } from '../../kernel/index.ts'
import { dailyProfile, dailyProfileSchema, hourShares, profileTables } from './daily-profile.ts'
import { readDateRule, WEEKDAYS } from './date-rule.ts'
import { dayFactor } from './day-factor.ts'
import { calendarEvent, eventFactors, spansOf } from './events.ts'

const dayOf = (iso: string) => Date.parse(`${iso}T00:00:00Z`) / 86_400_000
const isoOf = (day: number) => new Date(day * 86_400_000).toISOString().slice(0, 10)
const date = (rule: string, year: number) => {
  const day = readDateRule(rule)!(year)
  return day === undefined ? undefined : isoOf(day)
}

test.each([
  ['4th thursday of november', 2024, '2024-11-28'],
  ['4th Thursday of November', 2030, '2030-11-28'],
  ['second sunday of may', 2025, '2025-05-11'],
  ['last monday of may', 2024, '2024-05-27'],
  ['last monday in may', 2027, '2027-05-31'],
  ['5th friday of february', 2024, undefined],
  ['07-04', 1999, '1999-07-04'],
  ['2024-07-04', 2024, '2024-07-04'],
  ['2024-07-04', 2025, undefined],
  ['02-29', 2024, '2024-02-29'],
  ['02-29', 2023, undefined],
  // Dates of Easter as published for Western churches.
  ['easter', 1961, '1961-04-02'],
  ['easter', 2008, '2008-03-23'],
  ['easter', 2024, '2024-03-31'],
  ['easter', 2038, '2038-04-25'],
])('%s in %d', (rule, year, expected) => expect(date(rule, year)).toBe(expected))

test.each([
  '',
  '13-01',
  '02-30',
  '2023-02-29',
  '6th monday of may',
  '1st may',
  'monday',
  'last day of may',
  'x',
])('%j is no date', (rule) => expect(readDateRule(rule)).toBeUndefined())

test('the n-th weekday is a search through the month', () => {
  const months =
    'january february march april may june july august september october november december'.split(' ')
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 5 }),
      fc.integer({ min: 0, max: 6 }),
      fc.integer({ min: 0, max: 11 }),
      fc.integer({ min: 1900, max: 2200 }),
      (n, day, month, year) => {
        const matching: string[] = []
        for (
          let d = dayOf(`${year}-${String(month + 1).padStart(2, '0')}-01`);
          toCivil(d * DAY).month === month + 1;
          d++
        )
          if ((weekday(d * DAY) + 6) % 7 === day) matching.push(isoOf(d))
        const names = ['1st', '2nd', '3rd', '4th', '5th']
        expect(date(`${names[n - 1]} ${WEEKDAYS[day]} of ${months[month]}`, year)).toBe(matching[n - 1])
        expect(date(`last ${WEEKDAYS[day]} of ${months[month]}`, year)).toBe(matching.at(-1))
      },
    ),
  )
})

const factors = (...events: object[]) =>
  eventFactors(spansOf(events.map((event) => calendarEvent().parse(event))))

test('of several events the least below 1 counts, else the greatest', () => {
  const factor = factors(
    { date: '05-01', factor: 1.5 },
    { date: '05-01', factor: 2 },
    { date: '05-02', factor: 3 },
    { date: '05-02', factor: 0.9 },
    { date: '05-02', factor: 0.4 },
    { date: '05-03', factor: 1 },
  )
  expect(['05-01', '05-02', '05-03', '05-04'].map((day) => factor(dayOf(`2024-${day}`)))).toEqual([
    2, 0.4, 1, 1,
  ])
})

test('a season may run over the new year, and days may be counted back into the old one', () => {
  const winter = factors(
    { date: '12-20', to: '01-05', factor: 0.5 },
    { date: '2025-01-01', days: [-13, -13], factor: 9 },
  )
  const at = (iso: string) => winter(dayOf(iso))
  expect([at('2023-12-19'), at('2023-12-20'), at('2024-01-05'), at('2024-01-06')]).toEqual([1, 0.5, 0.5, 1])
  expect([at('2024-12-19'), at('2025-12-19')]).toEqual([9, 1])
})

/** The factors of the profile that ships, each as its rule says, on days where rules meet. */
const profile = dailyProfile('retail-us')
const shop = dayFactor({ ...profileTables(profile), event: eventFactors(spansOf(profile.events)) })
test.each([
  ['2024-11-29', 1.25 * 0.9 * 1.1 * 1.6, 'Black Friday, above its week'],
  ['2024-11-28', 1.1 * 0.9 * 1.1 * 0.2, 'Thanksgiving, below its week'],
  ['2024-11-30', 0.85 * 0.9 * 1.1 * 1.3, 'the Saturday of that week'],
  ['2024-11-27', 1.05 * 0.9 * 1.1 * 1.3, 'the day before it'],
  ['2024-11-26', 1.1 * 0.9 * 1.1, 'two days before: nothing'],
  ['2024-12-02', 1.15 * 1.15 * 1.2 * 1.4, 'Cyber Monday, in the Christmas shopping'],
  ['2024-12-24', 1.1 * 0.9 * 1.2 * 0.3, 'Christmas Eve'],
  ['2024-12-25', 1.05 * 0.9 * 1.2 * 0.1, 'Christmas Day'],
  ['2024-12-27', 1.25 * 0.9 * 1.2 * 0.5, 'after Christmas: the year-end holidays are less'],
  ['2024-12-31', 1.1 * 0.9 * 1.2 * 0.4, "New Year's Eve"],
  ['2025-01-01', 1.05 * 1.15 * 0.75 * 0.2, "New Year's Day"],
  ['2025-01-06', 1.15 * 1.15 * 0.75, 'the holidays are over'],
  ['2024-02-14', 1.05 * 0.95 * 0.85 * 1.15, "Valentine's Day"],
  ['2024-02-11', 0.7 * 0.95 * 0.85 * 1.1, "Valentine's week"],
  ['2024-02-16', 1.25 * 1.1 * 0.85, 'it is over'],
  ['2024-05-12', 0.7 * 0.95 * 1 * 1.2, "Mother's Day"],
  ['2024-05-09', 1.1 * 0.95 * 1 * 1.15, "Mother's Day week"],
  ['2024-06-16', 0.7 * 1.1 * 1.05 * 1.1, "Father's Day"],
  ['2024-07-04', 1.1 * 1.15 * 1.05 * 0.8, 'Independence Day'],
  ['2024-09-02', 1.15 * 1.15 * 1 * 1.2, 'Labor Day, back to school is more'],
  ['2024-10-31', 1.1 * 0.9 * 1.05 * 1.05, 'Halloween'],
])('%s: %d (%s)', (iso, expected) => expect(shop(dayOf(iso))).toBeCloseTo(expected, 12))

test('the hours of the profile: seven tenths from nine to six, two till eleven, one at night', () => {
  const shares = hourShares(profile)
  const sum = (hours: number[]) => hours.reduce((total, hour) => total + shares[hour]!, 0)
  expect(sum([9, 10, 11, 12, 13, 14, 15, 16, 17])).toBeCloseTo(0.7)
  expect(sum([18, 19, 20, 21, 22])).toBeCloseTo(0.2)
  expect(shares[23]).toBeCloseTo(0.01)
  expect(shares[0]).toBeCloseTo(0.01)
})

test.each([
  [{ hours: [{ from: 9, to: 18, share: 0 }] }, 'above 0'],
  [
    {
      hours: [
        { from: 22, to: 3, share: 1 },
        { from: 2, to: 4, share: 1 },
      ],
    },
    'two windows',
  ],
  [{ events: [{ date: 'someday', factor: 1 }] }, 'is no date'],
  [{ events: [{ date: '01-01', days: [2, 1], factor: 1 }] }, 'behind'],
  [{ weekdays: { monday: 1 } }, 'tuesday'],
])('a profile with %j is refused', (part, message) => {
  const result = dailyProfileSchema().safeParse({ ...profile, ...part })
  expect(JSON.stringify(result.error?.issues)).toContain(message)
})

test('days are those of the calendar, also long ago', () => {
  expect(shop(daysFromCivil(1900, 1, 6))).toBeCloseTo(0.85 * 1.15 * 0.75, 12)
})
