import { setImmediate as turn } from 'node:timers/promises'
import { Breath, type Hand, type Made } from '../../engine/index.ts'
import type { Desk } from './desk.ts'
import { type Answer, plain, type Request } from './message.ts'

/** Where a worker makes the tasks that come to its desk. */
export class Station {
  readonly #desk: Desk
  readonly #hand: Hand
  readonly #answer: (answer: Answer) => void
  readonly #breath = new Breath()
  /** The sheets that have numbers. */
  readonly #sheets: Uint8Array[] = []
  readonly #numbers = new Map<ArrayBufferLike, number>()
  /** Numbers of those that the thread of the run reads. */
  readonly #lent = new Set<number>()
  /** Tasks so far. */
  #tasks = 0

  constructor(desk: Desk, hand: Hand, answer: (answer: Answer) => void) {
    this.#desk = desk
    this.#hand = hand
    this.#answer = answer
  }

  open(): void {
    this.#desk.sleep()
    this.#desk.begin()
  }

  hear(request: Request): void {
    if ('wake' in request) void this.#work()
    else {
      const { sheet, bytes } = request
      this.#sheets[sheet] = bytes
      this.#numbers.set(bytes.buffer, sheet)
      this.#hand.reuse(bytes)
    }
  }

  /** Makes tasks until there are no more. */
  async #work(): Promise<void> {
    for (;;) {
      while (this.#desk.place(this.#tasks).given) {
        await this.#make()
        const rest = this.#breath.take()
        if (rest) await rest
      }
      this.#desk.sleep()
      // One may have come just now. Whoever brought it has woken this thread, unless it wakes itself.
      if (!this.#desk.place(this.#tasks).given || !this.#desk.wake()) return
    }
  }

  async #make(): Promise<void> {
    const task = this.#tasks++
    const place = this.#desk.place(task)
    this.#takeBack()
    const answer = await this.#hand.make(place.task).then(
      (made) => this.#told(task, made),
      (error: unknown) => ({ task, problems: plain(error) }),
    )
    if (!answer) return
    // When the thread of the run hears of it, there may be another task at once.
    place.clear()
    this.#answer(answer)
    // So that sheets come back, and with them their numbers.
    await turn()
  }

  /** Tells what was made, on the desk where it has room for it: for lines, one for each tick, of a sheet with a number. */
  #told(task: number, made: Made): Answer | undefined {
    const { lines, ticks } = made
    const sheet = lines && this.#numbers.get(lines.bytes.buffer)
    if (sheet !== undefined) {
      this.#lent.add(sheet)
      this.#desk.lend(sheet)
    }
    if (sheet === undefined || lines?.length !== ticks) return { task, made, sheet }
    this.#desk.place(task).answer(lines, sheet)
    if (this.#desk.tell()) this.#answer({ wake: true })
    return undefined
  }

  /** Takes one sheet that was read, always the same ones first, as they are still in the processor's cache. */
  #takeBack(): void {
    for (const sheet of this.#sheets.keys()) {
      if (this.#lent.has(sheet) && !this.#desk.isLent(sheet)) {
        this.#lent.delete(sheet)
        this.#hand.reuse(this.#sheets[sheet]!)
        return
      }
    }
  }
}
