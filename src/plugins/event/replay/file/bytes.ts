import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'

/** The least that is read at once; smaller reads only cost time. */
const SMALLEST_READ = 4_096
const LARGEST_READ = 1 << 30
/** The greatest pieces in which a compressed file is unpacked. */
const LARGEST_UNPACKED = 1 << 20

/**
 * The bytes of a file in pieces of about `size` (0: the whole file at once), unpacked if its name ends in
 * `.gz`. A piece is valid until the next is asked for. Ends where the file ends at that moment, so what is
 * appended while it is read is read too.
 */
export async function* fileBytes(path: string, size: number): AsyncGenerator<Buffer, void> {
  if (path.endsWith('.gz')) return yield* unpacked(path, size)
  const file = await open(path)
  try {
    const wanted = size === 0 ? (await file.stat()).size + 1 : size
    const buffer = Buffer.allocUnsafeSlow(Math.min(Math.max(wanted, SMALLEST_READ), LARGEST_READ))
    for (;;) {
      const { bytesRead } = await file.read(buffer, 0, buffer.length, null)
      if (bytesRead === 0) return
      yield buffer.subarray(0, bytesRead)
    }
  } finally {
    await file.close()
  }
}

async function* unpacked(path: string, size: number): AsyncGenerator<Buffer, void> {
  const { createGunzip } = await import('node:zlib')
  const chunkSize = Math.min(Math.max(size, SMALLEST_READ), LARGEST_UNPACKED)
  const packed = createReadStream(path)
  const plain = packed.pipe(createGunzip({ chunkSize }))
  packed.on('error', (error) => plain.destroy(error))
  try {
    for await (const piece of plain) yield piece as Buffer
  } finally {
    packed.destroy()
  }
}
