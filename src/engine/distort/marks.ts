import type { DriftState, Micros } from '../../kernel/index.ts'

/** Who did what to what. */
export interface Label {
  /** The distortion that did it: `noise`, `drift`, `missing` … */
  readonly kind: string
  /** The field or parameter that was changed; undefined where the whole event was dropped, repeated or delayed. */
  readonly field: string | undefined
}

/** A change of something else than a number into another. */
export interface Change {
  /** The value before; of a dropped event the event itself; undefined where there is none. */
  readonly clean: unknown
  /** The value after; undefined where it is gone. */
  readonly delivered: unknown
  /** Are the two JSON texts, as they stand in the event, and not values? */
  readonly raw: boolean
  /** How much later it arrives, microseconds; undefined where the mark is of something else. */
  readonly delay: Micros | undefined
}

/** The number of no mark, which is what a column of them is filled with at first. */
export const UNMARKED = 0

const FIRST = 1_024

/**
 * The injected changes of all events that are on their way, in columns: most are numbers, of which a batch has ten thousand.
 * A mark is known by its number, an event's marks by that of the last, from which a chain leads to the first.
 */
export class Marks {
  readonly labels: Label[] = []
  label = new Int32Array(FIRST)
  /** The numbers before and after; NaN before where there is an entry in `changes`. */
  clean = new Float64Array(FIRST)
  delivered = new Float64Array(FIRST)
  readonly changes = new Map<number, Change>()
  /** The state of a drift; −1 where there is none. */
  concept = new Int32Array(FIRST)
  progress = new Float64Array(FIRST)
  /** What `order` was asked for, and older numbers behind it. */
  readonly ordered: number[] = []
  readonly #labelled = new Map<string, Map<string | undefined, number>>()
  #previous = new Int32Array(FIRST)
  /** The last of a chain of those that may be taken again. */
  #free = UNMARKED
  #next = UNMARKED + 1
  #live = 0

  /** The number of a label. */
  labelOf(kind: string, field: string | undefined): number {
    let fields = this.#labelled.get(kind)
    if (!fields) {
      fields = new Map()
      this.#labelled.set(kind, fields)
    }
    let label = fields.get(field)
    if (label === undefined) {
      label = this.labels.push({ kind, field }) - 1
      fields.set(field, label)
    }
    return label
  }

  /** Marks that a number became another, behind the mark `last`; the new mark. */
  add(last: number, label: number, clean: number, delivered: number, drift: DriftState | undefined): number {
    const mark = this.#take(last)
    this.label[mark] = label
    this.clean[mark] = clean
    this.delivered[mark] = delivered
    this.concept[mark] = drift ? drift.concept : -1
    this.progress[mark] = drift ? drift.progress : 0
    return mark
  }

  /** The same for any change. */
  addChange(last: number, label: number, change: Change, drift: DriftState | undefined): number {
    const mark = this.add(last, label, Number.NaN, Number.NaN, drift)
    this.changes.set(mark, change)
    return mark
  }

  /** Are both of the same state of a drift? */
  driftedAlike(mark: number, other: number): boolean {
    return this.concept[mark] === this.concept[other] && this.progress[mark] === this.progress[other]
  }

  /** Puts the marks of an event into `ordered`, the first first; how many they are. */
  order(last: number): number {
    const previous = this.#previous
    let count = 0
    for (let mark = last; mark !== UNMARKED; mark = previous[mark]!) count++
    let at = count
    for (let mark = last; mark !== UNMARKED; mark = previous[mark]!) this.ordered[--at] = mark
    return count
  }

  /** The same marks once more, for a copy of the event. */
  copy(last: number): number {
    const count = this.order(last)
    let copied = UNMARKED
    for (let i = 0; i < count; i++) {
      const mark = this.ordered[i]!
      copied = this.add(copied, this.label[mark]!, this.clean[mark]!, this.delivered[mark]!, undefined)
      this.concept[copied] = this.concept[mark]!
      this.progress[copied] = this.progress[mark]!
      const change = this.changes.get(mark)
      if (change) this.changes.set(copied, change)
    }
    return copied
  }

  /** Forgets the marks of the event that was last put in order. */
  forget(last: number, count: number): void {
    if (this.changes.size > 0) for (let i = 0; i < count; i++) this.changes.delete(this.ordered[i]!)
    this.#live -= count
    if (this.#live > 0) {
      this.#previous[this.ordered[0]!] = this.#free
      this.#free = last
    } else {
      // Those of the next batch stand side by side again.
      this.#free = UNMARKED
      this.#next = UNMARKED + 1
    }
  }

  #take(previous: number): number {
    let mark = this.#free
    if (mark === UNMARKED) {
      if (this.#next === this.#previous.length) this.#grow()
      mark = this.#next++
    } else this.#free = this.#previous[mark]!
    this.#previous[mark] = previous
    this.#live++
    return mark
  }

  #grow(): void {
    this.label = doubled(this.label)
    this.clean = doubled(this.clean)
    this.delivered = doubled(this.delivered)
    this.concept = doubled(this.concept)
    this.progress = doubled(this.progress)
    this.#previous = doubled(this.#previous)
  }
}

function doubled<T extends Int32Array | Float64Array>(column: T): T {
  const larger = new (column.constructor as new (size: number) => T)(2 * column.length)
  larger.set(column)
  return larger
}
