import type { Flow } from '../../form/flow.ts'
import { type Kwargs, Markup, call as pythonCall, type Runtime, type Value } from '../../python/ops.ts'
import { PyType } from '../../python/py-type.ts'
import { Macro } from './macro.ts'

/*
 * Calls with few positional arguments, which are nearly all, go to a macro or a function without an array of
 * arguments in between. Each does itself what all do: one function for that costs the forty templates of the benchmark 3 %.
 */

export function call0(fn: Value): Value {
  if (typeof fn === 'function') {
    const { direct } = fn
    return direct !== undefined && direct.required === 0 ? direct.run() : fn()
  }
  if (fn instanceof Macro && fn.direct >= 0) return fn.run()
  const direct = fn instanceof PyType ? fn.direct : undefined
  const fits = direct !== undefined && direct.required <= 0 && direct.most >= 0
  return fits ? direct.run() : pythonCall(fn, [])
}

export function call1(fn: Value, a: Value): Value {
  if (typeof fn === 'function') {
    const { direct } = fn
    return direct !== undefined && direct.required <= 1 && direct.most >= 1 ? direct.run(a) : fn(a)
  }
  if (fn instanceof Macro && fn.direct >= 1) return fn.run(a)
  const direct = fn instanceof PyType ? fn.direct : undefined
  const fits = direct !== undefined && direct.required <= 1 && direct.most >= 1
  return fits ? direct.run(a) : pythonCall(fn, [a])
}

export function call2(fn: Value, a: Value, b: Value): Value {
  if (typeof fn === 'function') {
    const { direct } = fn
    return direct !== undefined && direct.required <= 2 && direct.most >= 2 ? direct.run(a, b) : fn(a, b)
  }
  if (fn instanceof Macro && fn.direct >= 2) return fn.run(a, b)
  const direct = fn instanceof PyType ? fn.direct : undefined
  const fits = direct !== undefined && direct.required <= 2 && direct.most >= 2
  return fits ? direct.run(a, b) : pythonCall(fn, [a, b])
}

export function call3(fn: Value, a: Value, b: Value, c: Value): Value {
  if (typeof fn === 'function') {
    const { direct } = fn
    const fits = direct !== undefined && direct.required <= 3 && direct.most >= 3
    return fits ? direct.run(a, b, c) : fn(a, b, c)
  }
  if (fn instanceof Macro && fn.direct >= 3) return fn.run(a, b, c)
  const direct = fn instanceof PyType ? fn.direct : undefined
  const fits = direct !== undefined && direct.required <= 3 && direct.most >= 3
  return fits ? direct.run(a, b, c) : pythonCall(fn, [a, b, c])
}

/** Macros may have a dozen parameters. */
export function callMany(fn: Value, ...args: Value[]): Value {
  return fn instanceof Macro && fn.direct >= args.length ? fn.run(...args) : pythonCall(fn, args)
}

/*
 * `{{ fn(…) }}` where the text of the render is followed: a macro writes its text itself.
 */

export function write0(flow: Flow, fn: Value): string {
  return fn instanceof Macro && fn.direct >= 0 ? fn.write() : flow.value(call0(fn))
}

export function write1(flow: Flow, fn: Value, a: Value): string {
  return fn instanceof Macro && fn.direct >= 1 ? fn.write(a) : flow.value(call1(fn, a))
}

export function write2(flow: Flow, fn: Value, a: Value, b: Value): string {
  return fn instanceof Macro && fn.direct >= 2 ? fn.write(a, b) : flow.value(call2(fn, a, b))
}

export function write3(flow: Flow, fn: Value, a: Value, b: Value, c: Value): string {
  return fn instanceof Macro && fn.direct >= 3 ? fn.write(a, b, c) : flow.value(call3(fn, a, b, c))
}

export function writeMany(flow: Flow, fn: Value, ...args: Value[]): string {
  if (fn instanceof Macro && fn.direct >= args.length) return fn.write(...args)
  return flow.value(pythonCall(fn, args))
}

/** A call where text may have to be escaped: what a macro gives is safe then. */
export function callEscaping(runtime: Runtime, fn: Value, args: readonly (Value | Kwargs)[]): Value {
  const result = pythonCall(fn, args)
  return runtime.autoescape && fn instanceof Macro ? new Markup(String(result)) : result
}
