import { copyFileSync, createReadStream, renameSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import type { DeadLetter } from '../deliver/letter.ts'
import type { Checkpoint } from './checkpoint.ts'

/**
 * Takes letters out of a dead-letter file that a resumed run will write again: those of events that the checkpoint
 * does not count as accounted for. What was in the file before the run stays as it is.
 */
export async function trimLetters(path: string, checkpoint: Checkpoint): Promise<void> {
  const { deadLetters: start, generator, outputs } = checkpoint
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0
  if (size <= start) return
  let at = start
  let end: number | undefined
  const later: string[] = []
  for await (const line of createInterface({ input: createReadStream(path, { start }) })) {
    const length = Buffer.byteLength(line) + 1
    // The last line may be cut off in the middle.
    const whole = at + length <= size
    const kept = whole && isAccounted(line, generator, outputs)
    if (!kept) end ??= at
    else if (end !== undefined) later.push(line)
    at += length
  }
  if (end === undefined) return
  if (later.length === 0) return truncateSync(path, end)
  const part = `${path}.part`
  copyFileSync(path, part)
  truncateSync(part, end)
  writeFileSync(part, later.map((line) => `${line}\n`).join(''), { flag: 'a' })
  renameSync(part, path)
}

function isAccounted(line: string, generator: string, outputs: Checkpoint['outputs']): boolean {
  try {
    const letter = JSON.parse(line) as DeadLetter
    if (letter.generator !== generator) return true
    return letter.position < (outputs[letter.output]?.position ?? Number.POSITIVE_INFINITY)
  } catch {
    // Not ours to judge.
    return true
  }
}
