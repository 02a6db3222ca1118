import type { ServerResponse } from 'node:http'
import type { Reader } from '../app/index.ts'

/** A client, and the end of what it is sent. */
export interface ResponseReader extends Reader {
  /** The stream is whole. What the client has not read yet is kept for it. */
  complete(): void
}

/**
 * The client of a response as a reader: a slow one holds its own stream back, and nobody else's.
 * @param headers sent when the stream is ready, before its first record
 */
export function responseReader(
  response: ServerResponse,
  headers: Readonly<Record<string, string>>,
): ResponseReader {
  let last: Uint8Array | undefined
  return {
    begin() {
      response.writeHead(200, headers)
      response.flushHeaders()
    },
    write(piece) {
      if (response.destroyed || response.writableEnded) return false
      if (response.write(piece)) return true
      return new Promise((resolve) => {
        const settle = (open: boolean) => {
          response.off('drain', drained)
          response.off('close', closed)
          resolve(open)
        }
        const drained = () => settle(true)
        const closed = () => settle(false)
        response.on('drain', drained)
        response.on('close', closed)
      })
    },
    end(mark) {
      last = mark
    },
    complete() {
      response.end(last)
    },
  }
}
