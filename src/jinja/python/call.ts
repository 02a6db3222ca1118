import { typeName } from './type-name.ts'
import { Host, type Kwargs, PythonError, type Value } from './types.ts'

/** `fn(…)`. TypeError if fn cannot be called. */
export function call(fn: Value, args: readonly (Value | Kwargs)[]): Value {
  if (typeof fn === 'function') return fn(...args)
  if (fn instanceof Host) return fn.call(args)
  throw new PythonError('TypeError', `'${typeName(fn)}' object is not callable`)
}

/** `callable(v)`. */
export function isCallable(value: Value): boolean {
  return typeof value === 'function' || (value instanceof Host && value.callable)
}
