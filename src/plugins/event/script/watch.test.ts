import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { watch } from './watch.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('work that stands still is told once, after the limit and at most a quarter more', () => {
  const stalled = vi.fn()
  watch(1000, () => 0, stalled)
  vi.advanceTimersByTime(999)
  expect(stalled).not.toHaveBeenCalled()
  vi.advanceTimersByTime(251)
  expect(stalled).toHaveBeenCalledOnce()
  vi.advanceTimersByTime(10_000)
  expect(stalled).toHaveBeenCalledOnce()
})

test('work that goes on is left alone, however long it takes', () => {
  const stalled = vi.fn()
  const beat = vi.fn()
  let step = 0
  const worker = setInterval(() => step++, 900)
  watch(1000, () => step, stalled, beat)
  vi.advanceTimersByTime(60_000)
  expect(stalled).not.toHaveBeenCalled()
  expect(beat).toHaveBeenCalledTimes(240)
  clearInterval(worker)
  vi.advanceTimersByTime(2_000)
  expect(stalled).toHaveBeenCalledOnce()
})

test('a watch that is over tells nothing', () => {
  const stalled = vi.fn()
  watch(100, () => 0, stalled)()
  vi.advanceTimersByTime(10_000)
  expect(stalled).not.toHaveBeenCalled()
})
