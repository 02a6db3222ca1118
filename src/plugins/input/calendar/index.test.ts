import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { zone } from '../../../kernel/index.ts'
import { openInput, ticks } from '../test-context.ts'
import calendar from './index.ts'

let directory = ''
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'eventloom-calendar-'))
})
afterAll(() => rmSync(directory, { recursive: true }))

const SHIPPED = new URL('../../../simulation/calendar/retail-us.json', import.meta.url)

/** Volumes of the days of 2024 by date. */
async function volumes(options: object, zoneName = 'UTC'): Promise<Map<string, number>> {
  const input = await openInput(
    calendar,
    { volume: 1000, variation: 0, start: '2024-01-01', end: '2024-12-31T23:59:59.999999', ...options },
    { zone: zoneName, directory },
  )
  const counts = new Map<string, number>()
  for (const tick of ticks(input, 1_000_000)) {
    const date = new Date(zone(zoneName).toWall(tick) / 1000).toISOString().slice(0, 10)
    counts.set(date, (counts.get(date) ?? 0) + 1)
  }
  return counts
}

test('days have the volumes of the profile that ships', async () => {
  const found = await volumes({}, 'America/New_York')
  expect(found.size).toBe(366)
  expect(found.get('2024-11-29')).toBe(Math.floor(1000 * 1.25 * 0.9 * 1.1 * 1.6))
  expect(found.get('2024-12-25')).toBe(Math.floor(1000 * 1.05 * 0.9 * 1.2 * 0.1))
  expect(found.get('2024-04-06')).toBe(Math.floor(1000 * 0.85 * 1.15))
})

test('the weekend multiplier is Saturday, and Sunday in proportion; its compatible value changes nothing', async () => {
  const own = await volumes({})
  expect(await volumes({ weekend_multiplier: 0.85 })).toEqual(own)
  const busy = await volumes({ weekend_multiplier: 1.7 })
  expect(busy.get('2024-04-06')).toBe(Math.floor(1000 * 1.7 * 1.15))
  expect(busy.get('2024-04-07')).toBe(Math.floor(1000 * 1.4 * 1.15))
  expect(busy.get('2024-04-08')).toBe(own.get('2024-04-08'))
})

test('the seasonal multiplier is the factor of Christmas shopping; its compatible value changes nothing', async () => {
  const own = await volumes({})
  expect(await volumes({ seasonal_multiplier: 1.2 })).toEqual(own)
  const busy = await volumes({ seasonal_multiplier: 2 })
  const changed = [...busy].filter(([date, count]) => count !== own.get(date)).map(([date]) => date)
  // From the 20th on the year-end holidays are quieter than usual, and so decide.
  expect(changed).toEqual(Array.from({ length: 19 }, (_, i) => `2024-12-${String(i + 1).padStart(2, '0')}`))
  // Black Friday week, of a greater factor than 1.2, lasts until the 2nd. Volumes are rounded down.
  for (const day of changed.slice(2))
    expect(Math.abs(busy.get(day)! - (own.get(day)! / 1.2) * 2)).toBeLessThan(2 / 1.2)
})

test('a profile without a season takes no multiplier', async () => {
  const { season, ...profile } = JSON.parse(readFileSync(SHIPPED, 'utf8')) as { season: string }
  expect(season).toBe('Christmas shopping')
  writeFileSync(join(directory, 'flat.json'), JSON.stringify(profile))
  await expect(volumes({ profile: 'flat.json', seasonal_multiplier: 2 })).rejects.toMatchObject({
    code: 'E_OPTION_INVALID',
  })
})

test('without holiday patterns no event counts but one’s own', async () => {
  const found = await volumes({
    include_holiday_patterns: false,
    events: [{ date: '2024-04-05', factor: 3 }],
  })
  expect(found.get('2024-12-25')).toBe(Math.floor(1000 * 1.05 * 0.9 * 1.2))
  expect(found.get('2024-04-05')).toBe(Math.floor(1000 * 1.25 * 1.15 * 3))
})

test('holidays of a country, and of a part of it', async () => {
  const options = { include_holiday_patterns: false }
  const plain = await volumes(options)
  const found = await volumes({ ...options, holidays: { country: 'DE', state: 'BY', factor: 0 } })
  const closed = [...found].filter(([date, count]) => count !== plain.get(date)).map(([date]) => date)
  // The public holidays of Bavaria in 2024 (Assumption Day is one in most of its municipalities only).
  expect(closed).toEqual([
    '2024-01-01',
    '2024-01-06',
    '2024-03-29',
    '2024-04-01',
    '2024-05-01',
    '2024-05-09',
    '2024-05-20',
    '2024-05-30',
    '2024-10-03',
    '2024-11-01',
    '2024-12-25',
    '2024-12-26',
  ])
  // Three and a half days of Ramadan feast count as three.
  const turkey = await volumes({ ...options, holidays: { country: 'TR', factor: 0 } })
  expect(['09', '10', '11', '12', '13'].map((day) => turkey.get(`2024-04-${day}`) === 1)).toEqual([
    false,
    true,
    true,
    true,
    false,
  ])
})

test('a profile of one’s own is read from a file, its problems with their lines', async () => {
  const shipped = readFileSync(SHIPPED, 'utf8')
  writeFileSync(join(directory, 'own.json'), shipped.replace('"friday": 1.25', '"friday": 2'))
  expect((await volumes({ profile: 'own.json' })).get('2024-04-05')).toBe(Math.floor(1000 * 2 * 1.15))
  const slip = shipped.replace('"friday": 1.25', '"fryday": 1.25')
  writeFileSync(join(directory, 'slip.json'), slip)
  const line = slip.split('\n').findIndex((text) => text.includes('fryday')) + 1
  const error = await volumes({ profile: 'slip.json' }).catch((error) => error)
  expect(error.problems).toContainEqual(
    expect.objectContaining({
      message: expect.stringContaining('fryday'),
      at: expect.objectContaining({ line }),
    }),
  )
})
