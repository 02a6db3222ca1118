import { bind, signature } from '../python/arguments.ts'
import type { FilterFn, Runtime } from '../python/runtime.ts'
import type { Value } from '../python/types.ts'

type Run = (rt: Runtime, value: Value, ...args: Value[]) => Value

/**
 * A filter with the parameters of a Python function, `do_round(value, precision?, method?)`. `bound` of them
 * get their value from Jinja: the value on the left, and the environment before it where it is passed.
 */
export function filter(text: string, run: Run, bound = 1): FilterFn {
  const s = signature(text, true)
  return (rt, value, ...given) => {
    if (given.length === 0 && s.required <= bound) return run(rt, value)
    const args = bind(s, given, bound) as readonly Value[]
    switch (args.length) {
      case 1:
        return run(rt, value, args[0]!)
      case 2:
        return run(rt, value, args[0]!, args[1]!)
      default:
        return run(rt, value, ...args)
    }
  }
}

/** Named filters as entries of a table. */
export type FilterTable = Readonly<Record<string, FilterFn>>
