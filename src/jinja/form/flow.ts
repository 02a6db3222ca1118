import { jsonForHtml } from '../filters/json.ts'
import { str } from '../python/text/repr.ts'
import type { Value } from '../python/types.ts'
import { follow, type Piece } from './follow.ts'
import { END, type Place, START } from './place.ts'

/** Literal text of a template, with the canonical form of it at each place where it came to stand. */
export class Literal {
  readonly raw: string
  /** Where it stood last, and what it was there. */
  from: Place | undefined = undefined
  text = ''
  place: Place = START
  readonly #elsewhere = new Map<Place, Piece | undefined>()

  constructor(raw: string) {
    this.raw = raw
  }

  /** Makes `from`, `text` and `place` those of a place; false when it cannot stand there. */
  moveTo(from: Place): boolean {
    if (!this.#elsewhere.has(from)) this.#elsewhere.set(from, follow(from, this.raw))
    const piece = this.#elsewhere.get(from)
    if (piece === undefined) return false
    this.from = from
    this.text = piece.text
    this.place = piece.place
    return true
  }
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what a string must not hold
const SPECIAL = /["\\\u0000-\u001f]/

/**
 * Follows the text of a render as it grows, piece by piece, and gives each piece back in the canonical form of
 * JSON. Literal text was read when it first came by, so that only what is put between has to be looked at. When
 * a piece does not fit, the text goes on as it is, and the end of the render gives the whole as it is.
 */
export class Flow {
  /** null: the text is not followed, because it fits no longer or because it is the value of an expression. */
  place: Place | null = START
  /** What was rendered, as it is, and the length of its canonical form. */
  readonly #pieces: string[] = []
  #count = 0
  #length = 0
  /** What stands in place of the first `#length` units of the text, once a piece did not fit. */
  #prefix: string | undefined

  #givenUp = false

  begin(): void {
    this.place = this.#givenUp ? null : START
    this.#count = 0
    this.#length = 0
    this.#prefix = undefined
  }

  /** Is the text one whole value in the canonical form? */
  get isWhole(): boolean {
    return this.place === END
  }

  /** The text as it was rendered, from what is left of it where pieces were given back in the canonical form. */
  asItWas(text: string): string {
    if (this.#prefix === undefined) this.#lose()
    return this.#prefix + text.slice(this.#length)
  }

  literal(literal: Literal): string {
    const { place } = this
    if (place === null) return literal.raw
    if (literal.from !== place && !literal.moveTo(place)) {
      this.#lose()
      return literal.raw
    }
    const { text } = literal
    this.place = literal.place
    this.#pieces[this.#count++] = literal.raw
    this.#length += text.length
    return text
  }

  /** What `{{ value }}` gives. */
  value(value: Value): string {
    if (typeof value === 'string') return this.text(value)
    // Finite numbers are written alike in Python and in JSON.
    if (typeof value === 'number' && Number.isFinite(value)) {
      const { place } = this
      const text = Number.isInteger(value) ? `${value}` : str(value)
      if (place === null) return text
      if (place.inString) return this.#keep(text, place)
      if (place.next !== null) return this.#keep(text, place.next)
    }
    return this.text(str(value))
  }

  text(text: string): string {
    const { place } = this
    if (place === null) return text
    if (place.inString && !SPECIAL.test(text)) return this.#keep(text, place)
    const piece = follow(place, text)
    if (piece === undefined) {
      this.#lose()
      return text
    }
    this.place = piece.place
    this.#pieces[this.#count++] = text
    this.#length += piece.text.length
    return piece.text
  }

  /** What `{{ value | tojson }}` gives. */
  json(value: Value): string {
    const text = jsonForHtml(value)
    const next = this.place === null ? null : this.place.next
    // Python writes numbers that are none, which JSON does not have.
    const sure =
      typeof value === 'string' ||
      Number.isInteger(value) ||
      !(text.includes('NaN') || text.includes('Infinity'))
    return next === null || !sure ? this.text(text) : this.#keep(text, next)
  }

  /** Text is rendered from here to `resume` that is the value of an expression. */
  pause(): Place | null {
    const { place } = this
    this.place = null
    return place
  }

  /** Goes on where it stood at the `pause`. */
  resume(held: Place | null, text: string): string {
    this.place = held
    if (this.#givenUp && held !== null) this.#lose()
    return text
  }

  /** Follows no text any more, and no other later on. */
  giveUp(): void {
    this.#givenUp = true
    if (this.place !== null) this.#lose()
  }

  #keep(text: string, place: Place): string {
    this.place = place
    this.#pieces[this.#count++] = text
    this.#length += text.length
    return text
  }

  #lose(): void {
    this.#prefix = this.#pieces.slice(0, this.#count).join('')
    this.place = null
  }
}
