/** What one byte, as V8 keeps a character, cannot hold. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: all of Latin-1 fits
const WIDE = /[^\x00-\xff]/

/** Is there a character in it for which V8 keeps the whole text, and each part of it, in two bytes a character? */
export function isWide(text: string): boolean {
  return WIDE.test(text)
}

/**
 * The same text, in one byte a character where that is enough. A part of a wide text stays as wide as the whole, and
 * so does every text that it is added to; hence what is cut from a file, and kept, is made narrow first.
 */
export function narrow(text: string): string {
  return isWide(text) ? text : Buffer.from(text, 'latin1').toString('latin1')
}

/**
 * Cuts parts from a text, from one offset to another as `slice` does, each as narrow as `narrow` would make it. What is too wide for one
 * byte became another character in the narrow copy: a part that is the same in both has nothing wide in it.
 */
export function cutter(text: string): (from: number, to?: number) => string {
  if (!isWide(text)) return (from, to) => text.slice(from, to)
  const copy = Buffer.from(text, 'latin1').toString('latin1')
  return (from, to) => {
    const part = copy.slice(from, to)
    const wide = text.slice(from, to)
    return part === wide ? part : wide
  }
}
