import fs from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import { deliveryOf, never, openOutput } from '../../../../test/plugin-context.ts'
import type { Clock, Output } from '../../../kernel/index.ts'
import file from './index.ts'

/** The text of a file. */
export const read = (path: string) => fs.readFileSync(path, 'utf8')

/** An output that is open and ends each event with a newline; its paths lie in the folder. */
export const opened = async (
  directory: string,
  raw: Record<string, unknown>,
  clock?: Clock,
): Promise<Output> => {
  const output = await openOutput(file, { separator: '\n', ...raw }, { directory, ...(clock && { clock }) })
  await output.open?.()
  return output
}

/** Writes each batch of lines and closes. */
export const writeAll = async (
  directory: string,
  raw: Record<string, unknown>,
  batches: readonly string[][],
) => {
  const output = await opened(directory, raw)
  for (const lines of batches) expect(await output.write(deliveryOf(lines), never)).toBeUndefined()
  await output.close?.()
}

/** Every file of a folder with its text, by name. */
export const files = (directory: string) =>
  Object.fromEntries(
    fs
      .readdirSync(directory)
      .sort()
      .map((name) => [name, read(join(directory, name))]),
  )
