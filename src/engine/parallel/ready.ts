import type { Batch, Event, Formatter } from '../../kernel/index.ts'

/** An event that a worker has formatted. To everything between production and the outputs it is an event as any. */
export class Ready {
  readonly [field: string]: unknown
  readonly text: string

  constructor(text: string) {
    this.text = text
  }

  toJSON(): string {
    return this.text
  }
}

/** The formatter of an output whose events come formatted, unless one comes as it was made. */
export function readyFormatter(formatter: Formatter): Formatter {
  return {
    contentType: formatter.contentType,
    get head() {
      return formatter.head
    },
    format(batch) {
      const frames: string[] = []
      for (const event of batch.events) {
        if (!(event instanceof Ready)) return formatter.format(asMade(batch))
        frames.push(event.text)
      }
      return { frames, carries: 'each', refused: [] }
    },
  }
}

/** What a reader of the run sees of an event. */
export function seen(event: Event): Event {
  return event instanceof Ready ? event.text : event
}

/** A batch without `Ready`: what workers formatted is text as any, which formatting again does not change. */
export function asMade(batch: Batch): Batch {
  return batch.events.some((event) => event instanceof Ready)
    ? { ...batch, events: batch.events.map(seen) }
    : batch
}
