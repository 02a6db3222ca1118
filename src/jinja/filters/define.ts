import { bind, signature } from '../python/arguments.ts'
import type { FilterFn, Runtime } from '../python/runtime.ts'
import type { Kwargs, Value } from '../python/types.ts'

type Run = (rt: Runtime, value: Value, ...args: Value[]) => Value

/**
 * A filter with the parameters of a Python function, `do_round(value, precision?, method?)`. `bound` of them
 * get their value from Jinja: the value on the left, and the environment before it where it is passed.
 */
export function filter(text: string, run: Run, bound = 1): FilterFn {
  const s = signature(text, true)
  const call = (rt: Runtime, value: Value, ...given: (Value | Kwargs)[]) =>
    run(rt, value, ...(bind(s, given, bound) as readonly Value[]))
  return Object.assign(call, { direct: { run, signature: s, bound } })
}

/** Named filters as entries of a table. */
export type FilterTable = Readonly<Record<string, FilterFn>>
