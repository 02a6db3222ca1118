const OPEN = /\{%([-+]?)\s*raw\s*([-+]?)%\}/g
const CLOSE = /\{%([-+]?)\s*endraw\s*([-+]?)%\}/g

/**
 * Takes `{% raw %}…{% endraw %}` off a text; a `-` in a tag takes the blanks beside it, too. Projects wrap
 * inline templates so, to protect them from being filled in when the project is loaded. Text between the blocks
 * goes through `outside`, what they protect through `inside`.
 */
export function unwrapRaw(
  text: string,
  outside: (part: string) => string,
  inside: (part: string) => string = (part) => part,
): string {
  if (!text.includes('endraw')) return outside(text)
  let result = ''
  let end = 0
  let trimNext = ''
  for (;;) {
    const open = search(OPEN, text, end)
    // A block that is never closed is none, and neither is any after it.
    const close = open && search(CLOSE, text, open.index + open[0].length)
    if (!open || !close) return result + outside(trimmed(text.slice(end), trimNext, ''))
    result += outside(trimmed(text.slice(end, open.index), trimNext, open[1]!))
    result += inside(trimmed(text.slice(open.index + open[0].length, close.index), open[2]!, close[1]!))
    end = close.index + close[0].length
    trimNext = close[2]!
  }
}

function search(tag: RegExp, text: string, from: number): RegExpExecArray | null {
  tag.lastIndex = from
  return tag.exec(text)
}

function trimmed(part: string, start: string, end: string): string {
  const left = start === '-' ? part.trimStart() : part
  return end === '-' ? left.trimEnd() : left
}
