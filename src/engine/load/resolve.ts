import { isMapping, LoomError, problemsOf, suggest } from '../../kernel/index.ts'
import { HOLE } from './hole.ts'
import type { Placeholder } from './placeholder.ts'
import type { PlacedProblem, ProjectContext } from './project.ts'
import { valueTree } from './value-tree.ts'

/** The value of each placeholder; each name is asked for, and missed, once. */
export async function resolveValues(
  used: readonly number[],
  placeholders: readonly Placeholder[],
  context: ProjectContext,
  problems: PlacedProblem[],
): Promise<ReadonlyMap<number, unknown>> {
  const byName = new Map<string, Promise<unknown>>()
  const values = new Map<number, unknown>()
  for (const index of used) {
    const placeholder = placeholders[index]!
    const { source, name, start } = placeholder
    const key = name === undefined ? placeholder.text : `${source}.${name}`
    const found = byName.get(key) ?? lookUp(placeholder, context)
    const known = byName.has(key)
    byName.set(key, found)
    try {
      const value = await found
      // A value that contains itself is refused here, where its place is known.
      valueTree(value)
      values.set(index, value)
    } catch (error) {
      values.set(index, HOLE)
      if (!known) for (const problem of problemsOf(error)) problems.push({ problem, start })
    }
  }
  return values
}

async function lookUp({ source, name, text }: Placeholder, context: ProjectContext): Promise<unknown> {
  if (name === undefined)
    throw new LoomError('E_PLACEHOLDER_INVALID', `${text.replaceAll(/\s+/g, ' ')} is not a placeholder`, {
      hint: `write \${${source}.NAME}; filters and expressions are not possible here`,
    })
  return source === 'params' ? param(name, context.params ?? {}) : secret(name, context.secret)
}

/** A parameter of that very name, else the way through nested ones. */
function param(name: string, params: Readonly<Record<string, unknown>>): unknown {
  const direct = own(params, name)
  const found = direct ?? name.split('.').reduce<unknown>((value, key) => own(value, key), params)
  if (found !== undefined) return found
  const names = Object.keys(params)
  throw new LoomError('E_PARAM_MISSING', `the parameter "${name}" was not supplied`, {
    hint: suggest(name, names) ?? `supplied: ${names.length > 0 ? names.join(', ') : 'none'}`,
  })
}

function own(value: unknown, key: string): unknown {
  return isMapping(value) && Object.hasOwn(value, key) ? value[key] : undefined
}

async function secret(name: string, source: ProjectContext['secret']): Promise<string> {
  let text: string | undefined
  try {
    text = await source?.(name)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    const hint = error instanceof LoomError ? error.hint : undefined
    throw new LoomError('E_SECRET_UNREADABLE', `the secret "${name}" cannot be read: ${reason}`, { hint })
  }
  if (text === undefined)
    throw new LoomError('E_SECRET_MISSING', `there is no secret "${name}"`, {
      hint: 'store it, then try again',
    })
  return text
}
