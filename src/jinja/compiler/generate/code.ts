/** What is known of a value while compiling: `text` is a string, `truth` a boolean. */
type Kind = 'any' | 'text' | 'truth'

/** JavaScript that computes a value. */
export interface Code {
  readonly js: string
  readonly kind: Kind
  /** A variable or a literal: costs nothing to write twice, and cannot fail. */
  readonly plain: boolean
  /** What `at` is once this was computed, where that is known. */
  readonly at: number | undefined
}

export function any(js: string, at?: number): Code {
  return { js, kind: 'any', plain: false, at }
}

export function text(js: string): Code {
  return { js, kind: 'text', plain: false, at: undefined }
}

export function truth(js: string, at?: number): Code {
  return { js, kind: 'truth', plain: false, at }
}

/** A variable or a literal. */
export function plain(js: string, kind: Kind = 'any'): Code {
  return { js, kind, plain: true, at: undefined }
}

/**
 * The arguments of a function that takes so many and no more, such that `at` says where the call stands once all
 * are computed: each of them may have set it to a place of its own. What sets it is one argument more, unless the
 * last one left it as it should be.
 */
export function placed(at: number, operands: readonly Code[]): string {
  const js = listed(operands)
  return leaves(operands) === at ? js : `${js}, at = ${at}`
}

export function listed(codes: readonly Code[]): string {
  let js = ''
  for (const code of codes) js += js === '' ? code.js : `, ${code.js}`
  return js
}

/** What `at` is once these were computed, where that is known. */
export function leaves(operands: readonly Code[]): number | undefined {
  for (let i = operands.length - 1; i >= 0; i--) if (!operands[i]!.plain) return operands[i]!.at
  return undefined
}

/** Most texts need no escapes. */
const PLAIN = /^[ !#-[\]-~]*$/

/** A literal; what JavaScript cannot write exactly is a constant of the unit instead. */
export function quote(value: string): string {
  return PLAIN.test(value) ? `"${value}"` : JSON.stringify(value)
}
