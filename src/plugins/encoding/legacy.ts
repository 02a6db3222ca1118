import { isWellFormed } from '../../kernel/index.ts'
import type { Encode } from './encode.ts'
import type { EncodingName } from './names.ts'

/** Where the table has another name; iconv-lite's own big5 is big5hkscs. */
export const TABLE_NAMES: Partial<Record<EncodingName, string>> = {
  big5: 'cp950',
  kz1048: 'rk1048',
  mac_latin2: 'maccenteuro',
  ptcp154: 'pt154',
}

const UNICODE: ReadonlySet<EncodingName> = new Set(['utf_7', 'utf_32_be', 'utf_32_le'])
/** Here the tables are those of a larger set (CP949, GBK); what lies outside rows and cells A1…FE is refused. */
export const NINETY_FOUR: ReadonlySet<EncodingName> = new Set(['euc_kr', 'gb2312'])

/** What the tables map to a byte that stands for another character today. */
const MISREAD: Partial<Record<EncodingName, RegExp>> = {
  cp932: /[\u00a5\u203e]/,
  mac_cyrillic: /[\u00a2\u00a4]/,
  mac_greek: /\u00ad/,
  mac_iceland: /\u00a4/,
  mac_roman: /\u00a4/,
}

const QUESTION_MARK = 0x3f
const REPLACEMENT = '\ufffd'

/**
 * An encoder over the tables of iconv-lite, which writes «?» for a character that it lacks. No character of
 * these encodings has a byte 3F but «?» itself, so counting question marks on both sides finds every loss.
 */
export async function legacyEncoder(name: EncodingName): Promise<Encode> {
  const { default: iconv } = await import('iconv-lite')
  const table = TABLE_NAMES[name] ?? name
  const options = { addBOM: false }
  if (UNICODE.has(name)) {
    return (text) => (isWellFormed(text) ? iconv.encode(text, table, options) : undefined)
  }
  const rows94 = NINETY_FOUR.has(name)
  const knowsReplacement = name === 'gb18030'
  const misread = MISREAD[name]
  return (text) => {
    const bytes = iconv.encode(text, table, options)
    if (questionMarks(bytes) !== questionMarksIn(text)) return undefined
    // Undefined cells of a table read as U+FFFD, so a table claims to have that character where it has none.
    if (!knowsReplacement && text.includes(REPLACEMENT)) return undefined
    if (misread?.test(text)) return undefined
    return rows94 && !inRows94(bytes) ? undefined : bytes
  }
}

function questionMarks(bytes: Uint8Array): number {
  let count = 0
  for (let at = bytes.indexOf(QUESTION_MARK); at >= 0; at = bytes.indexOf(QUESTION_MARK, at + 1)) count++
  return count
}

function questionMarksIn(text: string): number {
  let count = 0
  for (let at = text.indexOf('?'); at >= 0; at = text.indexOf('?', at + 1)) count++
  return count
}

export function inRows94(bytes: Uint8Array): boolean {
  for (let i = 0; i < bytes.length; i++) {
    if (bytes[i]! < 0x80) continue
    if (bytes[i]! < 0xa1 || bytes[++i]! < 0xa1) return false
  }
  return true
}
