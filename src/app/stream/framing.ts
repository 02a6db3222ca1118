import { arrowFramer } from './arrow.ts'
import type { Framer, FramerContext } from './framer.ts'
import { textFramer } from './text.ts'

/** How the records of a stream are written, by media type. */
export interface Framing {
  readonly contentType: string
  readonly binary: boolean
  readonly formatter: Readonly<Record<string, unknown>>
  open(context: FramerContext): Framer | Promise<Framer>
}

/** @param frame one record, or a head line, as it is sent */
function text(contentType: string, format: string, frame: (text: string) => string): Framing {
  return {
    contentType,
    binary: false,
    formatter: { format },
    open: ({ formatter }) => textFramer(formatter, frame),
  }
}

/** The first is what a client gets that does not say. */
export const FRAMINGS: readonly Framing[] = [
  text('text/event-stream', 'json', (record) => `data: ${record}\n\n`),
  text('application/x-ndjson', 'json', (record) => `${record}\n`),
  text('text/csv', 'csv', (record) => `${record}\n`),
  {
    contentType: 'application/vnd.apache.arrow.stream',
    binary: true,
    // An output has a formatter; this one reads records, and never asks it for frames.
    formatter: { format: 'plain' },
    open: arrowFramer,
  },
]
