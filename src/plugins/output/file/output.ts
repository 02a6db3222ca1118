import fs from 'node:fs'
import {
  type Delivery,
  type Failure,
  LoomError,
  type Output,
  type OutputContext,
  parseSize,
  SECOND,
} from '../../../kernel/index.ts'
import { type FrameWriter, failFrom, frameWriter } from '../../encoding/frames.ts'
import { textEncoding } from '../../encoding/text.ts'
import { writeError } from '../descriptor.ts'
import { type Append, appender } from './appender.ts'
import { checkPath } from './check-path.ts'
import { compressor } from './compress.ts'
import { type Finished, finishedFiles } from './finished.ts'
import { type IdleWatch, idleWatch } from './idle.ts'
import { BEGINNING, landmarkAt } from './landmark.ts'
import type { FileOptions } from './options.ts'
import { type FilePosition, readPosition, rewind } from './rewind.ts'
import { statOf, Target } from './target.ts'
import { stamp, timeOf, type Windows, windows } from './windows.ts'

export async function fileOutput(options: FileOptions, context: OutputContext): Promise<Output> {
  const writer = frameWriter(await textEncoding(options.encoding), options.separator)
  const compress = options.compress && (await compressor(options.compress, options.compress_level))
  const path = context.resolve(options.path)
  const target = new Target(
    options.atomic ? `${path}.part` : path,
    Number.parseInt(String(options.file_mode), 8),
    context.crowded,
  )
  const limit = options.rotate?.max_bytes
  const append = appender(target, {
    writer,
    compress,
    maxBytes: limit === undefined ? Number.POSITIVE_INFINITY : (parseSize(limit) ?? 0),
    head: () => context.formatter.head,
  })
  return new FileOutput(path, target, writer, append, options, context)
}

class FileOutput implements Output {
  readonly lines: boolean
  readonly #path: string
  readonly #target: Target
  readonly #writer: FrameWriter
  readonly #append: Append
  readonly #options: FileOptions
  readonly #context: OutputContext
  readonly #windows: Windows | undefined
  readonly #finished: Finished | undefined
  readonly #idle: IdleWatch
  /** The last write. Nobody may wait for it any more, and the system may still be writing: what it writes is taken back. */
  #last: Promise<unknown> = Promise.resolve()
  /** The beginning of the open file's time window; undefined before its first frame. */
  #time: string | undefined
  #busy = false
  #used = false
  /** The name of the first frame that the system refused and that did not come again. */
  #lost: string | undefined
  #synced = 0

  constructor(
    path: string,
    target: Target,
    writer: FrameWriter,
    append: Append,
    options: FileOptions,
    context: OutputContext,
  ) {
    const { rotate } = options
    // What is compressed together would be another part of the stream.
    this.lines = writer.asLines && !options.compress
    this.#path = path
    this.#target = target
    this.#writer = writer
    this.#append = append
    this.#options = options
    this.#context = context
    this.#windows = rotate?.every === undefined ? undefined : windows(rotate.every, context.zone)
    this.#finished = rotate && finishedFiles(path, rotate.name, rotate.keep)
    this.#idle = idleWatch(context.clock, options.cleanup_interval * SECOND, () => this.#rest())
  }

  async open(): Promise<void> {
    const { write_mode } = this.#options
    this.#requireFile()
    await this.#target.open(write_mode === 'overwrite' && !this.#context.resuming)
    this.#synced = this.#context.clock.now()
  }

  check(): void {
    this.#requireFile()
    checkPath(this.#target.path)
  }

  get bytes(): number {
    return this.#target.written
  }

  async position(): Promise<FilePosition | undefined> {
    const target = this.#target
    if (target.aside) await this.#last
    if (!target.regular) return undefined
    // One that was renamed or deleted is finished: what comes goes to a new one.
    if (target.isOpen) await target.current()
    if (this.#options.fsync !== 'never') target.sync()
    const landmark = landmarkAt(target.path, target.size) ?? BEGINNING
    const next = this.#windows?.next
    return {
      ...landmark,
      ...(this.#finished && { finished: this.#finished.highest }),
      ...(this.#time !== undefined && { time: this.#time }),
      ...(next !== undefined && Number.isFinite(next) && { next }),
    }
  }

  async resume(saved: unknown): Promise<void> {
    const target = this.#target
    const position = readPosition(saved)
    target.close()
    if (!rewind(target.path, this.#path, position, this.#finished)) {
      this.#context.log.warn('The file of the checkpoint is gone; events since then may be written twice', {
        path: this.#path,
      })
    }
    this.#time = position.time
    if (this.#windows && position.next !== undefined) this.#windows.next = position.next
    this.#used = true
    await target.open(false)
  }

  write(delivery: Delivery, signal: AbortSignal): Promise<readonly Failure[] | undefined> {
    const writing = this.#target.aside
      ? this.#last.then(() => this.#write(delivery, signal))
      : this.#write(delivery, signal)
    this.#last = writing.catch(() => undefined)
    return writing
  }

  async #write(delivery: Delivery, signal: AbortSignal): Promise<readonly Failure[] | undefined> {
    const frames = this.#writer.take(delivery)
    if (frames.length === 0) return undefined
    const failures: Failure[] = []
    let next = 0
    this.#busy = true
    this.#used = true
    // What failed and comes again is not lost.
    if (this.#lost !== undefined && this.#lost === delivery.id(0)) this.#lost = undefined
    try {
      await this.#ready()
      while (next < frames.length) {
        signal.throwIfAborted()
        const end = await this.#sameFile(delivery, next, frames.length)
        const step = await this.#append(frames, next, end, failures, signal)
        if (step.end === next && step.error === undefined) await this.#finish()
        next = step.end
        if (step.error !== undefined) throw step.error
      }
      this.#syncIfDue()
    } catch (cause) {
      if (this.#options.atomic) this.#lost = delivery.id(next)
      const error: unknown = signal.aborted ? signal.reason : writeError(cause, this.#target.path)
      if (error instanceof LoomError && error.code === 'E_OUTPUT_CLOSED') throw error
      failFrom(next, frames.length, error, failures)
    } finally {
      this.#busy = false
      this.#idle.touch()
    }
    return failures.length > 0 ? failures : undefined
  }

  async close(): Promise<void> {
    const { atomic, fsync } = this.#options
    this.#idle.stop()
    if (this.#target.aside) await this.#last
    if (fsync !== 'never') this.#target.sync()
    this.#target.close()
    if (!atomic) return
    const { path } = this.#target
    if (!this.#used) return fs.rmSync(path, { force: true })
    if (this.#lost !== undefined || !this.#target.there) throw incomplete(this.#path, path)
    fs.renameSync(path, this.#path)
  }

  #requireFile(): void {
    const { atomic, rotate } = this.#options
    const existing = statOf(this.#path)
    if (!existing || existing.isFile() || !(atomic || rotate)) return
    throw new LoomError('E_OPTION_INVALID', `${this.#path} is no regular file`, {
      hint: 'remove atomic and rotate, or write to another path',
    })
  }

  async #ready(): Promise<void> {
    const { atomic } = this.#options
    if (atomic && !this.#target.there) throw incomplete(this.#path, this.#target.path)
    await this.#target.current()
  }

  /** Begins the next file where the frame asks for one; the end of the frames that go to the open file. */
  async #sameFile(delivery: Delivery, frame: number, count: number): Promise<number> {
    if (!this.#finished) return count
    if (this.#windows?.begins(delivery, frame)) {
      if (this.#time !== undefined && this.#target.size > 0) await this.#finish()
      this.#time = this.#windows.enter(delivery, frame)
    }
    this.#time ??= stamp(this.#context.zone.toWall(timeOf(delivery, frame)))
    return this.#windows?.end(delivery, frame, count) ?? count
  }

  /** Puts the open file beside and opens the next. */
  async #finish(): Promise<void> {
    if (this.#options.fsync !== 'never') this.#target.sync()
    this.#target.close()
    this.#finished?.add(this.#target.path, this.#time ?? '')
    if (!this.#windows) this.#time = undefined
    await this.#target.open(false)
  }

  #syncIfDue(): void {
    const { fsync, flush_interval } = this.#options
    const now = this.#context.clock.now()
    if (fsync !== 'always' && !(fsync === 'interval' && now >= this.#synced + flush_interval * SECOND)) return
    this.#target.sync()
    this.#synced = now
  }

  /** Lets go of a file that nothing was written to for a while; the next event opens it again. */
  #rest(): void {
    if (this.#busy || this.#options.atomic || !this.#target.regular) return
    try {
      if (this.#options.fsync !== 'never') this.#target.sync()
      this.#target.close()
    } catch (error) {
      this.#context.log.error('closing an idle file failed', { path: this.#target.path, error })
    }
  }
}

function incomplete(path: string, part: string): LoomError {
  return new LoomError('E_OUTPUT_INCOMPLETE', `${path} was left as it was: not all events were written`, {
    hint: `what was written is in ${part}`,
  })
}
