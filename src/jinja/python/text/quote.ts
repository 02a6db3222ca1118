const PLAIN = /^[ !#-&(-[\]-~]*$/
const ASCII_PRINTABLE = /^[ -~]*$/
/** What `str.isprintable` and `repr` do not call printable. */
const isUnprintable = (text: string): boolean =>
  /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}\p{Zs}]/u.test(text)

/** `repr(text)`. */
export function quote(text: string): string {
  if (PLAIN.test(text)) return `'${text}'`
  const mark = text.includes("'") && !text.includes('"') ? '"' : "'"
  if (ASCII_PRINTABLE.test(text)) return mark + escapeMark(text, mark) + mark
  let quoted = ''
  for (const character of text) quoted += quoteCharacter(character, mark)
  return mark + quoted + mark
}

/** `ascii(text)`, of text that is a repr already. */
export function asciiOnly(text: string): string {
  return text.replace(/[^\0-\x7f]/gu, (character) => escapeCode(character.codePointAt(0)!))
}

/** `text.isprintable()`. */
export function isPrintable(text: string): boolean {
  return ASCII_PRINTABLE.test(text) || !isUnprintable(text.replaceAll(' ', ''))
}

function escapeMark(text: string, mark: string): string {
  const escaped = text.includes('\\') ? text.replaceAll('\\', '\\\\') : text
  return mark === "'" ? escaped.replaceAll("'", "\\'") : escaped
}

function quoteCharacter(character: string, mark: string): string {
  if (character === '\\' || character === mark) return `\\${character}`
  if (character === '\n') return '\\n'
  if (character === '\r') return '\\r'
  if (character === '\t') return '\\t'
  if (character === ' ' || !isUnprintable(character)) return character
  return escapeCode(character.codePointAt(0)!)
}

function escapeCode(code: number): string {
  const hex = code.toString(16)
  if (code < 0x100) return `\\x${hex.padStart(2, '0')}`
  return code < 0x10000 ? `\\u${hex.padStart(4, '0')}` : `\\U${hex.padStart(8, '0')}`
}
