import type { Rng } from '../../kernel/index.ts'

/** Most entities of a kind that are kept. */
const MOST = 65_536

/**
 * Entities of one kind, each a pure function of its own random stream and its id, so that any of them can be made
 * alone and none needs to be stored. What was made last in each slot is kept, for speed only: entity `id` shares a
 * slot with those whose ids differ by a multiple of the number of slots, and comes back identical when they have
 * pushed it out.
 */
export class EntityPool<T> {
  readonly #streams: Rng
  readonly #make: (rng: Rng, id: number) => T
  readonly #mask: number
  readonly #ids: Float64Array
  readonly #kept: T[]

  /**
   * @param streams the stream below which each entity has its own, as `rng.fork('customer')`
   * @param size how many are in use at a time; memory is bounded by this, and by 65,536
   */
  constructor(streams: Rng, size: number, make: (rng: Rng, id: number) => T) {
    this.#streams = streams
    this.#make = make
    // One less than the next power of two.
    this.#mask = 2 ** (32 - Math.clz32(Math.min(Math.max(size, 1), MOST) - 1)) - 1
    this.#ids = new Float64Array(this.#mask + 1).fill(-1)
    this.#kept = new Array(this.#mask + 1)
  }

  /** The entity of that id, an integer ≥ 0. */
  get(id: number): T {
    const slot = id & this.#mask
    if (this.#ids[slot] === id) return this.#kept[slot]!
    const made = this.#make(this.#streams.fork(id), id)
    this.#ids[slot] = id
    this.#kept[slot] = made
    return made
  }
}
