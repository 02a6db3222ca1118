import { Fifo } from './fifo.ts'
import type { Lot } from './lot.ts'
import type { Spill } from './spill.ts'

/** What may wait in memory. */
export interface Capacity {
  readonly events: number
  /** UTF-16 units. */
  readonly length: number
}

/** Lots that wait for an output: in memory, then on the disk if there is a spill. Order holds. */
export class LotQueue {
  readonly #capacity: Capacity
  readonly #spill: Spill | undefined
  readonly #onSpillFailure: (error: unknown) => void
  readonly #memory = new Fifo<Lot>()
  /** Behind what is on the disk, when the disk takes no more. */
  readonly #rest = new Fifo<Lot>()
  #events = 0
  #length = 0

  constructor(capacity: Capacity, spill: Spill | undefined, onSpillFailure: (error: unknown) => void) {
    this.#capacity = capacity
    this.#spill = spill
    this.#onSpillFailure = onSpillFailure
  }

  get empty(): boolean {
    return this.#memory.size === 0 && this.#rest.size === 0 && (this.#spill?.size ?? 0) === 0
  }

  /** No more should come. A lot that comes nevertheless is taken. */
  get full(): boolean {
    if (!this.#spill) return this.#memoryFull
    return this.#spill.full || this.#rest.size > 0
  }

  get spilled(): number {
    return this.#spill?.bytes ?? 0
  }

  push(lot: Lot): void {
    if (this.#rest.size > 0) this.#rest.push(lot)
    else if (this.#spill && (this.#spill.size > 0 || this.#memoryFull)) this.#toDisk(lot, this.#spill)
    else this.#remember(lot)
  }

  /** The oldest lot; undefined when there is none. */
  shift(): Lot | undefined {
    const lot = this.#memory.shift()
    if (lot) {
      this.#events -= lot.batch.size
      this.#length -= lot.length
      return lot
    }
    return this.#spill?.shift() ?? this.#rest.shift()
  }

  close(): void {
    this.#spill?.close()
  }

  get #memoryFull(): boolean {
    return this.#events >= this.#capacity.events || this.#length >= this.#capacity.length
  }

  #remember(lot: Lot): void {
    this.#memory.push(lot)
    this.#events += lot.batch.size
    this.#length += lot.length
  }

  #toDisk(lot: Lot, spill: Spill): void {
    try {
      spill.push(lot)
    } catch (error) {
      this.#onSpillFailure(error)
      this.#rest.push(lot)
    }
  }
}
