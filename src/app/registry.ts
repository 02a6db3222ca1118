import { existsSync, readdirSync } from 'node:fs'
import { extname } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { AnyDefinition, Kind, Registry } from '../kernel/index.ts'

const PLUGINS = new URL('../plugins/', import.meta.url)
/** `.js` once built, `.ts` while developing. */
const EXTENSION = extname(import.meta.url)

/**
 * The plugins that ship with eventloom: a folder `plugins/<kind>/<name>` with an index is a plugin. One is
 * imported when a project first names it, so a project pays only for what it uses.
 */
export const builtins: Registry = {
  names(kind) {
    const folder = fileURLToPath(new URL(`${kind}/`, PLUGINS))
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && existsSync(`${folder}${entry.name}/index${EXTENSION}`))
      .map((entry) => entry.name)
      .sort()
  },
  async find<K extends Kind>(kind: K, name: string) {
    if (!this.names(kind).includes(name)) return undefined
    const module = (await import(new URL(`${kind}/${name}/index${EXTENSION}`, PLUGINS).href)) as {
      default: AnyDefinition<K>
    }
    return module.default
  },
}

/** A registry in which the given definitions come before those of another. */
export function withDefinitions(definitions: readonly AnyDefinition[], registry: Registry): Registry {
  if (definitions.length === 0) return registry
  const own = (kind: Kind) => definitions.filter((definition) => definition.kind === kind)
  return {
    names: (kind) => [...new Set([...own(kind).map(({ name }) => name), ...registry.names(kind)])].sort(),
    async find<K extends Kind>(kind: K, name: string) {
      const mine = own(kind).find((definition) => definition.name === name)
      return (mine as AnyDefinition<K> | undefined) ?? registry.find(kind, name)
    },
  }
}
