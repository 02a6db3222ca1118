import { jsonForHtml } from '../filters/json.ts'
import { str } from '../python/text/repr.ts'
import type { Value } from '../python/types.ts'
import { follow, type Piece } from './follow.ts'
import { END, type Place, START } from './place.ts'

/** A piece of the text of a render: as it is, and in the canonical form. */
interface Written extends Piece {
  readonly raw: string
}

/** Literal text of a template, with the canonical form of it at each place where it came to stand. */
export class Literal {
  readonly raw: string
  /** Where it stood last, and what it was there. */
  from: Place | undefined = undefined
  written: Written
  readonly #elsewhere = new Map<Place, Written | undefined>()

  constructor(raw: string) {
    this.raw = raw
    this.written = { raw, text: raw, place: START }
  }

  /** Makes `from` and `written` those of a place; false when it cannot stand there. */
  moveTo(from: Place): boolean {
    if (!this.#elsewhere.has(from)) {
      const piece = follow(from, this.raw)
      this.#elsewhere.set(from, piece && { raw: this.raw, ...piece })
    }
    const written = this.#elsewhere.get(from)
    if (written === undefined) return false
    this.from = from
    this.written = written
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
  /** The pieces that were not given back as they are, and where in the text begins what was given in place of each. */
  readonly #pieces: Written[] = []
  readonly #starts: number[] = []
  #count = 0
  /** Of the text so far. */
  #length = 0
  #givenUp = false

  begin(): void {
    this.place = this.#givenUp ? null : START
    this.#count = 0
    this.#length = 0
  }

  /** Is the text one whole value in the canonical form? */
  get isWhole(): boolean {
    return this.place === END
  }

  /** The text as it was rendered, from what is left of it where pieces were given back in the canonical form. */
  asItWas(text: string): string {
    let was = ''
    let end = 0
    for (let i = 0; i < this.#count; i++) {
      const start = this.#starts[i]!
      const piece = this.#pieces[i]!
      was += text.slice(end, start) + piece.raw
      end = start + piece.text.length
    }
    return was + text.slice(end)
  }

  literal(literal: Literal): string {
    const { place } = this
    if (place === null) return literal.raw
    if (literal.from !== place && !literal.moveTo(place)) {
      this.place = null
      return literal.raw
    }
    return this.#write(literal.written)
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
      this.place = null
      return text
    }
    return this.#write({ raw: text, text: piece.text, place: piece.place })
  }

  /** What `{{ text }}` gives of a text that stands in a string as it is. */
  harmless(text: string): string {
    const { place } = this
    return place?.inString ? this.#keep(text, place) : this.text(text)
  }

  /** What `{{ text | tojson }}` gives of a text that JSON writes as it is. */
  quoted(text: string): string {
    const next = this.place === null ? null : this.place.next
    const json = `"${text}"`
    return next === null ? this.text(json) : this.#keep(json, next)
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
    this.place = this.#givenUp ? null : held
    return text
  }

  /** Follows no text any more, and no other later on. */
  giveUp(): void {
    this.#givenUp = true
    this.place = null
  }

  #write(piece: Written): string {
    const { text, place } = piece
    this.#pieces[this.#count] = piece
    this.#starts[this.#count++] = this.#length
    this.#length += text.length
    this.place = place
    return text
  }

  #keep(text: string, place: Place): string {
    this.place = place
    this.#length += text.length
    return text
  }
}
