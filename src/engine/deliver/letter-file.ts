import { closeSync, fstatSync, ftruncateSync, mkdirSync, openSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'
import type { DeadLetter } from './letter.ts'

/** Where events go that an output could not take, so that nothing is lost silently. */
export interface LetterBox {
  /** Keeps letters; says how many of them it could not keep. */
  keep(letters: readonly DeadLetter[]): number | Promise<number>
  close(): void | Promise<void>
}

/** Letters that become text at once. */
const CHUNK = 1000

/** Dead letters as JSON lines. The file is created with the first of them, and always ends with a whole line. */
export class LetterFile implements LetterBox {
  readonly path: string
  readonly #onFailure: (error: unknown) => void
  #file: number | undefined

  /** @param onFailure told why letters could not be kept */
  constructor(path: string, onFailure: (error: unknown) => void) {
    this.path = path
    this.#onFailure = onFailure
  }

  keep(letters: readonly DeadLetter[]): number {
    for (let start = 0; start < letters.length; start += CHUNK) {
      const chunk = letters.slice(start, start + CHUNK)
      try {
        this.#append(Buffer.from(chunk.map((letter) => `${JSON.stringify(letter)}\n`).join('')))
      } catch (error) {
        this.#onFailure(error)
        return letters.length - start
      }
    }
    return 0
  }

  close(): void {
    if (this.#file !== undefined) closeSync(this.#file)
    this.#file = undefined
  }

  /** All bytes or none. */
  #append(bytes: Buffer): void {
    this.#file ??= this.#open()
    const before = fstatSync(this.#file)
    try {
      for (let at = 0; at < bytes.length; ) at += writeSync(this.#file, bytes, at)
    } catch (error) {
      if (before.isFile()) ftruncateSync(this.#file, before.size)
      throw error
    }
  }

  #open(): number {
    mkdirSync(dirname(this.path), { recursive: true })
    return openSync(this.path, 'a')
  }
}
