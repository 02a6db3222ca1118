import { expect, test } from 'vitest'
import { balances } from './account.ts'
import { laneTo, numbered } from './test-lane.ts'

test('a full queue blocks, drops or spills', async () => {
  const slow = async () => {
    await new Promise((resolve) => setTimeout(resolve, 2))
    return undefined
  }
  const waits = { block: 0, drop: 0, spill: 0 }
  for (const on_full of ['block', 'drop', 'spill'] as const) {
    const fake = laneTo(slow, { single: true, delivery: { on_full } })
    let began = performance.now()
    for (let i = 0; i < 30; i++) await fake.offer(numbered(10, i * 10))
    waits[on_full] = performance.now() - began
    began = performance.now()
    if (on_full === 'spill') expect(fake.lane.report.spilled).toBeGreaterThan(0)
    await fake.lane.drained()
    expect(fake.lane.report.spilled).toBe(0)
    expect(balances(fake.lane.counts)).toBe(true)
    const { dropped, written } = fake.lane.counts
    if (on_full === 'drop') expect([dropped > 0, written > 0]).toEqual([true, true])
    else expect([dropped, written]).toEqual([0, 270])
  }
  expect(waits.block).toBeGreaterThan(2 * 20)
  expect(waits.drop).toBeLessThan(waits.block)
  expect(waits.spill).toBeLessThan(waits.block)
})

test('a spill that is full blocks, too', async () => {
  let release: () => void = () => {}
  const gate = new Promise<undefined>((resolve) => {
    release = () => resolve(undefined)
  })
  const fake = laneTo(() => gate, {
    single: true,
    delivery: { on_full: 'spill', spill: { max_bytes: 2000 }, write_timeout: 100 },
  })
  let offered = 0
  let full: Promise<void> | undefined
  for (; offered < 1000; offered++) {
    const wait = fake.offer(numbered(10, offered * 10))
    const room = await Promise.race([wait.then(() => true), new Promise((go) => setTimeout(go, 20, false))])
    if (room) continue
    full = wait
    break
  }
  expect(offered).toBeGreaterThan(3)
  expect(offered).toBeLessThan(50)
  release()
  await full
  await fake.lane.drained()
  expect(fake.lane.counts.written).toBe((offered + 1) * 9)
})
