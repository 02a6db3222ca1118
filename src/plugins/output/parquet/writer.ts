import type { SchemaElement } from 'hyparquet'
import type { ByteWriter } from 'hyparquet-writer'
import { LoomError, type Output, type OutputContext } from '../../../kernel/index.ts'
import type { PartFile } from '../../columns/part-file.ts'
import { rollingOutput } from '../../columns/rolling.ts'
import type { Column, ColumnType } from '../../columns/schema.ts'
import { optionalPackage } from '../../optional-package.ts'
import type { ParquetOptions } from './index.ts'

type Compress = (bytes: Uint8Array) => Uint8Array

export async function parquetOutput(options: ParquetOptions, context: OutputContext): Promise<Output> {
  const { ByteWriter, ParquetWriter } = await optionalPackage(
    'hyparquet-writer',
    'the output parquet',
    () => import('hyparquet-writer'),
  )
  const { codec, compressors } = await codecOf(options.compression)
  return rollingOutput(options, context, (columns, file) => {
    const { bytes, hand } = bytesTo(file, new ByteWriter())
    const writer = new ParquetWriter({
      writer: bytes,
      schema: [{ name: 'root', num_children: columns.length }, ...columns.map(elementOf)],
      codec,
      createdBy: 'eventloom',
      ...(compressors && { compressors }),
    })
    return {
      write({ rows, data }) {
        writer.write({
          columnData: columns.map(({ name }, i) => ({ name, data: data[i]! })),
          rowGroupSize: rows,
        })
        hand()
      },
      end() {
        writer.finish()
        hand()
      },
    }
  })
}

/** Bytes that go to the file together. */
const CHUNK = 1_048_576

/** Makes bytes go to a file as soon as there are some, rather than all of a group of rows. */
function bytesTo(file: PartFile, bytes: ByteWriter) {
  const grow = bytes.ensure.bind(bytes)
  const hand = () => {
    file.append(bytes.getBytes())
    // Offsets go on, and the memory is used again unless it has to wait for the system.
    bytes.index = 0
    if (file.handed()) return
    bytes.buffer = new ArrayBuffer(CHUNK)
    bytes.view = new DataView(bytes.buffer)
  }
  bytes.ensure = (size) => {
    if (bytes.index >= CHUNK) hand()
    grow(size)
  }
  return { bytes, hand }
}

const ELEMENTS: Readonly<Record<ColumnType, Omit<SchemaElement, 'name'>>> = {
  string: { type: 'BYTE_ARRAY', converted_type: 'UTF8' },
  json: { type: 'BYTE_ARRAY', converted_type: 'UTF8' },
  integer: { type: 'INT64' },
  number: { type: 'DOUBLE' },
  boolean: { type: 'BOOLEAN' },
  timestamp: { type: 'INT64', logical_type: { type: 'TIMESTAMP', isAdjustedToUTC: true, unit: 'MICROS' } },
}

function elementOf({ name, type }: Column): SchemaElement {
  return { name, repetition_type: 'OPTIONAL', ...ELEMENTS[type] }
}

async function codecOf(compression: ParquetOptions['compression']) {
  if (compression === 'none') return { codec: 'UNCOMPRESSED' } as const
  if (compression === 'snappy') return { codec: 'SNAPPY' } as const
  const zlib = await import('node:zlib')
  const { zstdCompressSync } = zlib as unknown as { zstdCompressSync?: Compress }
  if (compression === 'gzip')
    return { codec: 'GZIP', compressors: { GZIP: zlib.gzipSync as Compress } } as const
  if (compression === 'brotli') {
    return { codec: 'BROTLI', compressors: { BROTLI: zlib.brotliCompressSync as Compress } } as const
  }
  if (zstdCompressSync) return { codec: 'ZSTD', compressors: { ZSTD: zstdCompressSync } } as const
  throw new LoomError('E_COMPRESSION_UNSUPPORTED', `Node.js ${process.versions.node} has no zstd`, {
    hint: 'use compression: gzip, or Node.js 22.15 or newer',
  })
}
