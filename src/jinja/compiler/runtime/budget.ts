import type { Limits } from '../../environment.ts'

/** A template went too far. Not a PythonError: no template code may catch it. */
export class LimitError extends Error {
  readonly hint: string

  constructor(message: string, hint: string) {
    super(message)
    this.hint = hint
  }
}

/** Deeper than that the stack of JavaScript might not hold. */
const MAX_DEPTH = 400

/** What one render may still do. Compiled templates count `left` down and `depth` up and down themselves. */
export class Budget {
  readonly limits: Limits
  /** Rounds of loops left. */
  left: number
  /** Functions of templates that are running inside one another. */
  depth = 0

  constructor(limits: Limits) {
    this.limits = { ...limits, depth: Math.min(limits.depth, MAX_DEPTH) }
    this.left = limits.iterations
  }

  /** Called by a loop that ran out of rounds or has made more text than may be. */
  overrun(): never {
    const { iterations, output } = this.limits
    if (this.left < 0) {
      throw new LimitError(`the loops of one render took more than ${iterations} rounds`, 'shorten the loops')
    }
    throw new LimitError(`the text grew beyond ${output} characters`, 'render less text at a time')
  }

  tooDeep(): never {
    throw new LimitError(
      `macros, includes and recursive loops went more than ${this.limits.depth} deep`,
      'look for a macro or an include that never stops calling itself',
    )
  }

  /** The text of a function of a template, if it is not too long. */
  checked(text: string): string {
    return text.length > this.limits.output ? this.overrun() : text
  }
}
