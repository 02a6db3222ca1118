import type { Batch, Drafts, EventSource } from '../../kernel/index.ts'
import type { OpenedProject } from '../open.ts'
import { LineBatch, takeLines, takingReady } from '../parallel/ready.ts'

/** A source whose records need not be finished. */
type Drafting = EventSource & Required<Pick<EventSource, 'drafts' | 'draftLines'>>

/**
 * Records that only distortions and outputs that take lines look at stay drafts on their way: distorted in the few fields
 * that are distorted, and then written as lines at once.
 */
export class Lining {
  readonly drafts: Drafts
  readonly #event: Drafting
  readonly #reuse: EventSource['reuse']

  /** @param alone there is one output: when it has taken lines, nobody will read them again */
  constructor(event: Drafting, alone: boolean) {
    this.drafts = event.drafts
    this.#event = event
    this.#reuse = alone ? event.reuse : undefined
  }

  /** Makes drafts in place of events. */
  readonly source: EventSource = {
    produce: (ticks, out) => {
      for (let i = 0; i < ticks.size; i++) {
        try {
          out.push(i, this.drafts.make(ticks, i))
        } catch (error) {
          out.fail(i, error)
        }
      }
    },
  }

  lined(batch: Batch): Batch {
    if (batch.size === 0) return batch
    try {
      const lines = this.#event.draftLines(batch)
      const reuse = this.#reuse
      return new LineBatch(lines, batch, reuse && (() => reuse(lines.bytes)))
    } catch {
      // Some record has no JSON form. The outputs' formatters say which.
      return this.#finished(batch)
    }
  }

  #finished(batch: Batch): Batch {
    for (const [i, event] of batch.events.entries())
      if (typeof event !== 'string') this.drafts.finish(event, batch.time[i]!, batch.seq[i]!)
    const { fields } = this.#event
    return fields ? { ...batch, fields } : batch
  }
}

/** The project for a run in which nobody else looks at the events; as it was where its events cannot be drafts. */
export function withLining(opened: OpenedProject): OpenedProject {
  const { event, outputs, distortions, ledger } = opened
  const distorts = distortions.length > 0 || ledger !== undefined
  if (!distorts || !event.pure || !isDrafting(event) || !takeLines(outputs)) return opened
  return { ...opened, outputs: outputs.map(takingReady), lining: new Lining(event, outputs.length === 1) }
}

function isDrafting(event: EventSource): event is Drafting {
  return event.drafts !== undefined && event.draftLines !== undefined
}
