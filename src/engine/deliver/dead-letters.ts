import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Batch } from '../../kernel/index.ts'
import { problemsOf } from '../../kernel/index.ts'

/**
 * Where events go that an output could not take: one JSON line each, with the reason, so that nothing is lost
 * silently. The file is created with the first of them.
 */
export class DeadLetters {
  readonly path: string
  readonly #generator: string
  #file: number | undefined

  constructor(path: string, generator: string) {
    this.path = path
    this.#generator = generator
  }

  /** Keeps events of a batch. Throws when the file cannot be written. */
  keep(output: string, batch: Batch, events: Iterable<number>, error: unknown): void {
    const [problem] = problemsOf(error, 'E_OUTPUT_WRITE')
    const lines: string[] = []
    for (const index of events) {
      lines.push(
        JSON.stringify({
          generator: this.#generator,
          output,
          seq: batch.seq[index],
          time: batch.time[index],
          code: problem!.code,
          reason: problem!.message,
          event: batch.events[index],
        }),
      )
    }
    if (lines.length === 0) return
    this.#file ??= this.#open()
    const bytes = Buffer.from(`${lines.join('\n')}\n`)
    for (let at = 0; at < bytes.length; ) at += writeSync(this.#file, bytes, at)
  }

  close(): void {
    if (this.#file !== undefined) closeSync(this.#file)
    this.#file = undefined
  }

  #open(): number {
    mkdirSync(dirname(this.path), { recursive: true })
    return openSync(this.path, 'a')
  }
}
