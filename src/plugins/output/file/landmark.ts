import { createHash } from 'node:crypto'
import fs from 'node:fs'

/** Bytes before a place by which it is found again. */
const TAIL = 4096

/** A place in a file, by what stands before it: a copy or a renamed file has it, too, another file has not. */
export interface Landmark {
  readonly size: number
  /** SHA-256 of the bytes before it, at most 4 KiB. */
  readonly tail: string
}

/** The beginning of any file, with the hash of nothing: written out, for to calculate it costs each start milliseconds. */
export const BEGINNING: Landmark = {
  size: 0,
  tail: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
}

/** The place after the first `size` bytes of a file; undefined when the file is shorter or cannot be read. */
export function landmarkAt(path: string, size: number): Landmark | undefined {
  const bytes = Buffer.alloc(Math.min(TAIL, size))
  try {
    const fd = fs.openSync(path, 'r')
    try {
      const start = size - bytes.length
      for (let done = 0; done < bytes.length; ) {
        const read = fs.readSync(fd, bytes, done, bytes.length - done, start + done)
        if (read === 0) return undefined
        done += read
      }
    } finally {
      fs.closeSync(fd)
    }
  } catch {
    return undefined
  }
  return { size, tail: createHash('sha256').update(bytes).digest('hex') }
}

/** Does the file have the place? */
export function holds(path: string, { size, tail }: Landmark): boolean {
  return landmarkAt(path, size)?.tail === tail
}
