import { existsSync, readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { AnyDefinition, Kind } from '../kernel/index.ts'

/** Where the plugins that ship with eventloom stand: by kind and name. */
export interface Shelf {
  names(kind: Kind): readonly string[]
  load(kind: Kind, name: string): Promise<{ readonly default: AnyDefinition }>
}

const PLUGINS = new URL('../plugins/', import.meta.url)

/**
 * A folder `plugins/<kind>/<name>` with an index is a plugin. The build puts a table of these folders in the
 * place of this module, so that a built eventloom need not look for them.
 */
export const shelf: Shelf = {
  names(kind) {
    const folder = fileURLToPath(new URL(`${kind}/`, PLUGINS))
    if (!existsSync(folder)) return []
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && existsSync(`${folder}${entry.name}/index.ts`))
      .map((entry) => entry.name)
      .sort()
  },
  load: (kind, name) => import(new URL(`${kind}/${name}/index.ts`, PLUGINS).href),
}
