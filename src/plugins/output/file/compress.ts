import type { InputType } from 'node:zlib'
import { LoomError } from '../../../kernel/index.ts'

/** Bytes to a whole gzip member or zstd frame; such pieces, one after the other, are a valid file. */
export type Compress = (bytes: Uint8Array) => Promise<Uint8Array>

/** What Node has had since 22.15 and the types of Node 20 do not know. */
interface Zstd {
  zstdCompress(
    bytes: InputType,
    options: { params: Record<number, number> },
    done: (error: Error | null, result: Buffer) => void,
  ): void
  constants: { ZSTD_c_compressionLevel: number }
}

/** Works in the thread pool, beside the making of the next events. E_COMPRESSION_UNSUPPORTED for zstd on an older Node. */
export async function compressor(method: 'gzip' | 'zstd', level: number | undefined): Promise<Compress> {
  const zlib = await import('node:zlib')
  if (method === 'gzip') {
    const options = level === undefined ? {} : { level }
    return (bytes) => promised((done) => zlib.gzip(bytes, options, done))
  }
  if (!('zstdCompress' in zlib)) {
    throw new LoomError('E_COMPRESSION_UNSUPPORTED', `Node.js ${process.versions.node} has no zstd`, {
      hint: 'use compress: gzip, or Node.js 22.15 or newer',
    })
  }
  const { zstdCompress, constants } = zlib as unknown as Zstd
  const params: Record<number, number> =
    level === undefined ? {} : { [constants.ZSTD_c_compressionLevel]: level }
  return (bytes) => promised((done) => zstdCompress(bytes, { params }, done))
}

function promised<T>(start: (done: (error: Error | null, result: T) => void) => void): Promise<T> {
  return new Promise((resolve, reject) => {
    start((error, result) => (error ? reject(error) : resolve(result)))
  })
}
