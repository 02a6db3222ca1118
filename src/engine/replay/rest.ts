import { createReadStream, renameSync, rmSync, statSync } from 'node:fs'
import { appendFile } from 'node:fs/promises'
import { deadLetters, type Lost } from '../deliver/dead-letter.ts'
import { letterIds } from '../deliver/event-ids.ts'
import type { DeadLetter } from '../deliver/letter.ts'
import { LetterFile } from '../deliver/letter-file.ts'

/** What a replay leaves: it takes the place of the file when the replay has ended, and not before. */
export class Rest {
  readonly #path: string
  readonly #part: string
  readonly #file: LetterFile
  #left = 0
  #lines: string[] = []

  constructor(path: string, onFailure: (error: unknown) => void) {
    this.#path = path
    this.#part = `${path}.rest`
    rmSync(this.#part, { force: true })
    this.#file = new LetterFile(this.#part, onFailure)
  }

  /** Letters that stay. */
  get left(): number {
    return this.#left
  }

  /** A line that was not tried stays as it is. */
  async keepLine(text: string): Promise<void> {
    this.#left++
    this.#lines.push(`${text}\n`)
    if (this.#lines.length >= 1000) await this.#flush()
  }

  /** Letters that failed again tell of all attempts. */
  keepLost(lost: Lost, output: string): number {
    const letters = deadLetters(lost, '', output, letterIds).map((letter, i) =>
      again(lost.lot.letters![lost.events[i]!]!, letter),
    )
    const unkept = this.#file.keep(letters)
    this.#left += letters.length
    return unkept
  }

  /**
   * Puts what is left in the place of the file; what a running generator has added since it had `size` bytes stays,
   * too. With nothing left the file is gone. A replay that is not complete changes nothing.
   */
  async settle(size: number, complete: boolean): Promise<void> {
    await this.#flush()
    this.#file.close()
    if (!complete) return rmSync(this.#part, { force: true })
    if (statSync(this.#path).size > size) {
      for await (const bytes of createReadStream(this.#path, { start: size })) {
        await appendFile(this.#part, bytes as Buffer)
      }
    }
    if (statSync(this.#part, { throwIfNoEntry: false })) renameSync(this.#part, this.#path)
    else rmSync(this.#path)
  }

  async #flush(): Promise<void> {
    if (this.#lines.length === 0) return
    const text = this.#lines.join('')
    this.#lines = []
    await appendFile(this.#part, text)
  }
}

/** The letter as it was, with the news of the last attempts. */
function again(before: DeadLetter, { code, reason, kind, attempts, first, last }: DeadLetter): DeadLetter {
  const { kind: _, ...rest } = before
  const began = before.first ?? first
  return {
    ...rest,
    code,
    reason,
    ...(kind !== undefined && { kind }),
    attempts: (before.attempts ?? 0) + attempts,
    ...(began !== undefined && { first: began }),
    ...(last !== undefined && { last }),
  }
}
