const SIZE = 624
const MIDDLE = 397
const UPPER = 0x8000_0000
const LOWER = 0x7fff_ffff
const TWIST = 0x9908_b0df

/**
 * MT19937 (Matsumoto and Nishimura 1998), seeded and read as CPython's `random` does, so that a seed which stands in a
 * template means the same here and there. Not for the run's own randomness, which is that of its seed.
 */
export class MersenneTwister {
  readonly #state = new Uint32Array(SIZE)
  #at = SIZE

  /** @param seed not negative; its words of 32 bits are the key, the lowest first */
  constructor(seed: bigint) {
    this.seed(seed)
  }

  seed(seed: bigint): void {
    const key: number[] = []
    for (let rest = seed; rest > 0n || key.length === 0; rest >>= 32n) key.push(Number(rest & 0xffff_ffffn))
    const state = this.#state
    this.#begin(19_650_218)
    let i = 1
    let j = 0
    for (let k = Math.max(SIZE, key.length); k > 0; k--) {
      state[i] = (state[i]! ^ Math.imul(mixed(state[i - 1]!), 1_664_525)) + key[j]! + j
      i = this.#next(i)
      j = (j + 1) % key.length
    }
    for (let k = SIZE - 1; k > 0; k--) {
      state[i] = (state[i]! ^ Math.imul(mixed(state[i - 1]!), 1_566_083_941)) - i
      i = this.#next(i)
    }
    state[0] = UPPER
    this.#at = SIZE
  }

  /** 0 ≤ n < 2^32 */
  uint32(): number {
    if (this.#at === SIZE) this.#twist()
    let word = this.#state[this.#at++]!
    word ^= word >>> 11
    word ^= (word << 7) & 0x9d2c_5680
    word ^= (word << 15) & 0xefc6_0000
    return (word ^ (word >>> 18)) >>> 0
  }

  /** 0 ≤ x < 1, of 53 bits. */
  float(): number {
    const high = this.uint32() >>> 5
    return (high * 0x400_0000 + (this.uint32() >>> 6)) / 2 ** 53
  }

  /** An integer of so many bits, the first words its lowest. */
  bits(count: number): bigint {
    const words: string[] = []
    for (let left = count; left > 0; left -= 32) {
      const word = left < 32 ? this.uint32() >>> (32 - left) : this.uint32()
      words.push(word.toString(16).padStart(8, '0'))
    }
    return BigInt(`0x0${words.reverse().join('')}`)
  }

  /** 0 ≤ n < limit, for a limit above 0: draws of as many bits as the limit has, until one is below it. */
  below(limit: bigint): bigint {
    const bits = limit.toString(2).length
    for (;;) {
      const draw = this.bits(bits)
      if (draw < limit) return draw
    }
  }

  #begin(seed: number): void {
    const state = this.#state
    state[0] = seed
    for (let i = 1; i < SIZE; i++) state[i] = Math.imul(1_812_433_253, mixed(state[i - 1]!)) + i
  }

  /** The place behind i; behind the last comes the second, and the first is what the last was. */
  #next(i: number): number {
    if (i + 1 < SIZE) return i + 1
    this.#state[0] = this.#state[SIZE - 1]!
    return 1
  }

  #twist(): void {
    const state = this.#state
    for (let i = 0; i < SIZE; i++) {
      const word = (state[i]! & UPPER) | (state[(i + 1) % SIZE]! & LOWER)
      state[i] = state[(i + MIDDLE) % SIZE]! ^ (word >>> 1) ^ (word & 1 ? TWIST : 0)
    }
    this.#at = 0
  }
}

function mixed(word: number): number {
  return word ^ (word >>> 30)
}
