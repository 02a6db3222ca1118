import type { ServerResponse } from 'node:http'
import type { Reader } from '../app/index.ts'

/**
 * The client of a response as a reader: a slow one holds its own stream back, and nobody else's.
 * @param headers sent when the stream is ready, before its first record
 */
export function responseReader(response: ServerResponse, headers: Readonly<Record<string, string>>): Reader {
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
  }
}
