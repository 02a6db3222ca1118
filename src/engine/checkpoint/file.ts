import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs'
import { dirname } from 'node:path'
import { isMapping, LoomError } from '../../kernel/index.ts'
import { type Checkpoint, VERSION } from './checkpoint.ts'

/** The checkpoint in a file; undefined when there is none. E_CHECKPOINT_READ when it is not to be understood. */
export function readCheckpoint(path: string): Checkpoint | undefined {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw unreadable(path, (cause as Error).message, cause)
  }
  try {
    const read: unknown = JSON.parse(text)
    if (isMapping(read) && read.version === VERSION) return read as unknown as Checkpoint
  } catch (cause) {
    throw unreadable(path, (cause as Error).message, cause)
  }
  throw unreadable(path, `it is not a checkpoint of version ${VERSION}`)
}

/** Replaces the file as a whole: after a crash it is the old or the new one. E_CHECKPOINT_WRITE. */
export function writeCheckpoint(path: string, checkpoint: Checkpoint): void {
  const part = `${path}.part`
  try {
    mkdirSync(dirname(path), { recursive: true })
    const file = openSync(part, 'w')
    try {
      const bytes = Buffer.from(`${JSON.stringify(checkpoint, undefined, 2)}\n`)
      for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at)
      fsyncSync(file)
    } finally {
      closeSync(file)
    }
    renameSync(part, path)
  } catch (cause) {
    rmSync(part, { force: true })
    const reason = (cause as Error).message
    throw new LoomError('E_CHECKPOINT_WRITE', `the checkpoint ${path} cannot be written: ${reason}`, {
      hint: 'is the folder there, and may it be written to?',
      cause,
    })
  }
}

function unreadable(path: string, reason: string, cause?: unknown): LoomError {
  return new LoomError('E_CHECKPOINT_READ', `the checkpoint ${path} cannot be read: ${reason}`, {
    hint: 'run without --resume to begin anew; what was delivered stays',
    cause,
  })
}
