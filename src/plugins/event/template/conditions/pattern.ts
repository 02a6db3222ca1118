/**
 * A regular expression in Python's syntax, anchored at the start of the text as `re.match` does. Throws a
 * SyntaxError when it is none.
 */
export function startPattern(source: string): RegExp {
  const flags = new Set('y')
  let body = source.replace(/^\(\?([aimsux]+)\)/, (_, letters: string) => {
    for (const letter of letters) if ('ims'.includes(letter)) flags.add(letter)
    return ''
  })
  body = body.replace(
    /\\[AZ]|\\[\s\S]|\(\?P<|\(\?P=(\w+)\)|\(\?#[^)]*\)/g,
    (text, name?: string) => TRANSLATED[text] ?? (name ? `\\k<${name}>` : text.startsWith('(?#') ? '' : text),
  )
  const letters = [...flags].join('')
  try {
    return new RegExp(body, `${letters}u`)
  } catch {
    // Python allows escapes that code-point mode refuses, such as `\-` or `\_`.
    return new RegExp(body, letters)
  }
}

const TRANSLATED: Record<string, string> = { '\\A': '(?<![\\s\\S])', '\\Z': '(?![\\s\\S])', '(?P<': '(?<' }
