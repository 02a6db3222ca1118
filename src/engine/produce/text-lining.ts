import { type Lines, lineTexts, type TextForm } from '../../kernel/index.ts'
import type { OpenedProject } from '../open.ts'
import { type Columns, LineBatch, takeLines, takingReady } from '../parallel/ready.ts'

/** Texts that are known to be lines of JSON become such as soon as they are made. */
export interface TextLining {
  /** There is one output: when it has taken lines, nobody will read them again. */
  readonly alone: boolean
}

/** The project for a run in which nobody else looks at the events; as it was where some output does not write lines. */
export function withTextLining(opened: OpenedProject): OpenedProject {
  const { outputs, distortions, ledger } = opened
  // What is cut by its bytes is cut between frames, which would have to be made of the lines again.
  const lines =
    takeLines(outputs) &&
    outputs.every(({ output, delivery }) => output.lines && delivery?.max_bytes === undefined)
  if (!lines || distortions.length > 0 || ledger) return opened
  return { ...opened, outputs: outputs.map(takingReady), textLining: { alone: outputs.length === 1 } }
}

/** Texts that became lines; texts again when somebody asks. */
export class TextLineBatch extends LineBatch {
  #texts: readonly string[] | undefined

  override get events(): readonly string[] {
    this.#texts ??= lineTexts(this.lines)
    return this.#texts
  }

  get forms(): readonly TextForm[] {
    return new Array<TextForm>(this.size).fill('json')
  }

  protected override part(lines: Lines, columns: Columns): TextLineBatch {
    return new TextLineBatch(lines, columns)
  }
}
