import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { LoomError, suggest } from '../kernel/index.ts'
import { projectSchema } from './project-schema.ts'

/** Ready projects that ship with eventloom. */
const PACKS = fileURLToPath(new URL('../../packs/', import.meta.url))

/** The schema of project files, as a new project names it. */
const SCHEMA = 'project.schema.json'

/** What belongs to a pack and not to a project made from it: what runs left behind, and its golden file. */
const LEFT_BEHIND = new Set(['dead-letters', 'output', 'golden.json'])

/** Names of the packs, sorted. */
export function packNames(): string[] {
  return readdirSync(PACKS, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
}

/** The folder of a pack; E_SCAFFOLD_TEMPLATE when there is none of that name. */
export function packDirectory(name: string): string {
  const names = packNames()
  if (names.includes(name)) return join(PACKS, name)
  throw new LoomError('E_SCAFFOLD_TEMPLATE', `there is no template "${name}"`, {
    hint: suggest(name, names) ?? `there are: ${names.join(', ')}`,
  })
}

/**
 * Copies a pack into a new or empty folder, with the schema of project files beside it for editors, and returns the
 * folder. E_SCAFFOLD_EXISTS when something is there already.
 */
export async function scaffold(directory: string, template: string): Promise<string> {
  const from = packDirectory(template)
  const target = resolve(directory)
  if (existsSync(target) && (!statSync(target).isDirectory() || readdirSync(target).length > 0)) {
    throw new LoomError('E_SCAFFOLD_EXISTS', `"${target}" is there already and is not an empty folder`, {
      hint: 'name a folder that does not exist yet',
    })
  }
  mkdirSync(target, { recursive: true })
  cpSync(from, target, { recursive: true, filter: (path) => !LEFT_BEHIND.has(basename(path)) })
  writeFileSync(join(target, SCHEMA), `${JSON.stringify(await projectSchema(), null, 2)}\n`)
  for (const name of readdirSync(target).filter((file) => file.endsWith('.yml'))) {
    const file = join(target, name)
    writeFileSync(
      file,
      readFileSync(file, 'utf8').replace(/(yaml-language-server: \$schema=)\S+/, `$1./${SCHEMA}`),
    )
  }
  return target
}
