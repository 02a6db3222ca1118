import type { Event, LoomError } from '../../../../kernel/index.ts'

/** A place in the file that no event can be made from. */
export class Bad {
  readonly error: LoomError

  constructor(error: LoomError) {
    this.error = error
  }
}

/** Makes events of the lines of one pass over a file. */
export interface Parser {
  /** The event or error that this line completes; undefined if none is complete yet, or none is in it. */
  line(text: string, number: number): Event | Bad | undefined
  /** A line that could not be decoded comes next: what was begun is lost. */
  reset?(): void
  /** What is left at the end of the pass. */
  end?(): Bad | undefined
}

/** Each line is an event. */
export const plainLines: Parser = { line: (text) => text }
