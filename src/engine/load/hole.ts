import type { YamlNode } from '../../kernel/index.ts'

/** What stands for a value that could not be found; problems with it are no news. */
export const HOLE = Symbol('value not found')

export function isHole(node: YamlNode): boolean {
  return node.kind === 'scalar' && node.value === HOLE
}
