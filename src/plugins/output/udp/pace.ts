import { elapsed, pause } from '../network-time.ts'

/** Milliseconds that are made up for after a pause: more would be a burst. */
const SLACK = 20

/** Holds up its caller so that it gets by so many times a second; undefined when there is no need to wait. */
export function pace(perSecond: number | undefined): (signal: AbortSignal) => Promise<void> | undefined {
  if (perSecond === undefined) return () => undefined
  const step = 1000 / perSecond
  let next = Number.NEGATIVE_INFINITY
  return (signal) => {
    const now = elapsed()
    next = Math.max(next, now - SLACK) + step
    return next - now > 1 ? pause(next - now, signal) : undefined
  }
}
