import fs from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'
import { DeliveryError } from '../../../kernel/index.ts'
import { errorText, type Written, writeFully, writeFullyAsync } from '../descriptor.ts'
import { inFlight } from '../in-flight.ts'

const { O_APPEND, O_CREAT, O_TRUNC, O_WRONLY } = fs.constants
const openAsync = promisify(fs.open)

/** To copy so many bytes into the system's memory takes longer than to have another thread do it, bytes. */
const MANY = 131_072

/** The file at a path, open for appending. */
export class Target {
  readonly path: string
  /** Bytes in the file. */
  size = 0
  /** Bytes that were written, to this file and to those before it. */
  written = 0
  /** Not a device or a pipe: bytes can be taken back, the file can be renamed. */
  regular = true
  /** Nothing was written since it was opened empty. */
  fresh = true
  readonly #mode: number
  readonly #crowded: boolean
  readonly #one = inFlight()
  #fd: number | undefined
  #aside = false
  #device = 0
  #inode = 0

  /**
   * @param mode permissions of a new file
   * @param crowded another thread that writes would only take this one's processor
   */
  constructor(path: string, mode: number, crowded = false) {
    this.path = path
    this.#mode = mode
    this.#crowded = crowded
  }

  /** Creates folders and file as needed; E_OUTPUT_OPEN. */
  async open(truncate: boolean): Promise<void> {
    try {
      fs.mkdirSync(path.dirname(this.path), { recursive: true })
      const flags = O_WRONLY | O_CREAT | O_APPEND | (truncate ? O_TRUNC : 0)
      // A named pipe makes one wait for its reader, a file does not.
      const existing = statOf(this.path)
      this.#fd =
        !existing || existing.isFile()
          ? fs.openSync(this.path, flags, this.#mode)
          : await openAsync(this.path, flags, this.#mode)
      const stat = fs.fstatSync(this.#fd)
      this.regular = stat.isFile()
      this.size = stat.size
      this.fresh = stat.size === 0
      this.#device = stat.dev
      this.#inode = stat.ino
    } catch (cause) {
      throw openError(this.path, cause)
    }
  }

  /** Opens the path anew when it was closed, renamed or deleted; what was renamed is finished. */
  async current(): Promise<void> {
    if (this.#fd !== undefined) {
      if (!this.regular || this.there) return
      this.close()
    }
    await this.open(false)
  }

  /** The system is writing to a regular file, and will come to an end. */
  get aside(): boolean {
    return this.#aside
  }

  get isOpen(): boolean {
    return this.#fd !== undefined
  }

  /** The path leads to the file that was opened last. */
  get there(): boolean {
    const stat = statOf(this.path)
    return stat !== undefined && stat.ino === this.#inode && stat.dev === this.#device
  }

  /**
   * As many of the bytes as the system takes.
   *
   * @param alone they are all that the caller has to write: where they are many and go to a file, and a processor is free,
   * other work may go on meanwhile. When the signal aborts before the system has taken them, none of them is in the file in the end, unless
   * another process has written behind them.
   */
  async append(bytes: Uint8Array, signal: AbortSignal, alone = false): Promise<Written> {
    const fd = this.#fd!
    if (!this.regular) {
      // A copy for devices and pipes: after an abort the caller goes on while the system still reads.
      return this.#count(await this.#one(() => writeFullyAsync(fd, Buffer.from(bytes)), signal))
    }
    if (!alone || this.#crowded || bytes.length < MANY) return this.#count(writeFully(fd, bytes))
    const before = fs.fstatSync(fd).size
    this.#aside = true
    const written = this.#count(await writeFullyAsync(fd, bytes))
    this.#aside = false
    if (!signal.aborted) return written
    // To cut what others wrote is worse than to write twice.
    if (fs.fstatSync(fd).size !== before + written.bytes) return { ...written, error: signal.reason }
    this.takeBack(written.bytes)
    return { bytes: 0, error: signal.reason }
  }

  #count(written: Written): Written {
    this.size += written.bytes
    this.written += written.bytes
    if (written.bytes > 0) this.fresh = false
    return written
  }

  /** Takes the last bytes back, where that can be done. */
  takeBack(bytes: number): void {
    if (!this.regular || bytes === 0) return
    fs.ftruncateSync(this.#fd!, fs.fstatSync(this.#fd!).size - bytes)
    this.size -= bytes
    this.written -= bytes
    this.fresh = this.size === 0
  }

  sync(): void {
    if (this.#fd !== undefined && this.regular) fs.fsyncSync(this.#fd)
  }

  close(): void {
    const fd = this.#fd
    this.#fd = undefined
    if (fd !== undefined) fs.closeSync(fd)
  }
}

/** What keeps a file from being opened may pass, so a write that finds it so may be tried again. */
export function openError(path: string, cause: unknown): DeliveryError {
  return new DeliveryError('connect', 'E_OUTPUT_OPEN', `cannot open ${path}: ${errorText(cause)}`, {
    hint: 'check the path and its permissions',
    cause,
  })
}

/** What a path leads to; undefined for nothing, whatever the reason. */
export function statOf(path: string): fs.Stats | undefined {
  try {
    return fs.statSync(path, { throwIfNoEntry: false })
  } catch {
    return undefined
  }
}
