import { createReadStream, statSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { isMapping, LoomError } from '../../kernel/index.ts'
import type { DeadLetter } from '../deliver/letter.ts'

/** A line of a file of dead letters; one that is no letter has none. */
export interface LetterLine {
  readonly text: string
  readonly letter: DeadLetter | undefined
}

/** Bytes of a file of dead letters; E_LETTERS_READ when it cannot be read. */
export function lettersSize(path: string): number {
  try {
    return statSync(path).size
  } catch (cause) {
    const reason = (cause as Error).message
    const hint = 'a run writes them below dead-letters in the project folder'
    throw new LoomError('E_LETTERS_READ', `the dead letters cannot be read: ${reason}`, { hint, cause })
  }
}

/** The lines of a file, up to a size that it had: what a running generator adds is not read. */
export async function* readLetters(path: string, size: number): AsyncGenerator<LetterLine> {
  if (size === 0) return
  const input = createReadStream(path, { end: size - 1 })
  for await (const text of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY }))
    if (text !== '') yield { text, letter: letterOf(text) }
}

function letterOf(text: string): DeadLetter | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return isLetter(value) ? value : undefined
  } catch {
    return undefined
  }
}

function isLetter(value: unknown): value is DeadLetter {
  if (!isMapping(value)) return false
  const { output, seq, time, id, event } = value
  return (
    typeof output === 'string' &&
    typeof seq === 'number' &&
    typeof time === 'number' &&
    typeof id === 'string' &&
    /^[\da-f]{32}$/.test(id) &&
    (typeof event === 'string' || isMapping(event))
  )
}

/** How many dead letters there are of a kind. */
export interface LetterCount {
  readonly output: string
  readonly code: string
  count: number
  /** The reason of the first. */
  readonly reason: string
}

export interface LetterCounts {
  readonly kinds: readonly LetterCount[]
  /** Lines that are no letters. */
  readonly unreadable: number
}

/** What is in a file of dead letters. E_LETTERS_READ. */
export async function countLetters(path: string): Promise<LetterCounts> {
  const kinds = new Map<string, LetterCount>()
  let unreadable = 0
  for await (const { letter } of readLetters(path, lettersSize(path))) {
    if (!letter) {
      unreadable++
      continue
    }
    const { output, code, reason } = letter
    const key = JSON.stringify([output, code])
    const known = kinds.get(key)
    if (known) known.count++
    else kinds.set(key, { output, code, reason, count: 1 })
  }
  return { kinds: [...kinds.values()].sort((a, b) => b.count - a.count), unreadable }
}
