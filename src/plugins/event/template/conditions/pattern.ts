import { PATTERN_FLAGS, translatePattern } from '../../../../jinja/index.ts'

/** A regular expression in Python's syntax that matches at the start of a text only; throws when it is none. */
export function startPattern(source: string): RegExp {
  const translated = translatePattern(source, 0)
  return new RegExp(translated.source, translated.flags & PATTERN_FLAGS.IGNORECASE ? 'viy' : 'vy')
}
