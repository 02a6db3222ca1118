import type { Rng } from '../../kernel/index.ts'
import { FEWEST_SLOTS, mostSlots, SLOT_GROWTH } from './pool.ts'

/** Which members of an entity are kept, and how. */
export interface RowLayout<T> {
  /** Integers 0–255: a byte each. */
  readonly small: readonly (keyof T & string)[]
  /** Any numbers: eight bytes each. */
  readonly numbers: readonly (keyof T & string)[]
}

/** Bytes of a number, and so of the unit in which rows are counted. */
const UNIT = 8

/**
 * As `EntityPool`, for entities that consist of numbers and are asked for by the million. Each is kept in a few bytes,
 * all beside one another: tens of thousands stay in the processor's cache, of which as many objects would fill several.
 * One entity serves for all that are asked for: read it, do not keep it.
 */
export class RowPool<T extends { [K in keyof T]: number }> {
  readonly #streams: Rng
  #stream: Rng | undefined
  readonly #entity: T
  readonly #make: (rng: Rng, into: T) => void
  readonly #copy: Copies<T>
  /** Units of a row: the id, the small ones, the numbers. */
  readonly #width: number
  readonly #most: number
  #slots: number
  #numbers: Float64Array
  #bytes: Uint8Array
  /** Entities made since the pool last grew. */
  #made = 0

  /**
   * @param streams the stream below which each entity has its own, as `rng.fork('customer')`
   * @param size how many are in use at a time; memory is bounded by this, and by 65,536
   * @param entity the one that serves for all
   * @param make draws one into it; must not keep the stream, which serves for the next
   */
  constructor(
    streams: Rng,
    size: number,
    entity: T,
    layout: RowLayout<T>,
    make: (rng: Rng, into: T) => void,
  ) {
    this.#streams = streams
    this.#entity = entity
    this.#make = make
    this.#copy = copies(layout)
    this.#width = 1 + Math.ceil(layout.small.length / UNIT) + layout.numbers.length
    this.#most = mostSlots(size)
    this.#slots = Math.min(FEWEST_SLOTS, this.#most)
    this.#numbers = new Float64Array(this.#width * this.#slots).fill(-1)
    this.#bytes = new Uint8Array(this.#numbers.buffer)
  }

  /** The entity of that id, an integer ≥ 0. */
  get(id: number): T {
    const row = this.#width * (id & (this.#slots - 1))
    if (this.#numbers[row] !== id) return this.#draw(id)
    this.#copy.out(this.#entity, this.#numbers, this.#bytes, row)
    return this.#entity
  }

  #draw(id: number): T {
    this.#stream = this.#streams.fork(id, this.#stream)
    this.#make(this.#stream, this.#entity)
    if (++this.#made > this.#slots && this.#slots < this.#most) this.#grow()
    const row = this.#width * (id & (this.#slots - 1))
    this.#numbers[row] = id
    this.#copy.into(this.#entity, this.#numbers, this.#bytes, row)
    return this.#entity
  }

  #grow(): void {
    this.#slots = Math.min(this.#slots * SLOT_GROWTH, this.#most)
    this.#numbers = new Float64Array(this.#width * this.#slots).fill(-1)
    this.#bytes = new Uint8Array(this.#numbers.buffer)
    this.#made = 0
  }
}

type Copy<T> = (entity: T, numbers: Float64Array, bytes: Uint8Array, row: number) => void

interface Copies<T> {
  /** From the row to the entity. */
  readonly out: Copy<T>
  readonly into: Copy<T>
}

/** By code of their own: members by names at hand take several times as long. */
function copies<T>({ small, numbers }: RowLayout<T>): Copies<T> {
  const first = 1 + Math.ceil(small.length / UNIT)
  const pairs = [
    ...small.map((name, i) => [`entity[${JSON.stringify(name)}]`, `bytes[${UNIT} * row + ${UNIT + i}]`]),
    ...numbers.map((name, i) => [`entity[${JSON.stringify(name)}]`, `numbers[row + ${first + i}]`]),
  ]
  // The names of members come in as string literals.
  const copy = (steps: readonly string[]) =>
    new Function('entity', 'numbers', 'bytes', 'row', steps.join('\n')) as Copy<T>
  return {
    out: copy(pairs.map(([member, place]) => `${member} = ${place}`)),
    into: copy(pairs.map(([member, place]) => `${place} = ${member}`)),
  }
}
