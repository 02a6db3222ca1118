import { LoomError } from '../../../kernel/index.ts'

/**
 * A regular expression in Python's syntax that must have a group named `timestamp`, ready to tell where groups
 * stand. E_OPTION_INVALID if it is none, or has no such group.
 */
export async function timestampPattern(source: string): Promise<RegExp> {
  const { PATTERN_FLAGS, translatePattern } = await import('../../../jinja/index.ts')
  const invalid = (what: string, hint: string, cause?: unknown): LoomError =>
    new LoomError('E_OPTION_INVALID', `"timestamp_pattern": ${what}`, { hint, cause })
  let pattern: RegExp
  let names: ReadonlyMap<string, number>
  try {
    const translated = translatePattern(source, 0)
    names = translated.names
    pattern = new RegExp(translated.source, translated.flags & PATTERN_FLAGS.IGNORECASE ? 'dvi' : 'dv')
  } catch (cause) {
    throw invalid((cause as Error).message, 'write a regular expression as Python does', cause)
  }
  if (names.has('timestamp')) return pattern
  throw invalid('the pattern has no group named "timestamp"', 'put (?P<timestamp>…) around the time')
}
