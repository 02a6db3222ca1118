/** Yields from all sources as they become ready; ends when all have ended. Fails as soon as one fails. */
export async function* interleave<T>(sources: readonly AsyncIterable<T>[]): AsyncGenerator<T> {
  const iterators = sources.map((source) => source[Symbol.asyncIterator]())
  const next = (index: number) => iterators[index]!.next().then((result) => ({ index, result }))
  const waiting = new Map(iterators.map((_, index) => [index, next(index)]))
  try {
    while (waiting.size > 0) {
      const { index, result } = await Promise.race(waiting.values())
      waiting.delete(index)
      if (result.done) continue
      // Goes to the end of the line, so that a source that is always ready starves nobody.
      waiting.set(index, next(index))
      yield result.value
    }
  } finally {
    for (const [index, pending] of waiting) {
      pending.catch(() => {})
      void iterators[index]!.return?.(undefined)?.catch(() => {})
    }
  }
}
