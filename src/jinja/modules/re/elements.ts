/** What Python's pattern elements are in a JavaScript pattern with the flag `u` or `v`. */
export const START = '^'
/** Looking ahead for no character would find an end inside a surrogate pair, too. */
export const END = '$'

export interface Classes {
  readonly d: string
  readonly w: string
  readonly s: string
}

/** The members of `\d`, `\w` and `\s`, written for the inside of brackets. */
export const UNICODE: Classes = { d: '\\p{Nd}', w: '\\p{L}\\p{N}_', s: ' \\t-\\r\\x1c-\\x1f\\x85\\p{Z}' }
export const ASCII: Classes = { d: '0-9', w: 'a-zA-Z0-9_', s: ' \\t-\\r' }

export const CONTROL: Readonly<Record<string, string>> = {
  a: '\\x07',
  f: '\\f',
  n: '\\n',
  r: '\\r',
  t: '\\t',
  v: '\\v',
}

/** A character that stands for itself outside of brackets. `|` has its meaning; escaped, it must not come here. */
export function literal(character: string): string {
  return /[$()*+./?[\\\]^{|}]/.test(character) && character !== '|' ? `\\${character}` : character
}

/** A character that stands for itself inside of brackets: by its number, as `u` and `v` differ in what may be escaped. */
export function setLiteral(character: string): string {
  if (!/[!#$%&()*+,./:;<=>?@[\\\]^`{|}~-]/.test(character)) return character
  return `\\x${character.charCodeAt(0).toString(16)}`
}
