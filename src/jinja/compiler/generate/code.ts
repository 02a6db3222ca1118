/** What is known of a value while compiling: `text` is a string, `truth` a boolean. */
type Kind = 'any' | 'text' | 'truth'

/** JavaScript that computes a value. */
export interface Code {
  readonly js: string
  readonly kind: Kind
  /** A variable or a literal: costs nothing to write twice, and cannot fail. */
  readonly plain: boolean
}

export function any(js: string): Code {
  return { js, kind: 'any', plain: false }
}

export function text(js: string): Code {
  return { js, kind: 'text', plain: false }
}

export function truth(js: string): Code {
  return { js, kind: 'truth', plain: false }
}

/** A literal; what JavaScript cannot write exactly is a constant of the unit instead. */
export function quote(value: string): string {
  return JSON.stringify(value)
}
