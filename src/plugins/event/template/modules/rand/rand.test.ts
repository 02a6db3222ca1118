import { expect, test } from 'vitest'
import { DateTime, TimeZone } from '../../../../../jinja/index.ts'
import { error, rand } from './test-rand.ts'

test('one seed gives one sequence', () => {
  const sequence = (seed: string) => {
    const call = rand(seed)
    return [
      call('crypto.uuid4'),
      call('string.hex', 8),
      call('network.ip_v4_public'),
      call('number.integer', 0, 1e6),
    ]
  }
  expect(sequence('a')).toEqual(sequence('a'))
  expect(sequence('a')).not.toEqual(sequence('b'))
  expect(sequence('pinned')).toMatchInlineSnapshot(`
    [
      "6e619b88-69af-4a1b-9c62-c3bfc5183f41",
      "831690a0",
      "182.126.154.187",
      725523,
    ]
  `)
})

test('identifiers and digests look as they should and differ', () => {
  const call = rand()
  const uuids = Array.from({ length: 1000 }, () => call('crypto.uuid4') as string)
  for (const uuid of uuids)
    expect(uuid).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  expect(new Set(uuids).size).toBe(1000)
  expect(call('crypto.md5')).toMatch(/^[0-9a-f]{32}$/)
  expect(call('crypto.sha1')).toMatch(/^[0-9a-f]{40}$/)
  expect(call('crypto.sha256')).toMatch(/^[0-9a-f]{64}$/)
})

test('a time lies between two others, to the microsecond', () => {
  const call = rand()
  const start = DateTime.of({ year: 2024, month: 1, day: 1 }, TimeZone.utc)
  const end = DateTime.of({ year: 2024, month: 1, day: 2 }, TimeZone.utc)
  for (let i = 0; i < 200; i++) {
    const at = call('datetime.timestamp', start, end) as DateTime
    expect(at.tzinfo).toBe(TimeZone.utc)
    expect([start.days, end.days]).toContain(at.days)
    expect(Number.isInteger(at.rest)).toBe(true)
  }
  expect((call('datetime.timestamp', end, start) as DateTime).days).toBe(start.days)
  expect(error(() => call('datetime.timestamp', '2024-01-01', '2024-01-02'))).toBe('TypeError')
})
