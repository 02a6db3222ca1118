import fs from 'node:fs'
import path from 'node:path'
import { writeError, writeFully } from '../output/descriptor.ts'

/** A file that takes its name when it is whole. What could not be written waits, and is written first later on. */
export class PartFile {
  readonly path: string
  readonly #part: string
  readonly #fd: number
  #waiting: Uint8Array[] = []
  #closed = false
  /** Bytes written or waiting. */
  size = 0

  constructor(file: string) {
    this.path = file
    this.#part = path.join(path.dirname(file), `.${path.basename(file)}.part`)
    try {
      fs.mkdirSync(path.dirname(file), { recursive: true })
      this.#fd = fs.openSync(this.#part, 'w')
    } catch (cause) {
      throw writeError(cause, file)
    }
  }

  append(bytes: Uint8Array): void {
    if (bytes.length === 0) return
    this.#waiting.push(bytes)
    this.size += bytes.length
  }

  /** Writes what waits; false when the system does not take all of it, which `flush` tells the reason of. */
  handed(): boolean {
    try {
      this.flush()
      return true
    } catch {
      return false
    }
  }

  /** Writes what waits; throws when the system takes no more, and what it did not take goes on waiting. */
  flush(): void {
    while (this.#waiting.length > 0) {
      const first = this.#waiting[0]!
      const { bytes, error } = writeFully(this.#fd, first)
      if (bytes < first.length) this.#waiting[0] = first.subarray(bytes)
      else this.#waiting.shift()
      if (error !== undefined) throw writeError(error, this.path)
    }
  }

  /** Can be called again after an error. */
  finish(): void {
    this.flush()
    try {
      if (!this.#closed) {
        fs.fsyncSync(this.#fd)
        fs.closeSync(this.#fd)
        this.#closed = true
      }
      fs.renameSync(this.#part, this.path)
    } catch (cause) {
      throw writeError(cause, this.path)
    }
  }
}
