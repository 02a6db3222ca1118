import * as z from 'zod'
import { defineOutput, type Fields, formatterReference, LoomError } from '../../kernel/index.ts'
import type { Framing } from './framing.ts'

/** Whoever reads a stream: takes pieces of it in order, as fast as it likes. */
export interface Reader {
  /** The stream is ready and its first record is on the way. */
  begin?(): void
  /** Resolves when there is room for more; false when the reader went away. */
  write(piece: string | Uint8Array): Promise<boolean> | boolean
  /**
   * No more will be written. A stream that turns out to be whole ends with `mark`; one that broke must not. Whoever
   * reads may have stopped: nobody waits for it.
   */
  end?(mark: Uint8Array): void
}

/**
 * An output that hands frames to one reader; when the reader goes away the run ends quietly.
 * @param fields all fields that the records may have
 */
export function readerOutput(reader: Reader, framing: Framing, fields: Fields) {
  return defineOutput({
    name: 'reader',
    title: 'A reader of a stream',
    summary: 'Hands each record to whoever asked for the stream.',
    options: z.strictObject({ formatter: formatterReference('json') }),
    examples: [{ title: 'Records as JSON', options: {} }],
    serial: true,
    async open(_, { formatter, zone }) {
      const framer = await framing.open({ formatter, zone, fields })
      const { end } = framer
      const send = async (piece: string | Uint8Array) => {
        if (!(await reader.write(piece))) {
          throw new LoomError('E_OUTPUT_CLOSED', 'the reader of the stream went away')
        }
      }
      return {
        unframed: framer.unframed,
        open: () => reader.begin?.(),
        async write(delivery) {
          const { sent, failures } = framer.write(delivery)
          await send(sent)
          return failures
        },
        ...(end && { close: () => reader.end?.(end()) }),
      }
    },
  })
}
