import { Literal } from '../../form/flow.ts'
import { quote } from './code.ts'
import type { Frame } from './frame.ts'
import type { UnitWriter } from './unit-writer.ts'

/** Writes what adds text to the text of a frame; neighbouring pieces that are known become one. */
export class TextWriter {
  readonly #unit: UnitWriter
  readonly #frame: Frame
  #known = ''

  constructor(unit: UnitWriter, frame: Frame) {
    this.#unit = unit
    this.#frame = frame
  }

  known(text: string): void {
    this.#known += text
  }

  /** JavaScript that gives text. */
  add(js: string): void {
    this.end()
    this.#frame.fn.line(`${this.#frame.out} += ${js}`)
  }

  end(): void {
    if (this.#known === '') return
    const literal = this.#frame.followed
      ? `$flow.literal(${this.#unit.constant(new Literal(this.#known))})`
      : quote(this.#known)
    this.#known = ''
    this.#frame.fn.line(`${this.#frame.out} += ${literal}`)
  }
}
