/**
 * What Python's `str` knows of characters beyond what JavaScript's properties say. Both follow Unicode, each in
 * the version it was built with, so they may differ on characters assigned lately.
 */

/** `str.isspace`; also where `split()` and `strip()` cut. */
export const SPACE = '\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000'

/** Numeric_Type=Digit: superscripts, circled and other decorated digits. */
const DIGIT_LIKE =
  '\\xb2\\xb3\\xb9\\u1369-\\u1371\\u19da\\u2070\\u2074-\\u2079\\u2080-\\u2089\\u2460-\\u2468\\u2474-\\u247c' +
  '\\u2488-\\u2490\\u24ea\\u24f5-\\u24fd\\u24ff\\u2776-\\u277e\\u2780-\\u2788\\u278a-\\u2792' +
  '\\u{10a40}-\\u{10a43}\\u{10e60}-\\u{10e68}\\u{11052}-\\u{1105a}\\u{1f100}-\\u{1f10a}'

/** Ideographs that are numbers. */
const NUMBER_IDEOGRAPHS =
  '㐅㒃㠪㭍一七万三九二五亖亿什仟仨伍佰億兆兩八六十千卄卅卌叁参參叄四壱壹幺廾廿弌弍弎弐拾捌柒漆玖百肆萬' +
  '貮貳贰阡陆陌陸零\\uf96b\\uf973\\uf978\\uf9b2\\uf9d1\\uf9d3\\uf9fd\\u{20001}\\u{20064}\\u{200e2}\\u{20121}' +
  '\\u{2092a}\\u{20983}\\u{2098c}\\u{2099c}\\u{20aea}\\u{20afd}\\u{20b19}\\u{22390}\\u{22998}\\u{23b1b}' +
  '\\u{2626d}\\u{2f890}'

// Patterns with Unicode's sets are made when they are asked for, here and in other files: V8 takes 0.1 ms to look one up,
// and a run needs none of them before its first event.

/** Is every character of the set? */
function all(set: string): (text: string) => boolean {
  let pattern: RegExp | undefined
  return (text) => {
    pattern ??= new RegExp(`^[${set}]+$`, 'u')
    return pattern.test(text)
  }
}

const hasLower = (text: string): boolean => /\p{Lowercase}/u.test(text)
const hasUpper = (text: string): boolean => /\p{Uppercase}/u.test(text)
const casedRuns = (): RegExp => /[\p{Lowercase}\p{Uppercase}\p{Lt}]+/gu

export const isAlpha = all('\\p{L}')
export const isDecimal = all('\\p{Nd}')
export const isDigit = all(`\\p{Nd}${DIGIT_LIKE}`)
export const isNumeric = all(`\\p{N}${NUMBER_IDEOGRAPHS}`)
export const isAlnum = all(`\\p{L}\\p{N}${NUMBER_IDEOGRAPHS}`)
export const isSpace = all(SPACE)
export const isLower = (text: string): boolean => hasLower(text) && !/[\p{Uppercase}\p{Lt}]/u.test(text)
export const isUpper = (text: string): boolean => hasUpper(text) && !/[\p{Lowercase}\p{Lt}]/u.test(text)
export const isIdentifier = (text: string): boolean => /^[\p{XID_Start}_]\p{XID_Continue}*$/u.test(text)

/** `str.istitle`: every run of cased letters begins with an upper one and goes on with lower ones. */
export function isTitle(text: string): boolean {
  const runs = text.match(casedRuns())
  return runs?.every((run) => /^[\p{Uppercase}\p{Lt}]\p{Lowercase}*$/u.test(run)) ?? false
}

/** Letters whose title case is the first letter of their upper case. */
const LIGATURE = /[\xdf\u0587\ufb00-\ufb06\ufb13-\ufb17]/
const DIGRAPH = /[\u01c4-\u01cc\u01f1-\u01f3]/
const GREEK_WITH_IOTA = /[\u1f80-\u1fff]/
const GEORGIAN = /[\u10d0-\u10ff]/

/** Title case of one character. */
function titleCharacter(character: string): string {
  const upper = character.toUpperCase()
  if (character < '\x80') return upper
  if (LIGATURE.test(character)) return upper[0] + upper.slice(1).toLowerCase()
  if (DIGRAPH.test(character)) {
    const code = character.charCodeAt(0)
    const first = code >= 0x1f1 ? 0x1f1 : code - ((code - 0x1c4) % 3)
    return String.fromCharCode(first + 1)
  }
  if (GREEK_WITH_IOTA.test(character)) return upper.replace(/(?<=.)\u0399$/u, '\u0345').normalize('NFC')
  return GEORGIAN.test(character) ? character : upper
}

/** `str.capitalize`. */
export function capitalize(text: string): string {
  const first = String.fromCodePoint(text.codePointAt(0) ?? 0)
  if (text === '') return text
  // Lowered as a whole: a sigma's form depends on what stands before it.
  return titleCharacter(first) + text.toLowerCase().slice(first.toLowerCase().length)
}

/** `str.title`. */
export function title(text: string): string {
  return text.replace(casedRuns(), capitalize)
}

/** `str.swapcase`. */
export function swapcase(text: string): string {
  return text.replace(casedRuns(), (run) => {
    let swapped = ''
    for (const character of run) {
      // A sigma at the end of a word has a form of its own.
      if (character === 'Σ' && swapped.length === run.length - 1 && run.length > 1) swapped += 'ς'
      else if (hasUpper(character)) swapped += character.toLowerCase()
      else swapped += hasLower(character) ? character.toUpperCase() : character
    }
    return swapped
  })
}

const CHEROKEE = /[\u13a0-\u13fd\uab70-\uabbf]/

/** `str.casefold`. */
export function casefold(text: string): string {
  let folded = ''
  for (const character of text) {
    if (character === '\u0131') folded += character
    else if (character === '\u1e9e') folded += 'ss'
    else if (CHEROKEE.test(character)) folded += character.toUpperCase()
    else folded += character.toUpperCase().toLowerCase()
  }
  return folded
}
