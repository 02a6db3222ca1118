import type { RecordBatch } from 'apache-arrow'
import type { Column } from '../../columns/schema.ts'
import type { Columns } from '../../columns/table.ts'
import { optionalPackage } from '../../optional-package.ts'
import { batchMaker } from './batch.ts'

/** Writes record batches as Arrow IPC, the schema before the first of them. */
export interface IpcWriter {
  write(columns: Columns): void
  /** What a file or stream ends with; of one without batches the schema, too. */
  end(): void
}

/** Begins a file or a stream of these columns; its bytes go to `append`. */
export type OpenIpc = (
  form: 'file' | 'stream',
  columns: readonly Column[],
  append: (bytes: Uint8Array) => void,
) => IpcWriter

/** @param what needs the package, which is not installed with eventloom */
export async function loadIpc(what: string): Promise<OpenIpc> {
  const arrow = await optionalPackage('apache-arrow', what, () => import('apache-arrow'))
  return (form, columns, append) => {
    /** The writers have a queue for readers that take their time; here each piece goes on at once. */
    const sink = {
      _write(this: { _started: boolean; _position: number }, chunk: ArrayBufferView | ArrayBuffer) {
        const bytes = bytesOf(chunk)
        if (this._started && bytes.length > 0) {
          append(bytes)
          this._position += bytes.length
        }
        return this
      },
    }
    const Writer = form === 'file' ? arrow.RecordBatchFileWriter : arrow.RecordBatchStreamWriter
    const writer = Object.assign(new Writer(), sink)
    const make = batchMaker(arrow, columns)
    writer.reset(undefined, make.schema)
    return {
      write: (rows) => writer.write(make.batch(rows) as RecordBatch),
      end: () => void writer.finish(),
    }
  }
}

function bytesOf(chunk: ArrayBufferView | ArrayBuffer): Uint8Array {
  if (chunk instanceof ArrayBuffer) return new Uint8Array(chunk)
  return new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.byteLength)
}
