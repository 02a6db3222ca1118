import { readdir, readFile, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { LoomError } from '../../kernel/index.ts'

/** What a folder must hold to be a project. */
const NAME = 'generator.yml'

/** The project file of a path that names it or its folder. */
export async function readProjectFile(path: string): Promise<{ file: string; text: string }> {
  const file = (await isFolder(path)) ? join(path, NAME) : path
  const bytes = await read(file)
  try {
    return { file, text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) }
  } catch {
    const hint = 'save it as UTF-8'
    throw new LoomError('E_PROJECT_ENCODING', 'the project file is not UTF-8 text', { hint, at: { file } })
  }
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory()
  } catch {
    // Reading it will say what is wrong.
    return false
  }
}

async function read(file: string): Promise<Buffer> {
  try {
    return await readFile(file)
  } catch (error) {
    const at = { file }
    const { code, message } = error as NodeJS.ErrnoException
    if (code === 'ENOENT' || code === 'ENOTDIR')
      throw new LoomError('E_PROJECT_MISSING', 'there is no such file', { hint: await whatThereIs(file), at })
    throw new LoomError('E_PROJECT_READ', `the project file cannot be read: ${message}`, { at, cause: error })
  }
}

async function whatThereIs(file: string): Promise<string> {
  const folder = dirname(file)
  try {
    const names = (await readdir(folder)).filter((name) => /\.ya?ml$/.test(name)).sort()
    return names.length > 0
      ? `the folder holds ${names.slice(0, 5).join(', ')}`
      : `no YAML file is in ${folder}`
  } catch {
    return `there is no folder ${folder}`
  }
}
