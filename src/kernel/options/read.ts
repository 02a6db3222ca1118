import type * as z from 'zod'
import { lax } from './lax.ts'
import { suggest } from './suggest.ts'

/** A problem with one option; `path` leads to it from the options' root. */
export interface OptionProblem {
  readonly path: readonly (string | number)[]
  readonly code: 'E_OPTION_UNKNOWN' | 'E_OPTION_MISSING' | 'E_OPTION_INVALID'
  readonly message: string
  readonly hint?: string
  /** The problem is the key at the end of `path`, not its value. */
  readonly onKey?: true
}

export type ReadOptions<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problems: readonly OptionProblem[] }

/** Validates raw options (parsed YAML, JSON or JavaScript values) against a schema; reports all problems. */
export function readOptions<S extends z.ZodType>(schema: S, raw: unknown): ReadOptions<z.output<S>> {
  const result = schema.safeParse(lax(schema, raw), { reportInput: true })
  if (result.success) return { ok: true, value: result.data }
  return { ok: false, problems: result.error.issues.flatMap((issue) => problems(schema, issue)) }
}

type Issue = z.core.$ZodIssue

function problems(schema: z.ZodType, issue: Issue): OptionProblem[] {
  const path = issue.path.map((step) => (typeof step === 'symbol' ? String(step) : step))
  if (issue.code === 'unrecognized_keys') {
    const known = keysAt(schema, path)
    return issue.keys.map((key) => ({
      path: [...path, key],
      code: 'E_OPTION_UNKNOWN',
      message: `unknown option "${key}"`,
      hint: suggest(key, known) ?? (known.length ? `known here: ${known.join(', ')}` : 'remove it'),
      onKey: true,
    }))
  }
  if (issue.code === 'invalid_union') {
    const nearest = [...issue.errors].sort((a, b) => a.length - b.length || depth(b) - depth(a))[0] ?? []
    const inner = nearest.flatMap((each) =>
      problems(schema, { ...each, path: [...issue.path, ...each.path] } as Issue),
    )
    if (inner.length > 0) return inner
  }
  const name = path.length ? `"${path.join('.')}"` : 'the value'
  if ((issue.code === 'invalid_type' || issue.code === 'invalid_value') && issue.input === undefined) {
    const expected =
      issue.code === 'invalid_type' ? issue.expected : `one of ${issue.values.map(String).join(', ')}`
    return [
      { path, code: 'E_OPTION_MISSING', message: `option ${name} is required`, hint: `expected ${expected}` },
    ]
  }
  const hint =
    issue.code === 'invalid_value' ? suggest(String(issue.input), issue.values.map(String)) : undefined
  return [
    {
      path,
      code: 'E_OPTION_INVALID',
      message: `${name}: ${plain(issue.message)}`,
      ...(hint !== undefined && { hint }),
    },
  ]
}

function depth(issues: readonly Issue[]): number {
  return Math.max(0, ...issues.map((issue) => issue.path.length))
}

function plain(message: string): string {
  const text = message.replace(/^Invalid input: /, '')
  return text.charAt(0).toLowerCase() + text.slice(1)
}

/** The option names that a schema knows at a path; empty where it knows none. */
function keysAt(schema: z.ZodType, path: readonly (string | number)[]): string[] {
  let here: z.ZodType | undefined = schema
  for (const step of path) here = here && stepInto(unwrap(here), step)
  return here ? keysOf(unwrap(here)) : []
}

function keysOf(schema: z.ZodType): string[] {
  const def = schema._zod.def as unknown as { type: string; shape?: object; options?: z.ZodType[] }
  if (def.type === 'union') return [...new Set((def.options ?? []).flatMap(keysOf))]
  return def.type === 'object' ? Object.keys(def.shape ?? {}) : []
}

function stepInto(schema: z.ZodType, step: string | number): z.ZodType | undefined {
  const def = schema._zod.def as unknown as {
    type: string
    shape?: Record<string, z.ZodType>
    element?: z.ZodType
    valueType?: z.ZodType
  }
  return def.type === 'object' ? def.shape?.[step] : (def.element ?? def.valueType)
}

function unwrap(schema: z.ZodType): z.ZodType {
  const def = schema._zod.def as unknown as { innerType?: z.ZodType }
  return def.innerType ? unwrap(def.innerType) : schema
}
