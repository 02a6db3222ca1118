import { LoomError } from '../../../../kernel/index.ts'
import { fileDecoding } from '../../../encoding/decode.ts'
import type { EncodingName } from '../../../encoding/names.ts'
import { fileBytes } from './bytes.ts'
import { type Lines, readLines } from './lines.ts'

export interface FileOptions {
  /** Absolute. */
  readonly path: string
  /** As errors name it. */
  readonly name: string
  readonly encoding: EncodingName
  /** Bytes read at once; 0 for the whole file. */
  readonly chunkSize: number
}

/** One pass over a file; E_REPLAY_READ when it cannot be read, E_ENCODING_UNSUPPORTED. */
export async function* onePass(options: FileOptions): AsyncGenerator<Lines, void> {
  const pieces = fileBytes(options.path, options.chunkSize)
  try {
    let head: Buffer = Buffer.alloc(0)
    while (head.length < 4) {
      const { value: piece, done } = await pieces.next()
      if (done) break
      head = Buffer.concat([head, piece])
    }
    const decoding = await fileDecoding(options.encoding, head)
    yield* readLines(head, pieces, decoding)
  } catch (error) {
    if (error instanceof LoomError) throw error
    throw new LoomError('E_REPLAY_READ', `cannot read ${options.name}: ${(error as Error).message}`, {
      at: { file: options.name },
      cause: error,
    })
  } finally {
    await pieces.return()
  }
}
