import { defineFunction, PythonError, typeName, type Value } from '../../python/ops.ts'
import { Namespace } from '../native.ts'
import { index, text } from '../read.ts'
import { FLAGS } from './flags.ts'
import { PATTERN_METHODS, Pattern } from './pattern.ts'

const KNOWN_LIMIT = 1_000
const known = new Map<string, Pattern>()

/** The compiled form of a pattern; what was compiled is kept. */
function compile(pattern: Value, flags: Value = 0): Pattern {
  if (pattern instanceof Pattern) return pattern
  if (typeof pattern !== 'string') {
    throw new PythonError(
      'TypeError',
      `first argument must be string or compiled pattern, not ${typeName(pattern)}`,
    )
  }
  const bits = index(flags)
  const key = `${bits}:${pattern}`
  let found = known.get(key)
  if (!found) {
    if (known.size >= KNOWN_LIMIT) known.clear()
    found = new Pattern(pattern, bits)
    known.set(key, found)
  }
  return found
}

/** `re.NAME(pattern, …, flags)` as the method of the compiled pattern. */
function throughPattern(name: string, parameters: string) {
  const method = PATTERN_METHODS.get(name)!
  return defineFunction(`${name}(pattern, ${parameters}, flags?)`, (pattern, ...rest) => {
    const own = parameters.split(',').length
    const args = rest.slice(0, own).filter((arg) => arg !== undefined)
    return method(compile(pattern, rest[own]), args)
  })
}

/** Python's `re`. Patterns are translated to JavaScript; possessive quantifiers and the like are refused. */
export const reModule = new Namespace('re', {
  compile: defineFunction('compile(pattern, flags?)', compile),
  search: throughPattern('search', 'string'),
  match: throughPattern('match', 'string'),
  fullmatch: throughPattern('fullmatch', 'string'),
  findall: throughPattern('findall', 'string'),
  finditer: throughPattern('finditer', 'string'),
  sub: throughPattern('sub', 'repl, string, count?'),
  subn: throughPattern('subn', 'repl, string, count?'),
  split: throughPattern('split', 'string, maxsplit?'),
  escape: defineFunction('escape(pattern)', (pattern) =>
    text(pattern).replace(/[\t\n\v\f\r #$&()*+\-.?[\\\]^{|}~]/g, '\\$&'),
  ),
  purge: defineFunction('purge()', () => {
    known.clear()
    return null
  }),
  ...FLAGS,
  I: FLAGS.IGNORECASE,
  M: FLAGS.MULTILINE,
  S: FLAGS.DOTALL,
  X: FLAGS.VERBOSE,
  A: FLAGS.ASCII,
  U: FLAGS.UNICODE,
  L: FLAGS.LOCALE,
})
