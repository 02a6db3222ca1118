/** Flags as Python numbers them. */
export const FLAGS = {
  IGNORECASE: 2,
  LOCALE: 4,
  MULTILINE: 8,
  DOTALL: 16,
  UNICODE: 32,
  VERBOSE: 64,
  ASCII: 256,
} as const

/** The letters that stand for them in a pattern. */
export const LETTERS: Readonly<Record<string, number>> = {
  i: FLAGS.IGNORECASE,
  m: FLAGS.MULTILINE,
  s: FLAGS.DOTALL,
  x: FLAGS.VERBOSE,
  a: FLAGS.ASCII,
  u: FLAGS.UNICODE,
}
