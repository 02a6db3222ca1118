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
