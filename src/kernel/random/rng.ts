import { exp, log } from '../math.ts'
import { hashIndexInto, hashKey, hashText, type Key, type KeyWords } from './hash.ts'
import { exponentialLayers, normalLayers } from './ziggurat.ts'

/** A named, seeded stream of random numbers. All draws of a run come from streams forked off one seed. */
export interface Rng {
  /** 32 random bits, 0 ≤ n < 2^32. */
  uint32(): number
  /** Uniform in [0, 1), 53 bits. */
  float(): number
  /** Uniform integer, both ends included; exact for spans up to 2^32, scaled beyond. RangeError if high < low. */
  int(low: number, high: number): number
  /** Standard normal. */
  normal(): number
  /** Exponential with the given rate (mean 1 / rate). */
  exponential(rate?: number): number
  /** Gamma with the given shape > 0 and scale 1. */
  gamma(shape: number): number
  /** A uniform element; undefined of an empty list. */
  pick<T>(items: readonly T[]): T | undefined
  /** Shuffles in place (Fisher–Yates). */
  shuffle<T>(items: T[]): T[]
  /**
   * The stream of that name or number below this one. It depends on the seed and the path of names only,
   * never on how many numbers were drawn, so that adding a consumer shifts nobody's numbers.
   *
   * @param reuse a fork that nobody will draw from again; its memory may serve for the new one
   */
  fork(name: string | number, reuse?: Rng): Rng
}

/** The root stream of a run. */
export function rng(seed: number | bigint | string): Rng {
  return new Sfc32(hashText(`eventloom:${seed}`))
}

const TWO_53 = 2 ** -53

/**
 * sfc32 (Chris Doty-Humphrey, PractRand): 96 bits of state and a 32-bit counter, so the period is at least
 * 2^32 whatever the key. Seeded by a 128-bit key and warmed up by 12 rounds.
 */
class Sfc32 implements Rng {
  readonly #key: KeyWords
  #a = 0
  #b = 0
  #c = 0
  #counter = 0

  constructor([a, b, c, d]: Key) {
    this.#key = [a | 0, b | 0, c | 0, d | 0]
    this.#begin()
  }

  /** Sets the stream to where its key lets it begin. */
  #begin(): void {
    const key = this.#key
    let a = key[0]
    let b = key[1]
    let c = key[2]
    let counter = key[3]
    // As `uint32` does it, in registers: streams begin far more often than they are long.
    for (let i = 0; i < 12; i++) {
      const t = (((a + b) | 0) + counter) | 0
      counter = (counter + 1) | 0
      a = b ^ (b >>> 9)
      b = (c + (c << 3)) | 0
      c = (((c << 21) | (c >>> 11)) + t) | 0
    }
    this.#a = a
    this.#b = b
    this.#c = c
    this.#counter = counter
  }

  uint32(): number {
    const t = (((this.#a + this.#b) | 0) + this.#counter) | 0
    this.#counter = (this.#counter + 1) | 0
    this.#a = this.#b ^ (this.#b >>> 9)
    this.#b = (this.#c + (this.#c << 3)) | 0
    this.#c = (((this.#c << 21) | (this.#c >>> 11)) + t) | 0
    return t >>> 0
  }

  float(): number {
    return ((this.uint32() >>> 5) * 0x4000000 + (this.uint32() >>> 6)) * TWO_53
  }

  int(low: number, high: number): number {
    const span = high - low + 1
    if (!(span >= 1 && span <= Number.MAX_SAFE_INTEGER)) {
      throw new RangeError(`no integer lies between ${low} and ${high}`)
    }
    if (span > 0x1_0000_0000) return low + Math.floor(this.float() * span)
    if (span === 0x1_0000_0000) return low + this.uint32()
    // Rejection keeps it exact: the last, incomplete copy of the span within 2^32 is thrown away. The shifts tell
    // the compiler that these are integers, for which a remainder costs half as much.
    const divisor = span >>> 0
    for (;;) {
      const draw = this.uint32() >>> 0
      const rest = (draw % divisor) >>> 0
      if (draw - rest + divisor <= 0x1_0000_0000) return low + rest
    }
  }

  normal(): number {
    const { x, y, ratio, tail } = normalLayers()
    for (;;) {
      const layer = this.uint32() & 255
      const u = 2 * this.float() - 1
      if (Math.abs(u) < ratio[layer]!) return u * x[layer]!
      if (layer === 0) return this.#normalTail(tail, u < 0)
      const value = u * x[layer]!
      if (y[layer]! + this.float() * (y[layer + 1]! - y[layer]!) < exp(-0.5 * value * value)) return value
    }
  }

  #normalTail(from: number, negative: boolean): number {
    for (;;) {
      const x = log(1 - this.float()) / from
      const y = log(1 - this.float())
      if (-2 * y >= x * x) return negative ? x - from : from - x
    }
  }

  exponential(rate = 1): number {
    const { x, y, ratio, tail } = exponentialLayers()
    let shift = 0
    for (;;) {
      const layer = this.uint32() & 255
      const u = this.float()
      const value = u * x[layer]!
      if (u < ratio[layer]!) return (shift + value) / rate
      // The tail of an exponential is the exponential again.
      if (layer === 0) shift += tail
      else if (y[layer]! + this.float() * (y[layer + 1]! - y[layer]!) < exp(-value))
        return (shift + value) / rate
    }
  }

  /** Marsaglia and Tsang, «A simple method for generating gamma variables» (2000). */
  gamma(shape: number): number {
    if (shape < 1) return this.gamma(shape + 1) * exp(log(1 - this.float()) / shape)
    const d = shape - 1 / 3
    const c = 1 / Math.sqrt(9 * d)
    for (;;) {
      const x = this.normal()
      const base = 1 + c * x
      const v = base * base * base
      if (v > 0 && log(1 - this.float()) < 0.5 * x * x + d - d * v + d * log(v)) return d * v
    }
  }

  pick<T>(items: readonly T[]): T | undefined {
    return items.length === 0 ? undefined : items[this.int(0, items.length - 1)]
  }

  shuffle<T>(items: T[]): T[] {
    for (let i = items.length - 1; i > 0; i--) {
      const j = this.int(0, i)
      const held = items[i]!
      items[i] = items[j]!
      items[j] = held
    }
    return items
  }

  fork(name: string | number, reuse?: Rng): Rng {
    if (typeof name !== 'number') return new Sfc32(hashKey(this.#key, hashText(name)))
    if (!(reuse instanceof Sfc32)) return new Sfc32(hashIndexInto(this.#key, name, [0, 0, 0, 0]))
    hashIndexInto(this.#key, name, reuse.#key)
    reuse.#begin()
    return reuse
  }
}
