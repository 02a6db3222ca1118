import { cpSync, existsSync, mkdirSync, readdirSync, statSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { LoomError, suggest } from '../kernel/index.ts'

/** Ready projects that ship with eventloom. */
const PACKS = fileURLToPath(new URL('../../packs/', import.meta.url))

/** What a run leaves in a pack's folder. */
const LEFT_BEHIND = new Set(['dead-letters', 'output'])

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

/** Copies a pack into a new or empty folder and returns the folder. E_SCAFFOLD_EXISTS when it holds something. */
export function scaffold(directory: string, template: string): string {
  const from = packDirectory(template)
  const target = resolve(directory)
  if (existsSync(target) && (!statSync(target).isDirectory() || readdirSync(target).length > 0)) {
    throw new LoomError('E_SCAFFOLD_EXISTS', `"${target}" is there already and is not an empty folder`, {
      hint: 'name a folder that does not exist yet',
    })
  }
  mkdirSync(target, { recursive: true })
  cpSync(from, target, { recursive: true, filter: (path) => !LEFT_BEHIND.has(basename(path)) })
  return target
}
