/**
 * Python counts text in code points, JavaScript in UTF-16 units. Both agree unless the text holds surrogates,
 * which the functions here test for first.
 */
const SURROGATE = /[\ud800-\udbff]/

/** Does the text hold characters beyond U+FFFF? It is read first, as a pattern takes twice as long to make it one piece. */
export function isAstral(text: string): boolean {
  return (text.charCodeAt(0) & 0xfc00) === 0xd800 || SURROGATE.test(text)
}

/** `len(text)`. */
export function textLength(text: string): number {
  if (!isAstral(text)) return text.length
  let length = 0
  for (const _ of text) length++
  return length
}

/** The characters of a text, one string each. */
export function characters(text: string): string[] {
  return isAstral(text) ? Array.from(text) : text.split('')
}

/** `text[index]`, negative from the end; undefined beyond the ends. */
export function characterAt(text: string, index: number): string | undefined {
  if (!isAstral(text)) return text[index < 0 ? index + text.length : index]
  const all = Array.from(text)
  return all[index < 0 ? index + all.length : index]
}

/** The code point index of a UTF-16 index. */
export function toCodePoints(text: string, units: number): number {
  return isAstral(text) ? textLength(text.slice(0, units)) : units
}

/** The UTF-16 index of a code point index. */
export function toUnits(text: string, points: number): number {
  if (!isAstral(text)) return points
  let units = 0
  let left = points
  for (const character of text) {
    if (left-- <= 0) return units
    units += character.length
  }
  return units
}

/** Order by code point: negative, 0 or positive. */
export function compareText(a: string, b: string): number {
  if (a === b) return 0
  const length = Math.min(a.length, b.length)
  for (let i = 0; i < length; i++) {
    const x = a.charCodeAt(i)
    const y = b.charCodeAt(i)
    if (x !== y) return aboveSurrogates(x) - aboveSurrogates(y)
  }
  return a.length - b.length
}

/** Maps units so that surrogates, which begin at U+10000, sort above U+E000–U+FFFF. */
function aboveSurrogates(unit: number): number {
  return unit < 0xd800 ? unit : unit >= 0xe000 ? unit - 0x800 : unit + 0x2000
}
