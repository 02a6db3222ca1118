import type { Field } from '../../kernel/index.ts'

/** A power takes longer than all the rest. */
const SCALES = Float64Array.from({ length: 7 }, (_, i) => 10 ** i)

/** How numbers are made such as a field can take. */
export class Fit {
  readonly #integer: boolean
  /** 10 to the power of its decimals; 0 where they are not declared. */
  readonly #scale: number
  readonly #low: number
  readonly #high: number

  constructor(integer: boolean, { decimals, range = EVERYWHERE }: Pick<Field, 'decimals' | 'range'>) {
    this.#integer = integer
    this.#scale = decimals === undefined ? 0 : SCALES[decimals]!
    this.#low = range[0]
    this.#high = range[1]
  }

  /**
   * An integer, or rounded to its decimals, and clamped to its range; undefined if it is not finite. Never −0, which JSON
   * writes as 0.
   */
  fitted(value: number): number | undefined {
    if (value - value !== 0) return undefined
    const rounded = this.#integer ? Math.round(value) : this.#toDecimals(value)
    const fit = rounded < this.#low ? this.#low : rounded > this.#high ? this.#high : rounded
    // V8 keeps small integers apart from other numbers. Where one that is computed as a double comes into a field of
    // records, all such records hold boxes there from then on.
    const small = fit | 0
    return small === fit ? small : fit
  }

  #toDecimals(value: number): number {
    if (this.#scale === 0) return value
    const rounded = Math.round(value * this.#scale) / this.#scale
    return rounded - rounded === 0 ? rounded : value
  }
}

const EVERYWHERE = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY] as const
const PLAIN = { integer: new Fit(true, {}), number: new Fit(false, {}) }

/** For a field as it is declared, or for one of which only the value is known. */
export function fitOf(declared: Field | undefined, integer: boolean): Fit {
  return declared ? new Fit(integer, declared) : integer ? PLAIN.integer : PLAIN.number
}
