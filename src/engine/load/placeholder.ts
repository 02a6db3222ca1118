/** A `${params.NAME}` or `${secrets.NAME}` as it was written. */
export interface Placeholder {
  readonly source: 'params' | 'secrets'
  /** What follows the first dot; undefined if that is no name. */
  readonly name: string | undefined
  readonly text: string
  /** Offset of its `$` in the file. */
  readonly start: number
}

// Quotes come in pairs: an open placeholder must not swallow the end of the text around it.
const PLACEHOLDER =
  /\$\{\s*(params|secrets)(?![A-Za-z0-9_])((?:[^{}\s"']|[ \t]+(?=[^\s}])|"[^"\n]*"|'[^'\n]*')*)\s*\}/g

/**
 * A mask is a run of characters that Unicode sets aside for a program's own use: U+FDD0, digits U+FDE0–U+FDEF
 * that tell which placeholder it is, U+FDD1.
 */
const OPEN = '\uFDD0'
const CLOSE = '\uFDD1'
const FIRST_DIGIT = 0xfde0
const MASK = /\uFDD0([\uFDE0-\uFDEF]+)\uFDD1/g

/** Characters that a project may not hold, as they could be taken for masks. */
export const RESERVED = /[\uFDD0-\uFDEF]/

/**
 * Hides the placeholders of a text, which must hold no RESERVED characters: YAML would trip over their braces.
 * They are added to `found`, whose indexes the masks carry. The result is as long as the text.
 */
export function mask(text: string, found: Placeholder[]): string {
  return text.replace(PLACEHOLDER, (whole, source: Placeholder['source'], tail: string, start: number) => {
    const digits = found.length.toString(16).padStart(whole.length - 2, '0')
    found.push({ source, name: /^\.([\p{L}\p{N}_][\p{L}\p{N}_.-]*)$/u.exec(tail)?.[1], text: whole, start })
    const hidden = digits.replace(/./g, (digit) =>
      String.fromCharCode(FIRST_DIGIT + Number.parseInt(digit, 16)),
    )
    return OPEN + hidden + CLOSE
  })
}

/** Replaces each mask in a text. */
export function replaceMasks(text: string, replace: (index: number) => string): string {
  return text.replace(MASK, (_, digits: string) => replace(indexOf(digits)))
}

/** Which placeholders stand in a text. */
export function masksIn(text: string): number[] {
  return [...text.matchAll(MASK)].map(([, digits]) => indexOf(digits!))
}

/** The placeholder that a text consists of, or undefined. */
export function onlyMask(text: string): number | undefined {
  const digits = /^\uFDD0([\uFDE0-\uFDEF]+)\uFDD1$/.exec(text)?.[1]
  return digits === undefined ? undefined : indexOf(digits)
}

function indexOf(digits: string): number {
  const hex = digits.replace(/./g, (digit) => (digit.charCodeAt(0) - FIRST_DIGIT).toString(16))
  return Number.parseInt(hex, 16)
}
