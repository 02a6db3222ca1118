import type { Client, Connection, Submittable } from 'pg'

/** Bytes of one message. */
const CHUNK = 524_288
const DATA = 0x64
const DONE = Buffer.from([0x63, 0, 0, 0, 4])

/**
 * A COPY FROM STDIN, alone or before other statements, with its rows; resolves when the server has done all of it.
 *
 * Rows go right behind the statement: the server's invitation would be seen only when this thread has made the next
 * batch, and until then the server would have nothing to do. It ignores rows behind a statement that has failed:
 * https://www.postgresql.org/docs/current/protocol-flow.html#PROTOCOL-COPY
 */
export function copyIn(client: Client, statement: string, rows: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    client.query(new CopyIn(statement, rows, resolve, reject))
  })
}

class CopyIn implements Submittable {
  readonly #statement: string
  readonly #rows: Buffer
  readonly handleReadyForQuery: () => void
  readonly handleError: (error: unknown) => void

  constructor(statement: string, rows: Buffer, resolve: () => void, reject: (error: unknown) => void) {
    this.#statement = statement
    this.#rows = rows
    this.handleReadyForQuery = resolve
    this.handleError = reject
  }

  submit(connection: Connection): void {
    const { stream } = connection
    stream.cork()
    connection.query(this.#statement)
    for (let at = 0; at < this.#rows.length; at += CHUNK) {
      const chunk = this.#rows.subarray(at, at + CHUNK)
      const head = Buffer.allocUnsafe(5)
      head[0] = DATA
      head.writeUInt32BE(chunk.length + 4, 1)
      stream.write(head)
      stream.write(chunk)
    }
    stream.write(DONE)
    stream.uncork()
  }

  handleCopyInResponse(): void {}

  handleCommandComplete(): void {}
}
