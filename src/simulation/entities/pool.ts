import type { Rng } from '../../kernel/index.ts'

/** Most entities of a kind that are kept. */
const MOST = 65_536
/** How many slots a pool begins with, and by how much it grows: a short stream needs few, a long one soon has them all. */
export const FEWEST_SLOTS = 256
export const SLOT_GROWTH = 4

/** The slots that a pool has in the end, a power of two. */
export function mostSlots(size: number): number {
  return 2 ** (32 - Math.clz32(Math.min(Math.max(size, 1), MOST) - 1))
}

/**
 * Entities of one kind, each a pure function of its own random stream and its id, so that any of them can be made
 * alone and none needs to be stored. What was made last in each slot is kept, for speed only: entity `id` shares a
 * slot with those whose ids differ by a multiple of the number of slots, and comes back identical when they have
 * pushed it out.
 */
export class EntityPool<T> {
  readonly #streams: Rng
  #stream: Rng | undefined
  readonly #make: (rng: Rng, id: number) => T
  readonly #most: number
  #slots: number
  #ids: Float64Array
  #kept: T[]
  /** Entities made since the pool last grew. */
  #made = 0

  /**
   * @param streams the stream below which each entity has its own, as `rng.fork('customer')`
   * @param size how many are in use at a time; memory is bounded by this, and by 65,536
   * @param make draws one; must not keep the stream, which serves for the next
   */
  constructor(streams: Rng, size: number, make: (rng: Rng, id: number) => T) {
    this.#streams = streams
    this.#make = make
    this.#most = mostSlots(size)
    this.#slots = Math.min(FEWEST_SLOTS, this.#most)
    this.#ids = new Float64Array(this.#slots).fill(-1)
    this.#kept = new Array(this.#slots)
  }

  /** The entity of that id, an integer ≥ 0. */
  get(id: number): T {
    const slot = id & (this.#slots - 1)
    if (this.#ids[slot] === id) return this.#kept[slot]!
    this.#stream = this.#streams.fork(id, this.#stream)
    const made = this.#make(this.#stream, id)
    if (++this.#made > this.#slots && this.#slots < this.#most) this.#grow()
    const place = id & (this.#slots - 1)
    this.#ids[place] = id
    this.#kept[place] = made
    return made
  }

  #grow(): void {
    this.#slots = Math.min(this.#slots * SLOT_GROWTH, this.#most)
    this.#ids = new Float64Array(this.#slots).fill(-1)
    this.#kept = new Array(this.#slots)
    this.#made = 0
  }
}
