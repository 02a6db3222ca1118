import { Fifo } from './fifo.ts'

/** A part of the stream on its way. */
export interface Ticket {
  readonly end: number
  readonly seq: number
  done: boolean
}

/** How far an output has come. */
export interface Reached {
  /** Events of the delivered stream that are accounted for, all from the first on. */
  readonly position: number
  /** The sequence number after the last of them. */
  readonly seq: number
}

/** Nothing was accounted for yet. */
export const BEGINNING: Reached = { position: 0, seq: 0 }

/** Up to where everything is accounted for, although deliveries end in any order. */
export class Watermark {
  readonly #open = new Fifo<Ticket>()
  #reached: Reached

  constructor(start: Reached) {
    this.#reached = start
  }

  get reached(): Reached {
    return this.#reached
  }

  /** The part of the stream before `end` is on its way; parts begin in the order of the stream. */
  begin(end: number, seq: number): Ticket {
    const ticket = { end, seq, done: false }
    this.#open.push(ticket)
    return ticket
  }

  finish(ticket: Ticket): void {
    ticket.done = true
    let last: Ticket | undefined
    while (this.#open.first?.done) last = this.#open.shift()
    if (last) this.#reached = { position: last.end, seq: last.seq }
  }
}
