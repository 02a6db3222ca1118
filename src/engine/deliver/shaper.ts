import { joinLots, type Lot, sliceLot } from './lot.ts'
import type { LotQueue } from './queue.ts'

export interface Shape {
  /** Events in one write, at most. */
  readonly maxEvents: number
  /** Length of a write at which no more is added, UTF-16 units. */
  readonly length: number
  /** How long events may wait for others, milliseconds; 0 takes lots as they are, or cuts them. */
  readonly linger: number
}

/** Makes lots of the right size for a write of those that wait. */
export class Shaper {
  readonly #queue: LotQueue
  readonly #shape: Shape
  readonly #now: () => number
  /** A lot that was cut, and where what is left of it begins. */
  #rest: Lot | undefined
  #start = 0
  #gathered: Lot[] = []
  #events = 0
  #length = 0
  #since = 0

  constructor(queue: LotQueue, shape: Shape, now: () => number) {
    this.#queue = queue
    this.#shape = shape
    this.#now = now
  }

  get empty(): boolean {
    return this.#gathered.length === 0 && this.#rest === undefined && this.#queue.empty
  }

  /** When what was gathered goes as it is; undefined when nothing waits for others. */
  get due(): number | undefined {
    return this.#gathered.length > 0 ? this.#since + this.#shape.linger : undefined
  }

  /** The next lot to write; undefined when there is none, or none that is full or due. `last`: nothing follows. */
  next(last: boolean): Lot | undefined {
    const { linger, maxEvents, length } = this.#shape
    if (linger === 0) return this.#take(maxEvents)
    while (this.#events < maxEvents && this.#length < length) {
      const lot = this.#take(maxEvents - this.#events)
      if (!lot) break
      if (this.#gathered.length === 0) this.#since = this.#now()
      this.#gathered.push(lot)
      this.#events += lot.batch.size
      this.#length += lot.length
    }
    const full = this.#events >= maxEvents || this.#length >= length
    return full || last || this.#now() >= this.#since + linger ? this.drain() : undefined
  }

  /** All that was gathered. */
  drain(): Lot | undefined {
    if (this.#gathered.length === 0) return undefined
    const lot = joinLots(this.#gathered)
    this.#gathered = []
    this.#events = 0
    this.#length = 0
    return lot
  }

  /** The next lot, or as much of it as may go; what was cut off goes next. */
  #take(events: number): Lot | undefined {
    const lot = this.#rest ?? this.#queue.shift()
    if (!lot) return undefined
    const start = this.#start
    const { size } = lot.batch
    const end = Math.min(size, start + events)
    this.#rest = end < size ? lot : undefined
    this.#start = end < size ? end : 0
    return start === 0 && end === size ? lot : sliceLot(lot, start, end)
  }
}
