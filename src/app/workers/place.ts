import type { Task } from '../../engine/index.ts'
import type { Lines } from '../../kernel/index.ts'

/** Ticks of a task, at most. */
export const TICKS = 512

/** Where the whole numbers stand that say what lies there. */
const STATE = 0
const SIZE = 1
const SOURCE = 2
const SHEET = 3
const LENGTH = 4
const FACT_COUNT = 5

const FREE = 0
const GIVEN = 1
const MADE = 2

/** The ticks came from several inputs, each from its own. */
const MIXED = -1

/** Lines that begin a sheet. */
interface SheetLines {
  /** The sheet's number. */
  readonly sheet: number
  /** Bytes of all lines. */
  readonly length: number
  readonly ends: Uint32Array
}

/** A part of the memory that two threads share, for one task: put there by one thread, taken and answered by the other. */
export class Place {
  /** Bytes, a multiple of eight. */
  static readonly BYTES = 8 + 8 * TICKS + 4 * TICKS + 4 * (FACT_COUNT + 1) + 2 * TICKS
  readonly #first: Float64Array
  readonly #times: Float64Array
  readonly #ends: Uint32Array
  readonly #facts: Int32Array
  readonly #sources: Uint16Array

  constructor(memory: SharedArrayBuffer, start: number) {
    let at = start
    const next = (bytes: number) => {
      at += bytes
      return at - bytes
    }
    this.#first = new Float64Array(memory, next(8), 1)
    this.#times = new Float64Array(memory, next(8 * TICKS), TICKS)
    this.#ends = new Uint32Array(memory, next(4 * TICKS), TICKS)
    this.#facts = new Int32Array(memory, next(4 * (FACT_COUNT + 1)), FACT_COUNT)
    this.#sources = new Uint16Array(memory, next(2 * TICKS), TICKS)
  }

  get given(): boolean {
    return Atomics.load(this.#facts, STATE) === GIVEN
  }

  get made(): boolean {
    return Atomics.load(this.#facts, STATE) === MADE
  }

  put({ first, block: { times, source } }: Task): void {
    this.#first[0] = first
    this.#times.set(times)
    this.#facts[SIZE] = times.length
    this.#facts[SOURCE] = typeof source === 'number' ? source : MIXED
    if (typeof source !== 'number') this.#sources.set(source)
    Atomics.store(this.#facts, STATE, GIVEN)
  }

  /** The task that lies there, in the same memory: it stays until there is an answer. */
  get task(): Task {
    const size = this.#facts[SIZE]!
    const source = this.#facts[SOURCE]!
    return {
      first: this.#first[0]!,
      block: {
        times: this.#times.subarray(0, size),
        source: source === MIXED ? this.#sources.subarray(0, size) : source,
      },
    }
  }

  /** One line for each tick. */
  answer({ bytes, ends }: Lines, sheet: number): void {
    this.#facts[SHEET] = sheet
    this.#facts[LENGTH] = bytes.length
    this.#ends.set(ends)
    Atomics.store(this.#facts, STATE, MADE)
  }

  /** The answer; the place is free then. */
  take(): SheetLines {
    const ends = this.#ends.slice(0, this.#facts[SIZE]!)
    const taken = { sheet: this.#facts[SHEET]!, length: this.#facts[LENGTH]!, ends }
    this.clear()
    return taken
  }

  clear(): void {
    Atomics.store(this.#facts, STATE, FREE)
  }
}
