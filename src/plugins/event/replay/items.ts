import { type Event, type Log, LoomError } from '../../../kernel/index.ts'
import type { Lines } from './file/lines.ts'
import { Bad, type Parser } from './record/parser.ts'

/** How a file becomes items. */
export interface Reading {
  /** As errors and log lines name it. */
  readonly name: string
  readonly log: Log
  /** How often the file is read through. */
  readonly passes: number
  lines(): AsyncGenerator<Lines, void>
  parser(): Parser
  /** The file is begun again. */
  again(): void
}

const NO_LINES: Lines = { texts: [], first: 1, badBytes: new Map() }

/** The items of a file, pass after pass, with one piece of the file in memory. */
export class Items {
  readonly #reading: Reading
  #passesLeft: number
  #source: AsyncGenerator<Lines, void>
  #parser: Parser
  #lines = NO_LINES
  #at = 0
  #found = false

  constructor(reading: Reading) {
    this.#reading = reading
    this.#passesLeft = reading.passes
    this.#source = reading.lines()
    this.#parser = reading.parser()
  }

  /** The next item; undefined when there are no more. A promise only where the file must be read further. */
  next(): Event | Bad | undefined | Promise<Event | Bad | undefined> {
    return this.#held() ?? this.#further()
  }

  async close(): Promise<void> {
    this.#passesLeft = 0
    await this.#source.return()
  }

  /** The next item of the lines in memory. */
  #held(): Event | Bad | undefined {
    const { texts, first } = this.#lines
    while (this.#at < texts.length) {
      const index = this.#at++
      const text = texts[index]
      const item = text === undefined ? this.#undecodable(index) : this.#parser.line(text, first + index)
      if (item === undefined) continue
      this.#found = true
      return item
    }
    return undefined
  }

  async #further(): Promise<Event | Bad | undefined> {
    while (this.#passesLeft > 0) {
      const { value, done } = await this.#source.next()
      if (done) {
        const rest = this.#endPass()
        if (rest) return rest
        continue
      }
      this.#lines = value
      this.#at = 0
      const item = this.#held()
      if (item !== undefined) return item
    }
    return undefined
  }

  #again(): void {
    this.#source = this.#reading.lines()
    this.#parser = this.#reading.parser()
    this.#lines = NO_LINES
    this.#at = 0
    this.#found = false
    this.#reading.again()
  }

  #endPass(): Bad | undefined {
    const rest = this.#parser.end?.()
    this.#passesLeft--
    if (!this.#found && rest === undefined && this.#passesLeft > 0) {
      // It was emptied since it was opened; reading it again and again would never end.
      this.#reading.log.warn('The replayed file is empty now; the replay ends.', { file: this.#reading.name })
      this.#passesLeft = 0
    }
    if (this.#passesLeft > 0) this.#again()
    return rest
  }

  #undecodable(index: number): Bad {
    this.#parser.reset?.()
    const { first, badBytes } = this.#lines
    const at = { file: this.#reading.name, line: first + index }
    const message = `the byte at offset ${badBytes.get(index)} is not of the encoding`
    return new Bad(new LoomError('E_REPLAY_DECODE', message, { at, hint: 'see the option "encoding"' }))
  }
}
