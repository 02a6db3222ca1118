import { splitWords } from './split.ts'

/** The entities of HTML 4 and XML that text in practice holds. */
const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
}

/** Text without tags and comments, entities resolved, white space collapsed (`Markup.striptags`). */
export function stripTags(markup: string): string {
  const bare = markup.replace(/<!--[\s\S]*?-->/g, '').replace(/<[\s\S]*?>/g, '')
  return unescapeHtml(splitWords(bare, -1).join(' '))
}

/** Text with entities resolved. */
export function unescapeHtml(text: string): string {
  if (!text.includes('&')) return text
  return text.replace(/&(?:#(\d+|[xX][0-9a-fA-F]+);?|(\w+);)/g, (all, number?: string, name?: string) => {
    if (number !== undefined) return character(number)
    return Object.hasOwn(ENTITIES, name!) ? ENTITIES[name!]! : all
  })
}

function character(number: string): string {
  const code = /^x/i.test(number) ? Number.parseInt(number.slice(1), 16) : Number(number)
  const wrong = code === 0 || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)
  return wrong ? '\ufffd' : String.fromCodePoint(code)
}
