import { expect, test } from 'vitest'
import { DeliveryError, type FailureKind } from '../../kernel/index.ts'
import { laneTo, numbered } from './test-lane.ts'

const errorOf = (kind: FailureKind) => new DeliveryError(kind, 'E_TEST', kind)

test('a partial failure is tried again alone', async () => {
  const sizes: number[] = []
  const fake = laneTo((delivery) => {
    sizes.push(delivery.frames.length)
    return sizes.length === 1 ? [{ frame: 3, error: errorOf('server') }] : undefined
  })
  await fake.offer(numbered(6))
  await fake.lane.drained()
  expect(sizes).toEqual([6, 1])
  expect(fake.lane.counts).toMatchObject({ written: 6, retried: 1 })
})

test('what is rejected is never tried again; a letter tells how it went', async () => {
  const fake = laneTo(() => [{ frame: 1, error: new DeliveryError('rejected', 'E_BAD', 'no such index') }])
  await fake.offer(numbered(3))
  await fake.lane.drained()
  expect(fake.lane.counts).toMatchObject({ written: 2, retried: 0, deadLettered: 1 })
  expect(fake.letters).toEqual([
    expect.objectContaining({
      output: 'output/fake',
      position: 1,
      seq: 1,
      time: 1e6,
      event: '1',
      code: 'E_BAD',
      reason: 'no such index',
      kind: 'rejected',
      attempts: 1,
      id: expect.stringMatching(/^[\da-f]{32}$/),
      first: expect.stringMatching(/^\d{4}-.*Z$/),
    }),
  ])
})

test('the destination says when to come back', async () => {
  const at: number[] = []
  const busy = new DeliveryError('throttled', 'E_BUSY', 'busy', { retryAfter: 40 })
  const fake = laneTo(() => {
    at.push(performance.now())
    if (at.length === 1) throw busy
    return undefined
  })
  await fake.offer(numbered(1))
  await fake.lane.drained()
  expect(at[1]! - at[0]!).toBeGreaterThanOrEqual(39)
})

test('retries have a budget of attempts and one of time', async () => {
  let tries = 0
  const never = () => {
    tries++
    throw errorOf('server')
  }
  const few = laneTo(never, { delivery: { retry: { attempts: 3, delay: 0 } } })
  await few.offer(numbered(1))
  await few.lane.drained()
  expect([tries, few.letters[0]!.attempts, few.letters[0]!.code]).toEqual([3, 3, 'E_TEST'])
  const soon = laneTo(never, { delivery: { retry: { time: 0.05, delay: 0.001, max_delay: 0.001 } } })
  const began = performance.now()
  await soon.offer(numbered(1))
  await soon.lane.drained()
  expect(performance.now() - began).toBeLessThan(1000)
  expect(soon.lane.counts.deadLettered).toBe(1)
})

test('a dead output costs a probe now and then, and everything becomes a dead letter', async () => {
  let tries = 0
  const fake = laneTo(
    () => {
      tries++
      throw errorOf('connect')
    },
    { alone: false, delivery: { retry: { time: 0.05, delay: 0.001 }, breaker: { failures: 3, pause: 0.2 } } },
  )
  const began = performance.now()
  for (let i = 0; i < 300; i++) await fake.offer(numbered(10, i * 10))
  await fake.lane.drained()
  const pauses = (performance.now() - began) / 200
  expect(tries).toBeLessThanOrEqual(3 + 4 + pauses + 1)
  expect(fake.lane.counts).toMatchObject({ written: 0, deadLettered: 3000 })
  expect(new Set(fake.letters.map(({ code }) => code))).toContain('E_OUTPUT_DOWN')
})

test('an output that comes back is written to again', async () => {
  let down = true
  const taken: string[] = []
  const fake = laneTo(
    ({ frames }) => {
      if (down) throw errorOf('connect')
      taken.push(...frames.map(String))
      return undefined
    },
    {
      delivery: { retry: { time: 10, delay: 0.001, max_delay: 0.01 }, breaker: { failures: 2, pause: 0.02 } },
    },
  )
  setTimeout(() => {
    down = false
  }, 100)
  for (let i = 0; i < 5; i++) await fake.offer(numbered(7, i * 7))
  await fake.lane.drained()
  expect(fake.lane.counts).toMatchObject({ written: 35 - 3, deadLettered: 3 })
  expect(fake.lane.report.down).toBe(false)
})
