import type { Source } from '../source.ts'

/** One function of a template that an error came through. */
export interface Step {
  readonly source: Source
  readonly offset: number
  /** `macro 'x'`, `block 'y'`; empty for the template itself. */
  readonly label: string
}

/** Where the latest error of an environment passed, innermost step first. */
export class Trace {
  #error: unknown = undefined
  #steps: Step[] = []

  /** Notes a step and gives the error back, untouched, to be thrown on. */
  note(error: unknown, source: Source, offset: number, label: string): unknown {
    if (this.#error !== error) {
      this.#error = error
      this.#steps = []
    }
    this.#steps.push({ source, offset, label })
    return error
  }

  /** The steps of that error; forgets them. */
  take(error: unknown): readonly Step[] {
    const steps = this.#error === error ? this.#steps : []
    this.#error = undefined
    this.#steps = []
    return steps
  }
}
