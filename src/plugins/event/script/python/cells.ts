import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs'
import { endianness, tmpdir } from 'node:os'
import { join } from 'node:path'

/** Two 32-bit cells that both processes see at once, even while the script is busy: a small file in memory. */
export interface Cells {
  readonly path: string
  /** The index of the call under way. */
  progress(): number
  /** Before a block: no call was made, no answers are wanted. */
  reset(): void
  /** Asks for the answers so far. */
  want(): void
  /** Deletes the file, which lives on for those that have it open. */
  remove(): void
  /** Lets go of the file; `progress` is then what it was last. */
  close(): void
}

const WANTED = 4

export function makeCells(): Cells {
  const folder = mkdtempSync(join(tmpdir(), 'eventloom-script-'))
  const path = join(folder, 'cells')
  const file = openSync(path, 'w+')
  const cell = Buffer.alloc(4)
  const one = new Uint8Array(Uint32Array.of(1).buffer)
  const zeros = Buffer.alloc(8)
  const reset = (): void => void writeSync(file, zeros, 0, 8, 0)
  reset()
  const progress = (): number => {
    readSync(file, cell, 0, 4, 0)
    return endianness() === 'LE' ? cell.readUInt32LE() : cell.readUInt32BE()
  }
  let last: number | undefined
  return {
    path,
    progress: () => last ?? progress(),
    reset,
    want: () => void writeSync(file, one, 0, 4, WANTED),
    remove: () => rmSync(folder, { recursive: true, force: true }),
    close() {
      if (last !== undefined) return
      last = progress()
      closeSync(file)
    },
  }
}
