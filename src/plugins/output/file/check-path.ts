import fs from 'node:fs'
import path from 'node:path'
import { openError, statOf } from './target.ts'

/** Could the path be written to? Creates nothing; E_OUTPUT_OPEN. */
export function checkPath(file: string): void {
  const existing = statOf(file)
  try {
    if (existing?.isDirectory()) throw new Error('it is a folder')
    fs.accessSync(existing ? file : nearest(path.dirname(file)), fs.constants.W_OK)
  } catch (cause) {
    throw openError(file, cause)
  }
}

/** The folder in which the missing ones would be created. */
function nearest(folder: string): string {
  const stat = statOf(folder)
  if (stat?.isDirectory()) return folder
  const above = path.dirname(folder)
  if (stat || above === folder) throw new Error(`${folder} is no folder`)
  return nearest(above)
}
