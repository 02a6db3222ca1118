import type { Rng } from '../../kernel/index.ts'

/** Steps of a block: within one, newcomers stand at random places, and there is a fixed number of them. */
const BLOCK = 256

/**
 * Who acts at each step of a stream to which new people keep coming, reckoned without a memory of earlier steps.
 *
 * Every step brings somebody new with probability `share`, else somebody known. To know at any step how many have
 * come before, without having seen the steps before, the stream is cut into blocks of 256 steps: block b holds
 * ⌊256·(b+1)·share⌋ − ⌊256·b·share⌋ newcomers, at places drawn from the block's own random stream. So the share holds for
 * each step, and over any n steps the number of newcomers is off by at most 256, however long the stream.
 *
 * Ids count up in the order of arrival, 0 at step 0. Known people are drawn evenly from the `pool` that came last:
 * who came long ago has left.
 */
export class Newcomers {
  readonly #streams: Rng
  readonly #share: number
  readonly #pool: number
  readonly #before = new Uint16Array(BLOCK + 1)
  readonly #order = new Uint16Array(BLOCK)
  #block = -1

  /** @param share 0–1 @param pool ≥ 1 */
  constructor(streams: Rng, share: number, pool: number) {
    this.#streams = streams
    this.#share = share
    this.#pool = pool
  }

  /** How many have come before this step; its own newcomer, if it has one, gets this number as id. */
  before(step: number): number {
    return step === 0 ? 0 : 1 + this.#counted(step - 1)
  }

  isNew(step: number): boolean {
    if (step === 0) return true
    this.#enter(step - 1)
    const place = (step - 1) % BLOCK
    return this.#before[place + 1]! > this.#before[place]!
  }

  /** The id of who acts at this step; a known one is drawn with `rng`. */
  who(step: number, rng: Rng): number {
    const before = this.before(step)
    if (this.isNew(step)) return before
    return before - 1 - Math.floor(rng.float() * Math.min(before, this.#pool))
  }

  /** Newcomers among the first `steps` steps after step 0. */
  #counted(steps: number): number {
    this.#enter(steps)
    return this.#until(Math.floor(steps / BLOCK)) + this.#before[steps % BLOCK]!
  }

  /** Newcomers of the first so many blocks. */
  #until(blocks: number): number {
    return Math.floor(blocks * BLOCK * this.#share)
  }

  /** Draws the places of the newcomers in the block of a step. */
  #enter(step: number): void {
    const block = Math.floor(step / BLOCK)
    if (block === this.#block) return
    this.#block = block
    const count = this.#until(block + 1) - this.#until(block)
    const rng = this.#streams.fork(block)
    for (let i = 0; i < BLOCK; i++) this.#order[i] = i
    const marked = this.#before.fill(0)
    for (let i = 0; i < count; i++) {
      const j = rng.int(i, BLOCK - 1)
      const place = this.#order[j]!
      this.#order[j] = this.#order[i]!
      marked[place + 1] = 1
    }
    for (let i = 1; i <= BLOCK; i++) marked[i]! += marked[i - 1]!
  }
}
