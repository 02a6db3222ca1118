import type { Failure, Rec } from '../../kernel/index.ts'
import { declaredColumns } from '../../plugins/columns/schema.ts'
import { Table } from '../../plugins/columns/table.ts'
import { type IpcWriter, loadIpc } from '../../plugins/output/arrow/ipc.ts'
import { firstEvent } from '../../plugins/output/expression.ts'
import type { Framer, FramerContext } from './framer.ts'

/**
 * Records as one Arrow IPC stream: the schema of their fields, then a record batch for each delivery, so that a client
 * of a slow stream does not wait for a batch to become full.
 */
export async function arrowFramer({ fields, zone }: FramerContext): Promise<Framer> {
  const open = await loadIpc('application/vnd.apache.arrow.stream')
  const pieces: Uint8Array[] = []
  const append = (bytes: Uint8Array) => void pieces.push(bytes)
  const taken = () => Buffer.concat(pieces.splice(0))
  let begun: { readonly table: Table; readonly writer: IpcWriter } | undefined
  const begin = (own = fields) => {
    const columns = declaredColumns(own)
    return { table: new Table(columns, true, zone), writer: open('stream', columns, append) }
  }
  return {
    unframed: true,
    write(delivery) {
      const { events, fields: own } = delivery.batch
      begun ??= begin(own)
      const { table, writer } = begun
      const failures: Failure[] = []
      const count = delivery.frames.length
      for (let frame = 0; frame < count; frame++) {
        try {
          table.add(events[firstEvent(delivery, frame)] as Rec)
        } catch (error) {
          failures.push({ frame, error })
        }
      }
      if (table.rows > 0) writer.write(table.take())
      return { sent: taken(), ...(failures.length > 0 && { failures }) }
    },
    end() {
      begun ??= begin()
      begun.writer.end()
      return taken()
    },
  }
}
