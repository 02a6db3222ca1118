import type { Micros } from '../../../../kernel/index.ts'

/** Which instant takes the place of a recorded one. */
export interface Rhythm {
  /** The instant for an event of that tick; undefined if the recorded time cannot be read. */
  at(tick: Micros, recorded: string): Micros | undefined
  /** The file is begun again. */
  again(): void
}

/** The instant of the tick, whatever was recorded. */
export const tickRhythm: Rhythm = { at: (tick) => tick, again: () => {} }

/**
 * The recorded gaps, divided by `speed`, counted from the tick of the first event of each pass.
 *
 * @param read reads a recorded time
 */
export function recordedRhythm(read: (text: string) => Micros | undefined, speed: number): Rhythm {
  let start: { readonly tick: Micros; readonly recorded: Micros } | undefined
  return {
    at(tick, text) {
      const recorded = read(text)
      if (recorded === undefined) return undefined
      start ??= { tick, recorded }
      return start.tick + Math.round((recorded - start.recorded) / speed)
    },
    again() {
      start = undefined
    },
  }
}
