import { readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { LoomError } from '../../kernel/index.ts'

/** What a folder must hold to be a project. */
const NAME = 'generator.yml'

/**
 * The project file of a path that names it or its folder. It is read at once: starting the threads that read in
 * the background takes longer than reading a small file.
 */
export function readProjectFile(path: string): { file: string; text: string } {
  const file = isFolder(path) ? join(path, NAME) : path
  const bytes = read(file)
  try {
    return { file, text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) }
  } catch {
    const hint = 'save it as UTF-8'
    throw new LoomError('E_PROJECT_ENCODING', 'the project file is not UTF-8 text', { hint, at: { file } })
  }
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory()
  } catch {
    // Reading it will say what is wrong.
    return false
  }
}

function read(file: string): Buffer {
  try {
    return readFileSync(file)
  } catch (error) {
    const at = { file }
    const { code, message } = error as NodeJS.ErrnoException
    if (code === 'ENOENT' || code === 'ENOTDIR')
      throw new LoomError('E_PROJECT_MISSING', 'there is no such file', { hint: whatThereIs(file), at })
    throw new LoomError('E_PROJECT_READ', `the project file cannot be read: ${message}`, { at, cause: error })
  }
}

function whatThereIs(file: string): string {
  const folder = dirname(file)
  try {
    const names = readdirSync(folder)
      .filter((name) => /\.ya?ml$/.test(name))
      .sort()
    return names.length > 0
      ? `the folder holds ${names.slice(0, 5).join(', ')}`
      : `no YAML file is in ${folder}`
  } catch {
    return `there is no folder ${folder}`
  }
}
