/** Ticks handed to the event plugin at once: enough to forget the call, few enough to stay responsive. */
export const SLICE = 256

/** The part of a stream that one of several machines makes: every `of`-th slice of ticks, from the `index`-th on. */
export interface Share {
  /** 0 ≤ index < of. */
  readonly index: number
  readonly of: number
}

/**
 * The slices of a block of ticks that belong to a share, as offsets into the block. Slices end at every 256th tick of
 * the run, whatever the size of the blocks, so that a share is the same ticks on every machine.
 * @param first ordinal of the block's first tick since the run began
 * @param size ticks of the block
 * @param skip ticks of the run that are passed over: an earlier run has delivered what they yield
 * @param most ticks of a slice where nothing is shared
 */
export function* sharedSlices(
  first: number,
  size: number,
  share: Share | undefined,
  skip = 0,
  most = SLICE,
): Generator<{ readonly start: number; readonly end: number }> {
  const length = share ? SLICE : most
  for (let start = Math.max(0, skip - first); start < size; ) {
    const ordinal = first + start
    const end = Math.min(size, start + length - (ordinal % length))
    if (share === undefined || Math.floor(ordinal / SLICE) % share.of === share.index) yield { start, end }
    start = end
  }
}
