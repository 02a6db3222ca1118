import { closingQuote } from './indent.ts'

/**
 * The members of a JSON object whose text is spaced as `respaced` does it: name → text of the value, as it was
 * written. The last of several equal names wins. Undefined when the text is no object.
 */
export function members(text: string): Map<string, string> | undefined {
  if (text[0] !== '{') return undefined
  const found = new Map<string, string>()
  let i = 1
  while (text[i] === '"') {
    const nameEnd = closingQuote(text, i) + 1
    const start = nameEnd + 2
    const end = valueEnd(text, start)
    found.set(JSON.parse(text.slice(i, nameEnd)) as string, text.slice(start, end))
    i = end + 2
  }
  return found
}

function valueEnd(text: string, start: number): number {
  let depth = 0
  for (let i = start; ; i++) {
    const mark = text[i]
    if (mark === '"') i = closingQuote(text, i)
    else if (mark === '{' || mark === '[') depth++
    else if (depth === 0 && (mark === ',' || mark === '}')) return i
    else if (mark === '}' || mark === ']') depth--
  }
}
