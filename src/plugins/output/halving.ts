import type { DeliveryError, Failure } from '../../kernel/index.ts'

/**
 * For destinations that take all frames of a request or none. When frames are refused for what they are, smaller
 * parts are sent until those at fault stand alone and all others have arrived. `suspect` may guess the index of one
 * that is at fault, which then goes alone.
 */
export async function halving(
  frames: readonly number[],
  send: (frames: readonly number[]) => Promise<DeliveryError | undefined>,
  suspect: (error: DeliveryError) => number | undefined,
  signal: AbortSignal,
): Promise<Failure[]> {
  const failures: Failure[] = []
  const queue = [frames]
  for (let part = queue.pop(); part; part = queue.pop()) {
    if (signal.aborted) {
      const error: unknown = signal.reason
      failures.push(...[part, ...queue].flat().map((frame) => ({ frame, error })))
      break
    }
    const error = await send(part)
    if (!error) continue
    if (part.length === 1 || error.code !== 'E_OUTPUT_REJECTED') {
      failures.push(...part.map((frame) => ({ frame, error })))
      continue
    }
    // The last in the queue is the next to go, so that order holds.
    for (const cut of cuts(part, suspect(error)).reverse()) queue.push(cut)
  }
  return failures
}

function cuts(part: readonly number[], at: number | undefined): (readonly number[])[] {
  const middle = Math.ceil(part.length / 2)
  if (at === undefined || at >= part.length) return [part.slice(0, middle), part.slice(middle)]
  return [part.slice(0, at), part.slice(at, at + 1), part.slice(at + 1)].filter(({ length }) => length > 0)
}
