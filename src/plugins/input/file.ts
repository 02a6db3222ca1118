import { readFileSync } from 'node:fs'
import { LoomError } from '../../kernel/index.ts'

/** A UTF-8 file's text without a byte order mark. E_INPUT_FILE if it cannot be read. */
export function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8').replace(/^\uFEFF/, '')
  } catch (cause) {
    throw new LoomError('E_INPUT_FILE', `cannot read the file: ${(cause as Error).message}`, {
      hint: 'paths are relative to the project folder',
      at: { file },
      cause,
    })
  }
}
