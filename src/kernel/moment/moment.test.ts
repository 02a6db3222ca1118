import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { LoomError } from '../errors.ts'
import { MINUTE, NEVER } from '../time/civil.ts'
import { isoFormatter } from '../time/iso.ts'
import { zone } from '../time/zone.ts'
import { parseMoment, resolveMoment } from './moment.ts'

/** 2025-06-17T13:45:10.123456Z, a Tuesday. */
const ORIGIN = Date.UTC(2025, 5, 17, 13, 45, 10) * 1000 + 123_456

const at = (iso: string): number => Date.parse(iso) * 1000

async function resolve(raw: string | number, zoneName = 'UTC', base = ORIGIN): Promise<string> {
  const here = zone(zoneName)
  const moment = await parseMoment('start', raw)
  return isoFormatter(here)(resolveMoment('start', moment, { base, origin: ORIGIN, zone: here })).replace(
    '+00:00',
    '',
  )
}

const problem = (raw: string | number) => expect(parseMoment('start', raw)).rejects

describe('ISO 8601, numbers, times of day, keywords and offsets', () => {
  test.each([
    ['2024-01-31', '2024-01-31T00:00:00'],
    ['2024-01-31T10:20', '2024-01-31T10:20:00'],
    ['2024-01-31 10:20:30.1234567', '2024-01-31T10:20:30.123456'],
    ['2024-01-31t10:20:30,5z', '2024-01-31T10:20:30.500000'],
    ['2024-01-31T10:20:30+02:00', '2024-01-31T08:20:30'],
    ['2024-01-31T10:20:30-0530', '2024-01-31T15:50:30'],
    ['20240131T101010', '2024-01-31T10:10:10'],
    ['2024-W01-1', '2024-01-01T00:00:00'],
    ['2020-W53-7', '2021-01-03T00:00:00'],
    [1704067200, '2024-01-01T00:00:00'],
    ['1704067200.25', '2024-01-01T00:00:00.250000'],
    [1704067200123, '2024-01-01T00:00:00.123000'],
    [0, '1970-01-01T00:00:00'],
    [2024, '2024-01-01T00:00:00'],
    ['2024', '2024-01-01T00:00:00'],
    [20240131, '2024-01-31T00:00:00'],
    ['14:30', '2025-06-17T14:30:00'],
    ['14:30:15.25', '2025-06-17T14:30:15.250000'],
    ['now', '2025-06-17T13:45:10.123456'],
    ['+1d2h3m4s', '2025-06-18T15:48:14.123456'],
    ['-90m', '2025-06-17T12:15:10.123456'],
    [' 1h30m ', '2025-06-17T15:15:10.123456'],
    ['+', '2025-06-17T13:45:10.123456'],
  ])('%s', async (raw, expected) => expect(await resolve(raw)).toBe(expected))

  test('text without an offset is in the zone of the generator, whatever the host says', async () => {
    expect(await resolve('2024-01-31T10:00', 'Asia/Tokyo')).toBe('2024-01-31T10:00:00+09:00')
    expect(await resolve('14:30', 'America/New_York')).toBe('2025-06-17T14:30:00-04:00')
    expect(await resolve('2024', 'Asia/Tokyo')).toBe('2024-01-01T00:00:00+09:00')
  })

  test('a time of day keeps its offset and takes the date of its base there', async () => {
    expect(await resolve('14:30+09:00', 'UTC', at('2024-01-01T20:00:00Z'))).toBe('2024-01-02T05:30:00')
  })

  test('now is when generation started, whatever the base; never is the last instant', async () => {
    expect(await resolve('now', 'UTC', 0)).toBe('2025-06-17T13:45:10.123456')
    const never = await parseMoment('end', 'never')
    const far = await parseMoment('end', '9999-12-31')
    for (const moment of [never, far])
      expect(resolveMoment('end', moment, { base: 0, origin: 0, zone: zone('Asia/Tokyo') })).toBe(NEVER)
  })

  test('days are days of the calendar, hours are elapsed time', async () => {
    const eve = at('2024-03-30T12:00:00+01:00')
    expect(await resolve('+1d', 'Europe/Berlin', eve)).toBe('2024-03-31T12:00:00+02:00')
    expect(await resolve('+24h', 'Europe/Berlin', eve)).toBe('2024-03-31T13:00:00+02:00')
  })

  test('skipped and repeated hours', async () => {
    expect(await resolve('2024-03-31T02:30', 'Europe/Berlin')).toBe('2024-03-31T03:30:00+02:00')
    expect(await resolve('2024-10-27T02:30', 'Europe/Berlin')).toBe('2024-10-27T02:30:00+02:00')
  })

  test('what no form takes is refused with a hint', async () => {
    for (const raw of ['', ' ', '24:00', '2024-02-30', '2024-13-01', 'Never', 'soon', 'foo 2024-01-01'])
      await problem(raw).toMatchObject({ code: 'E_OPTION_INVALID', hint: expect.stringContaining('write ') })
    await problem('2024-01-01 to 2024-02-01').toMatchObject({ message: expect.stringContaining('"start"') })
  })

  test('a number that would be the first day of 1970 is asked about', async () => {
    await problem(870).toMatchObject({ hint: expect.stringContaining('"14:30" in quotes') })
    await problem(52_200).toMatchObject({ hint: expect.stringContaining('"14:30:00" in quotes') })
    await problem(3600).toMatchObject({ hint: expect.not.stringContaining('quotes') })
    await problem('1e20').toMatchObject({ hint: 'write never for no end' })
  })
})

describe('English', () => {
  test.each([
    ['1st August 2024', '2024-08-01T00:00:00'],
    ['January 1, 2025', '2025-01-01T00:00:00'],
    ['June 15, 2024 2:30 PM', '2024-06-15T14:30:00'],
    ['2024-1-5', '2024-01-05T00:00:00'],
    ['August 2024', '2024-08-17T00:00:00'],
    ['2024-06', '2024-06-17T00:00:00'],
    ['August', '2025-08-17T00:00:00'],
    ['5 May', '2025-05-05T00:00:00'],
    ['10 Dec', '2025-12-10T00:00:00'],
    ['06/07/2024', '2024-06-07T00:00:00'],
    ['07.06.2024', '2024-07-06T00:00:00'],
    ['2024/06/07', '2024-06-07T00:00:00'],
    ['yesterday', '2025-06-16T13:45:10.123456'],
    ['today', '2025-06-17T13:45:10.123456'],
    ['tomorrow', '2025-06-18T13:45:10.123456'],
    ['yesterday 3pm', '2025-06-16T15:00:00'],
    ['tomorrow 09:00', '2025-06-18T09:00:00'],
    ['Monday 10:00', '2025-06-16T10:00:00'],
    ['1 hour ago', '2025-06-17T12:45:10.123456'],
    ['in 2 days', '2025-06-19T13:45:10.123456'],
    ['after one day', '2025-06-18T13:45:10.123456'],
    ['after 12 hours and five minute', '2025-06-18T01:50:10.123456'],
    ['last week', '2025-06-10T13:45:10.123456'],
    ['next week', '2025-06-24T13:45:10.123456'],
    ['1 month ago', '2025-05-17T13:45:10.123456'],
    ['1 hour', '2025-06-17T12:45:10.123456'],
    ['2 days', '2025-06-15T13:45:10.123456'],
    ['10 minutes', '2025-06-17T13:35:10.123456'],
    ['1h 30m', '2025-06-17T12:15:10.123456'],
    ['1.5h', '2025-06-17T12:15:10.123456'],
    ['1.5 days', '2025-06-16T01:45:10.123456'],
    ['1w', '2025-06-10T13:45:10.123456'],
    ['1y', '2024-06-17T13:45:10.123456'],
    ['+1h 30m', '2025-06-17T15:15:10.123456'],
    ['+1w', '2025-06-24T13:45:10.123456'],
    ['+10 minutes', '2025-06-17T13:55:10.123456'],
    ['-10 minutes', '2025-06-17T13:35:10.123456'],
    ['monday', '2025-06-16T00:00:00'],
    ['Tuesday', '2025-06-17T00:00:00'],
    ['Friday', '2025-06-13T00:00:00'],
    ['2024-01-01 10:00 EST', '2024-01-01T15:00:00'],
    ['Mon, 15 Jan 2024 10:30:00 +0200', '2024-01-15T08:30:00'],
    ['January 1 2024 10:00 +05:30', '2024-01-01T04:30:00'],
    ['3pm', '2025-06-17T15:00:00'],
    ['noon', '2025-06-17T12:00:00'],
    ['midnight', '2025-06-17T00:00:00'],
    ['9:05', '2025-06-17T09:05:00'],
    ['2 weeks ago at 3pm', '2025-06-03T15:00:00'],
    ['next monday', '2025-06-23T00:00:00'],
    ['1 year, 2 months ago', '2024-04-17T13:45:10.123456'],
  ])('%s', async (raw, expected) => expect(await resolve(raw)).toBe(expected))

  test('NOW and Now mean the base', async () => {
    expect(await resolve('NOW', 'UTC', at('2024-01-01T00:00:00Z'))).toBe('2024-01-01T00:00:00')
    expect(await resolve('Now', 'UTC', at('2024-01-01T00:00:00Z'))).toBe('2024-01-01T00:00:00')
  })

  test('a day that a month lacks is its last', async () => {
    const base = at('2025-03-31T13:45:00Z')
    expect(await resolve('Feb 2024', 'UTC', base)).toBe('2024-02-29T00:00:00')
    expect(await resolve('2025-02', 'UTC', base)).toBe('2025-02-28T00:00:00')
    expect(await resolve('1 month ago', 'UTC', base)).toBe('2025-02-28T13:45:00')
  })

  test('words are read on the wall clock of the zone', async () => {
    expect(await resolve('yesterday 3pm', 'Pacific/Auckland')).toBe('2025-06-17T15:00:00+12:00')
    expect(await resolve('3pm', 'America/New_York')).toBe('2025-06-17T15:00:00-04:00')
    expect(await resolve('1st August 2024', 'Asia/Tokyo')).toBe('2024-08-01T00:00:00+09:00')
  })

  test.each(['beginning of month', 'half an hour ago', '1.5 months', 'in 2 days ago', 'hour'])(
    '%s is refused',
    async (raw) => problem(raw).toMatchObject({ code: 'E_OPTION_INVALID' }),
  )

  test('a date that the base’s year lacks is a problem when it is resolved', async () => {
    const leapDay = await parseMoment('start', 'February 29')
    const standpoint = { base: at('2023-05-01T00:00:00Z'), origin: 0, zone: zone('UTC') }
    expect(() => resolveMoment('start', leapDay, standpoint)).toThrow('does not exist in 2023')
  })
})

test.each(['America/New_York', 'Asia/Kathmandu', 'Europe/Berlin'])(
  'words do not depend on the host’s zone %s',
  async (host) => {
    const before = process.env.TZ
    process.env.TZ = host
    try {
      expect(-new Date(ORIGIN / 1000).getTimezoneOffset() * MINUTE).toBe(zone(host).offset(ORIGIN))
      // In Berlin's and New York's spring gaps, and far from them.
      for (const base of ['2024-03-31T02:30:00Z', '2024-03-10T02:30:00Z', '2024-07-01T12:00:00Z'].map(at)) {
        const day = new Date(base / 1000 - 86_400_000).toISOString().slice(0, 10)
        expect(await resolve('yesterday', 'UTC', base)).toBe(
          `${day}T${new Date(base / 1000).toISOString().slice(11, 19)}`,
        )
        expect(await resolve('yesterday 02:30', 'UTC', base)).toBe(`${day}T02:30:00`)
      }
    } finally {
      if (before === undefined) delete process.env.TZ
      else process.env.TZ = before
    }
  },
)

test('whatever is written is an instant within the countable range or a LoomError', async () => {
  const words = fc.constantFrom(
    ...[
      '2024',
      '-',
      '+',
      ':',
      ' ',
      'd',
      'h',
      'days',
      'ago',
      'in',
      'last',
      'monday',
      '31',
      'Feb',
      '999999999',
      '.5',
      'T',
      'Z',
      'EST',
      '10:00',
      '3pm',
      '/',
      'week',
      'year',
      'noon',
      'and',
      ',',
      '1e9',
    ],
  )
  const texts = fc.oneof(
    fc.string({ maxLength: 20 }),
    fc.array(words, { maxLength: 5 }).map((parts) => parts.join('')),
    fc.array(words, { maxLength: 4 }).map((parts) => parts.join(' ')),
  )
  const berlin = zone('Europe/Berlin')
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(texts, fc.double()),
      fc.constantFrom(ORIGIN, NEVER, -NEVER),
      async (raw, base) => {
        try {
          const moment = await parseMoment('start', raw)
          const resolved = resolveMoment('start', moment, { base, origin: ORIGIN, zone: berlin })
          expect(Math.abs(resolved)).toBeLessThanOrEqual(NEVER)
          expect(Number.isInteger(resolved)).toBe(true)
        } catch (error) {
          expect(error).toBeInstanceOf(LoomError)
        }
      },
    ),
    { numRuns: 500 },
  )
})
