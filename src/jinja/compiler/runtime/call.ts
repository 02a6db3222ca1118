import { type Kwargs, Markup, call as pythonCall, type Runtime, type Value } from '../../python/ops.ts'
import { Macro } from './macro.ts'

/*
 * Calls with few positional arguments, which are nearly all, go to a macro or a function without an array of
 * arguments in between.
 */

export function call0(fn: Value): Value {
  if (fn instanceof Macro && fn.direct >= 0) return fn.run()
  return typeof fn === 'function' ? fn() : pythonCall(fn, [])
}

export function call1(fn: Value, a: Value): Value {
  if (fn instanceof Macro && fn.direct >= 1) return fn.run(a)
  return typeof fn === 'function' ? fn(a) : pythonCall(fn, [a])
}

export function call2(fn: Value, a: Value, b: Value): Value {
  if (fn instanceof Macro && fn.direct >= 2) return fn.run(a, b)
  return typeof fn === 'function' ? fn(a, b) : pythonCall(fn, [a, b])
}

export function call3(fn: Value, a: Value, b: Value, c: Value): Value {
  if (fn instanceof Macro && fn.direct >= 3) return fn.run(a, b, c)
  return typeof fn === 'function' ? fn(a, b, c) : pythonCall(fn, [a, b, c])
}

/** A call where text may have to be escaped: what a macro gives is safe then. */
export function callEscaping(runtime: Runtime, fn: Value, args: readonly (Value | Kwargs)[]): Value {
  const result = pythonCall(fn, args)
  return runtime.autoescape && fn instanceof Macro ? new Markup(String(result)) : result
}
