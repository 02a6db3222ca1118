import * as z from 'zod'
import { defineOutput, formatterReference, LoomError } from '../../kernel/index.ts'
import type { Framing } from './framing.ts'

/** Whoever reads a stream: takes text in order, as fast as it likes. */
export interface Reader {
  /** The stream is ready and its first record is on the way. */
  begin?(): void
  /** Resolves when there is room for more; false when the reader went away. */
  write(text: string): Promise<boolean> | boolean
}

/** An output that hands frames to one reader; when the reader goes away the run ends quietly. */
export function readerOutput(reader: Reader, framing: Framing) {
  return defineOutput({
    name: 'reader',
    title: 'A reader of a stream',
    summary: 'Hands each record to whoever asked for the stream.',
    options: z.strictObject({ formatter: formatterReference('json') }),
    examples: [{ title: 'Records as JSON', options: {} }],
    serial: true,
    open(_, { formatter }) {
      let begun = false
      return {
        open: () => reader.begin?.(),
        async write({ frames }) {
          let text = ''
          if (!begun && formatter.head !== undefined) text = framing.frame(formatter.head)
          begun = true
          for (const frame of frames) text += framing.frame(frame as string)
          if (!(await reader.write(text))) {
            throw new LoomError('E_OUTPUT_CLOSED', 'the reader of the stream went away')
          }
          return undefined
        },
      }
    },
  })
}
