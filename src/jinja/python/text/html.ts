import { namedReferences } from './entity-names.ts'
import { splitWords } from './split.ts'

/** Text without tags and comments, entities resolved, white space collapsed (`Markup.striptags`). */
export function stripTags(markup: string): string {
  const bare = markup.replace(/<!--[\s\S]*?-->/g, '').replace(/<[\s\S]*?>/g, '')
  return unescapeHtml(splitWords(bare, -1).join(' '))
}

/** What may be a character reference; a name may be longer than the one that is known. */
const REFERENCE = /&(?:#(\d+);?|#[xX]([0-9a-fA-F]+);?|([^\t\n\f <&#;]{1,32};?))/gu

const WINDOWS = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ'

let names: ReadonlyMap<string, string> | undefined

/** Text with character references resolved, by the rules of HTML (`html.unescape`). */
export function unescapeHtml(text: string): string {
  if (!text.includes('&')) return text
  names ??= namedReferences()
  return text.replace(REFERENCE, (_, decimal?: string, hex?: string, name?: string) => {
    if (decimal !== undefined) return character(Number(decimal))
    if (hex !== undefined) return character(Number.parseInt(hex, 16))
    return named(name!, names!)
  })
}

/** The longest known name at the beginning; what comes after it stays. */
function named(name: string, known: ReadonlyMap<string, string>): string {
  for (let end = name.length; end > 1; end--) {
    const found = known.get(name.slice(0, end))
    if (found !== undefined) return found + name.slice(end)
  }
  return `&${name}`
}

function character(code: number): string {
  if (code === 0 || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return '\ufffd'
  // Numbers of C1 controls mean what Windows takes them for.
  if (code >= 0x80 && code < 0xa0) return WINDOWS[code - 0x80]!
  const control = code < 0x20 && code !== 9 && code !== 10 && code !== 12 && code !== 13
  const noncharacter = (code & 0xfffe) === 0xfffe || (code >= 0xfdd0 && code <= 0xfdef)
  return control || code === 0x7f || noncharacter ? '' : String.fromCodePoint(code)
}
