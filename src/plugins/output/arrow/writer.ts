import type { RecordBatch } from 'apache-arrow'
import type { Output, OutputContext } from '../../../kernel/index.ts'
import { rollingOutput } from '../../columns/rolling.ts'
import { optionalPackage } from '../../optional-package.ts'
import { batchMaker } from './batch.ts'
import type { ArrowOptions } from './index.ts'

export async function arrowOutput(options: ArrowOptions, context: OutputContext): Promise<Output> {
  const arrow = await optionalPackage('apache-arrow', 'the output arrow', () => import('apache-arrow'))
  const { RecordBatchFileWriter, RecordBatchStreamWriter } = arrow

  return rollingOutput(options, context, (columns, file) => {
    /** The writers have a queue for readers that take their time; here each piece goes to the file at once. */
    const sink = {
      _write(this: { _started: boolean; _position: number }, chunk: ArrayBufferView | ArrayBuffer) {
        const bytes = bytesOf(chunk)
        if (this._started && bytes.length > 0) {
          file.append(bytes)
          this._position += bytes.length
        }
        return this
      },
    }
    const Writer = options.ipc === 'file' ? RecordBatchFileWriter : RecordBatchStreamWriter
    const writer = Object.assign(new Writer(), sink)
    const make = batchMaker(arrow, columns)
    writer.reset(undefined, make.schema)
    return {
      write: (rows) => writer.write(make.batch(rows) as RecordBatch),
      end: () => void writer.finish(),
    }
  })
}

function bytesOf(chunk: ArrayBufferView | ArrayBuffer): Uint8Array {
  if (chunk instanceof ArrayBuffer) return new Uint8Array(chunk)
  return new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.byteLength)
}
