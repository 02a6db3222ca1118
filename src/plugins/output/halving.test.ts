import fc from 'fast-check'
import { expect, test } from 'vitest'
import { DeliveryError } from '../../kernel/index.ts'
import { halving } from './halving.ts'

const never = new AbortController().signal
const rejected = new DeliveryError('rejected', 'E_OUTPUT_REJECTED', 'bad')

test('whatever is refused, the rest arrives in order, and each frame is tried until it is alone', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 0, max: 60 }),
      fc.uniqueArray(fc.integer({ min: 0, max: 59 })),
      fc.boolean(),
      async (count, poison, guesses) => {
        const bad = new Set(poison)
        const arrived: number[] = []
        let last: readonly number[] = []
        const send = async (frames: readonly number[]) => {
          last = frames
          if (frames.some((frame) => bad.has(frame))) return rejected
          arrived.push(...frames)
          return undefined
        }
        const suspect = () => (guesses ? last.findIndex((frame) => bad.has(frame)) : undefined)
        const frames = Array.from({ length: count }, (_, i) => i)
        const failures = await halving(frames, send, suspect, never)
        expect(arrived).toEqual(frames.filter((frame) => !bad.has(frame)))
        expect(failures.map(({ frame }) => frame)).toEqual(frames.filter((frame) => bad.has(frame)))
      },
    ),
  )
})

test('what may pass later is not cut', async () => {
  const error = new DeliveryError('throttled', 'E_OUTPUT_THROTTLED', 'slow down')
  let sent = 0
  const failures = await halving(
    [0, 1, 2],
    async () => {
      sent++
      return error
    },
    () => undefined,
    never,
  )
  expect(sent).toBe(1)
  expect(failures).toEqual([0, 1, 2].map((frame) => ({ frame, error })))
})

test('a write that is given up leaves nothing out', async () => {
  const stop = new AbortController()
  const send = async () => {
    stop.abort('too slow')
    return rejected
  }
  const failures = await halving([0, 1, 2, 3], send, () => undefined, stop.signal)
  expect(failures.map(({ frame }) => frame).sort()).toEqual([0, 1, 2, 3])
  expect(new Set(failures.map(({ error }) => error))).toEqual(new Set(['too slow']))
})
