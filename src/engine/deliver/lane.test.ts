import { expect, test } from 'vitest'
import { LoomError } from '../../kernel/index.ts'
import { laneTo, numbered, plain, together } from './test-lane.ts'

test('lots linger until they are full', async () => {
  const sizes: number[] = []
  const fake = laneTo(
    ({ frames }) => {
      sizes.push(frames[0]!.toString().split(',').length)
      return undefined
    },
    { formatter: together, single: true, delivery: { max_events: 8, linger: 0.05 } },
  )
  for (let i = 0; i < 7; i++) await fake.offer(numbered(3, i * 3))
  await new Promise((resolve) => setTimeout(resolve, 100))
  expect(sizes).toEqual([8, 8, 5])
  await fake.offer(numbered(2, 21))
  await fake.lane.drained()
  expect(sizes).toEqual([8, 8, 5, 2])
})

test.each([
  [1, 8],
  [10, 4],
  [30, 2],
  [100, 1],
])('writes of %i events are under way %i at once: as many as fit into memory twice', async (size, most) => {
  let active = 0
  let crowd = 0
  const { lane, offer } = laneTo(
    async () => {
      crowd = Math.max(crowd, ++active)
      await new Promise((resolve) => setTimeout(resolve, 5))
      active--
      return undefined
    },
    { formatter: plain, delivery: { in_flight: 8, write_timeout: 10 } },
  )
  for (let i = 0; i < 20; i++) await offer(numbered(size, i * size))
  await lane.drained()
  expect([crowd, lane.counts.written]).toEqual([most, 20 * size])
})

test('a mark waits for the write under way, and the next write for the mark', async () => {
  let inside = 0
  let written = 0
  const fake = laneTo(
    async ({ frames }) => {
      inside++
      await new Promise((resolve) => setTimeout(resolve, 3))
      written += frames.length
      inside--
      return undefined
    },
    {
      single: true,
      position: () => {
        expect(inside).toBe(0)
        return written
      },
    },
  )
  const marks: { position: number; output?: unknown }[] = []
  for (let i = 0; i < 20; i++) {
    await fake.offer(numbered(10, i * 10))
    if (i % 4 === 0) void fake.lane.takeMark().then(() => marks.push(fake.lane.mark))
  }
  await fake.lane.drained()
  expect(marks.length).toBeGreaterThan(2)
  for (const { position, output } of marks) expect(output).toBe((position / 10) * 9)
})

test.each([
  ['drop', { dropped: 30, left: 0, deadLettered: 0 }],
  ['leave', { dropped: 30, left: 30, deadLettered: 0 }],
  ['letter', { dropped: 0, left: 0, deadLettered: 30 }],
] as const)('what is not delivered at the end: %s', async (fate, expected) => {
  let writes = 0
  const fake = laneTo(() => (writes++ === 0 ? undefined : new Promise(() => {})), {
    formatter: plain,
    single: true,
    delivery: { on_full: 'spill', write_timeout: 100 },
  })
  for (let i = 0; i < 4; i++) await fake.offer(numbered(10, i * 10))
  fake.lane.end(fate, new LoomError('E_RUN_DRAINED', 'too late'))
  await fake.lane.drained()
  expect(fake.lane.counts).toMatchObject({ ...expected, written: 10 })
  expect(fake.letters.every(({ code }) => code === 'E_RUN_DRAINED')).toBe(true)
  await fake.lane.takeMark()
  expect(fake.lane.mark.position).toBe(fate === 'leave' ? 10 : 40)
})
