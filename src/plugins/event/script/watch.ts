/** How often a call under way is looked at, at most; milliseconds. */
const LONGEST_BEAT = 250

/** Milliseconds that a thread or process has to end by itself when it is asked to. */
export const PATIENCE = 1_000

/**
 * Watches work that may hang. `progress` must change with every step; when it has stood still for `limit`
 * milliseconds (up to a quarter more), `stalled` is called, once. `beat` is called at each look before.
 *
 * Real timers, not the context's clock: the limit protects this process from code that does not come back,
 * whatever time the generator simulates. Looks are counted instead of reading a clock, so that a pause of the
 * whole process (a debugger, a laptop's lid) is not held against the script.
 *
 * @returns ends the watch
 */
export function watch(
  limit: number,
  progress: () => number,
  stalled: () => void,
  beat: () => void = () => {},
): () => void {
  const every = Math.min(limit / 4, LONGEST_BEAT)
  const most = Math.ceil(limit / every)
  let last = progress()
  let still = 0
  const timer = setInterval(() => {
    const now = progress()
    still = now === last ? still + 1 : 0
    last = now
    if (still < most) return beat()
    clearInterval(timer)
    stalled()
  }, every)
  return () => clearInterval(timer)
}
