import fs from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { deserialize, serialize } from 'node:v8'
import { asMade } from '../parallel/ready.ts'
import { Fifo } from './fifo.ts'
import type { Lot } from './lot.ts'

/** A file of the queue takes so much before the next is begun, bytes: what was read is given back by whole files. */
const SEGMENT = 16 * 2 ** 20

interface Segment {
  readonly fd: number
  written: number
  read: number
}

/** Lots on the disk, first in, first out. Its files have no name, so they are gone whenever the process is. */
export class Spill {
  readonly #folder: string
  readonly #limit: number
  readonly #segments: Segment[] = []
  readonly #sizes = new Fifo<number>()
  #bytes = 0

  /**
   * @param folder made when it is first needed
   * @param limit bytes on the disk from which on it is full
   */
  constructor(folder: string | undefined, limit: number) {
    this.#folder = folder ?? tmpdir()
    this.#limit = limit
  }

  /** Lots that wait here. */
  get size(): number {
    return this.#sizes.size
  }

  /** Bytes on the disk. */
  get bytes(): number {
    return this.#bytes
  }

  get full(): boolean {
    return this.#bytes >= this.#limit
  }

  /** Throws the system's error when it cannot be written; the queue is as it was then. */
  push(lot: Lot): void {
    const { batch } = lot
    const bytes = serialize({ ...lot, batch: asMade(batch) })
    const segment = this.#segmentFor()
    let done = 0
    while (done < bytes.length) {
      done += fs.writeSync(segment.fd, bytes, done, bytes.length - done, segment.written + done)
    }
    segment.written += bytes.length
    this.#bytes += bytes.length
    this.#sizes.push(bytes.length)
  }

  shift(): Lot | undefined {
    const size = this.#sizes.first
    const segment = this.#segments[0]
    if (size === undefined || segment === undefined) return undefined
    const bytes = Buffer.allocUnsafe(size)
    let done = 0
    while (done < size) {
      const read = fs.readSync(segment.fd, bytes, done, size - done, segment.read + done)
      if (read === 0) throw new Error('the disk queue ends before what was written to it')
      done += read
    }
    segment.read += size
    this.#sizes.shift()
    if (segment.read === segment.written) this.#release()
    return deserialize(bytes) as Lot
  }

  close(): void {
    while (this.#segments.length > 0) this.#release()
  }

  #segmentFor(): Segment {
    const last = this.#segments.at(-1)
    if (last && last.written < SEGMENT) return last
    fs.mkdirSync(this.#folder, { recursive: true })
    const folder = fs.mkdtempSync(path.join(this.#folder, 'eventloom-spill-'))
    const file = path.join(folder, 'queue')
    const segment = { fd: fs.openSync(file, 'wx+', 0o600), written: 0, read: 0 }
    this.#segments.push(segment)
    // What has no name any more goes with its last reader, however the process ends.
    fs.rmSync(folder, { recursive: true, force: true })
    return segment
  }

  #release(): void {
    const segment = this.#segments.shift()!
    this.#bytes -= segment.written
    fs.closeSync(segment.fd)
  }
}
