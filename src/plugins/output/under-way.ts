/** Counts what is being written, so that closing can wait for it. */
export interface UnderWay {
  track<T>(writing: Promise<T>): Promise<T>
  /** Resolves when nothing is under way. */
  settled(): Promise<void>
}

export function underWay(): UnderWay {
  const active = new Set<Promise<unknown>>()
  return {
    track(writing) {
      const settled = writing.then(
        () => undefined,
        () => undefined,
      )
      active.add(settled)
      void settled.then(() => active.delete(settled))
      return writing
    },
    async settled() {
      await Promise.all(active)
    },
  }
}
