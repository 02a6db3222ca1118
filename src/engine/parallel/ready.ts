import {
  type Batch,
  type Event,
  type Formatted,
  FormattedLines,
  type Formatter,
  type Lines,
  lineTexts,
  type Rec,
  sliceLines,
} from '../../kernel/index.ts'
import type { OpenedOutput } from '../open-outputs.ts'

/** An event that was formatted where it was made. To everything until the outputs it is an event as any. */
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

/** What is known of lines beside what they say. */
export type Columns = Pick<Batch, 'seq' | 'copy' | 'time' | 'due' | 'tags'>

/** Events that were formatted together, in one piece; each alone only when somebody asks. */
export class LineBatch implements Batch {
  readonly size: number
  readonly seq: Float64Array
  readonly copy?: Uint16Array
  readonly time: Float64Array
  readonly due: Float64Array
  readonly tags: readonly (readonly string[])[]
  readonly lines: Lines
  readonly release: (() => void) | undefined
  #events: readonly Event[] | undefined

  /** @param release gives the memory of the lines back; not called where parts of the batch go apart */
  constructor(lines: Lines, { seq, copy, time, due, tags }: Columns, release?: () => void) {
    this.size = lines.length
    this.seq = seq
    if (copy) this.copy = copy
    this.time = time
    this.due = due
    this.tags = tags
    this.lines = lines
    this.release = release
  }

  /** The records that the lines are of, for whoever keeps them or formats them again. */
  get events(): readonly Event[] {
    this.#events ??= lineTexts(this.lines).map((text) => JSON.parse(text) as Rec)
    return this.#events
  }

  /** Events start ≤ i < end. */
  slice(start: number, end: number): LineBatch {
    const { seq, copy, time, due, tags } = this
    const part = time.subarray(start, end)
    return this.part(sliceLines(this.lines, start, end), {
      seq: seq.subarray(start, end),
      ...(copy && { copy: copy.subarray(start, end) }),
      time: part,
      due: due === time ? part : due.subarray(start, end),
      tags: tags.slice(start, end),
    })
  }

  protected part(lines: Lines, columns: Columns): LineBatch {
    return new LineBatch(lines, columns)
  }
}

/** Do all outputs take events as lines, whatever the size of a batch? */
export function takeLines(outputs: readonly OpenedOutput[]): boolean {
  return outputs.length > 0 && outputs.every(({ serial, formatter }) => serial && formatter.compact)
}

/** An output of a run whose events come formatted. */
export function takingReady(output: OpenedOutput): OpenedOutput {
  return { ...output, formatter: readyFormatter(output.formatter) }
}

/** The formatter of an output whose events come formatted, unless one comes as it was made. */
export function readyFormatter(formatter: Formatter): Formatter {
  return {
    contentType: formatter.contentType,
    get head() {
      return formatter.head
    },
    format(batch) {
      if (batch instanceof LineBatch) return new FormattedLines(batch.lines, batch.release)
      const frames: string[] = []
      for (const event of batch.events) {
        if (!(event instanceof Ready)) return formatter.format(asMade(batch))
        frames.push(event.text)
      }
      return { frames, carries: 'each', refused: NONE }
    },
  }
}

const NONE: Formatted['refused'] = []

/** What a reader of the run sees of a batch. */
export function shown(batch: Batch): Batch {
  const { size, seq, copy, time, due, tags, events } = batch
  return { size, seq, ...(copy && { copy }), time, due, tags, events: events.map(seen) }
}

export function seen(event: Event): Event {
  return event instanceof Ready ? event.text : event
}

/** A batch as it would be had nobody formatted it: what workers formatted is a text like others. */
export function asMade(batch: Batch): Batch {
  const { forms } = batch
  if (batch instanceof LineBatch) return { ...shown(batch), ...(forms && { forms }) }
  return batch.events.some((event) => event instanceof Ready)
    ? { ...batch, events: batch.events.map(seen) }
    : batch
}
