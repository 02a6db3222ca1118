import { isMapping, type OptionProblem, suggest } from '../../../../kernel/index.ts'
import { SCOPES, type Scope, type StateField } from './condition.ts'
import type { Report } from './read.ts'

type Path = OptionProblem['path']

const EXPECTED = 'expected locals.NAME, shared.NAME or globals.NAME'

/** `shared.name`; undefined after a report. */
export function readField(text: string, path: Path, report: Report): StateField | undefined {
  const dot = text.indexOf('.')
  const scope = dot < 0 ? text : text.slice(0, dot)
  const name = dot < 0 ? '' : text.slice(dot + 1)
  if (isScope(scope) && name !== '') return { scope, name }
  const nearest = isScope(scope) ? undefined : suggest(scope, SCOPES)
  report(path, nearest === undefined ? EXPECTED : `${EXPECTED}; ${nearest}`)
  return undefined
}

/** A field and what it is compared with. */
export interface FieldOperand {
  readonly field: StateField
  readonly operand: unknown
  /** Leads to the operand. */
  readonly path: Path
}

/**
 * The single `{FIELD: operand}` of a comparison; undefined after a report. Dotted keys may have been split into
 * nested mappings (`{shared: {count: 3}}`): the first level below the scope is the name, or, where the operand
 * cannot be a mapping, all levels joined.
 */
export function readFieldOperand(
  raw: unknown,
  path: Path,
  report: Report,
  mappingOperand: boolean,
): FieldOperand | undefined {
  const entry = onlyEntry(raw)
  if (!entry) {
    report(path, 'expected one field and what to compare it with, such as {shared.count: 3}')
    return undefined
  }
  const [key, value] = entry
  const inner = isScope(key) ? onlyEntry(value) : undefined
  if (!inner) {
    const at = [...path, key]
    const field = readField(key, at, report)
    return field && { field, operand: value, path: at }
  }
  const steps = [inner[0]]
  let operand = inner[1]
  for (let next = onlyEntry(operand); !mappingOperand && next; next = onlyEntry(operand)) {
    steps.push(next[0])
    operand = next[1]
  }
  return {
    field: { scope: key as Scope, name: steps.join('.') },
    operand,
    path: [...path, key, ...steps],
  }
}

function onlyEntry(raw: unknown): [string, unknown] | undefined {
  const entries = isMapping(raw) ? Object.entries(raw) : []
  return entries.length === 1 ? entries[0] : undefined
}

function isScope(text: string): text is Scope {
  return (SCOPES as readonly string[]).includes(text)
}
