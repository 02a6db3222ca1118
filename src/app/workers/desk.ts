import { Place } from './place.ts'

/** Sheets of lines that go to and fro, at most. */
const SHEETS = 64

/** The worker has opened its project. */
const OPEN = 0
const WORKER_SLEEPS = 1
const RUN_WAITS = 2
const FLAGS = 3

/**
 * Memory that the thread of the run and one worker share: places for tasks, which are used in turn, and what each must know
 * of the other. Who waits says so, and is sent a message then; who has something to do needs none. A message and its
 * answer take both threads as long as a twentieth of a task.
 */
export class Desk {
  readonly memory: SharedArrayBuffer
  readonly #places: readonly Place[]
  readonly #flags: Int32Array
  /** By the number of a sheet: 1 while its lines are read. */
  readonly #lent: Int32Array

  /** @param places as many on either side */
  constructor(places: number, memory?: SharedArrayBuffer) {
    const room = places * Place.BYTES
    this.memory = memory ?? new SharedArrayBuffer(room + 4 * (FLAGS + SHEETS))
    this.#places = Array.from({ length: places }, (_, i) => new Place(this.memory, i * Place.BYTES))
    this.#flags = new Int32Array(this.memory, room, FLAGS)
    this.#lent = new Int32Array(this.memory, room + 4 * FLAGS, SHEETS)
  }

  /** The place of a task, by how many there were before it. */
  place(task: number): Place {
    return this.#places[task % this.#places.length]!
  }

  get open(): boolean {
    return Atomics.load(this.#flags, OPEN) === 1
  }

  begin(): void {
    Atomics.store(this.#flags, OPEN, 1)
  }

  /** From now on the worker wants to be woken. */
  sleep(): void {
    Atomics.store(this.#flags, WORKER_SLEEPS, 1)
  }

  /** Does the worker sleep? It counts as woken then. */
  wake(): boolean {
    return Atomics.exchange(this.#flags, WORKER_SLEEPS, 0) === 1
  }

  /** From now on the thread of the run wants to be told of the next answer. */
  wait(): void {
    Atomics.store(this.#flags, RUN_WAITS, 1)
  }

  /** Does the thread of the run wait? It counts as told then. */
  tell(): boolean {
    return Atomics.exchange(this.#flags, RUN_WAITS, 0) === 1
  }

  /** There is a number for a sheet. */
  static numbers(sheet: number): boolean {
    return sheet < SHEETS
  }

  lend(sheet: number): void {
    Atomics.store(this.#lent, sheet, 1)
  }

  isLent(sheet: number): boolean {
    return Atomics.load(this.#lent, sheet) === 1
  }

  giveBack(sheet: number): void {
    Atomics.store(this.#lent, sheet, 0)
  }
}
