import type { AnyDefinition, Kind, Registry } from '../kernel/index.ts'
import { shelf } from './shelf.ts'

/** The plugins that ship with eventloom. One is imported when a project first names it. */
export const builtins: Registry = {
  names: (kind) => shelf.names(kind),
  async find<K extends Kind>(kind: K, name: string) {
    if (!shelf.names(kind).includes(name)) return undefined
    return (await shelf.load(kind, name)).default as unknown as AnyDefinition<K>
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
