import { LoomError } from '../../kernel/index.ts'

/** Nesting beyond which indentation is refused: its size grows with the square of the depth. */
const MAX_DEPTH = 500

/**
 * A JSON text as `respaced` gives it, on several lines: `width` (≥ 1) blanks a level, empty containers stay on
 * their line. E_EVENT_NOT_JSON when it is nested more than 500 deep.
 */
export function indented(text: string, width: number): string {
  const breaks: string[] = ['\n']
  let out = ''
  let copied = 0
  let depth = 0
  for (let i = 0; i < text.length; i++) {
    const mark = text[i]!
    if (mark === '"') i = closingQuote(text, i)
    else if (mark === '{' || mark === '[') {
      const next = text[i + 1]
      if (next === '}' || next === ']') {
        i++
        continue
      }
      if (++depth > MAX_DEPTH) throw tooDeep()
      breaks[depth] ??= `\n${' '.repeat(width * depth)}`
      out += text.slice(copied, i + 1) + breaks[depth]
      copied = i + 1
    } else if (mark === '}' || mark === ']') {
      depth--
      out += text.slice(copied, i) + breaks[depth]
      copied = i
    } else if (mark === ',') {
      out += text.slice(copied, i + 1) + breaks[depth]
      copied = i + 2
    }
  }
  return out + text.slice(copied)
}

/** The closing quote of the string that opens at `at`, in valid JSON. */
export function closingQuote(text: string, at: number): number {
  for (let i = at + 1; ; i++) {
    i = text.indexOf('"', i)
    let before = i
    while (text[before - 1] === '\\') before--
    if ((i - before) % 2 === 0) return i
  }
}

function tooDeep(): LoomError {
  return new LoomError('E_EVENT_NOT_JSON', `the event is nested more than ${MAX_DEPTH} deep`, {
    hint: 'indent: 0 takes any depth',
  })
}
