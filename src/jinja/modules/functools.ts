import { call, defineFunction, Kwargs, PythonError, toArray, type Value } from '../python/ops.ts'
import { Namespace, variadic } from './native.ts'

function reduce(fn: Value, iterable: Value, initial?: Value): Value {
  const items = [...toArray(iterable)]
  const first = initial ?? items.shift()
  if (first === undefined) {
    throw new PythonError('TypeError', 'reduce() of empty iterable with no initial value')
  }
  return items.reduce((total, item) => call(fn, [total, item]), first)
}

/** Python's `functools`, as far as templates have functions to hand over. */
export const functoolsModule = new Namespace('functools', {
  reduce: defineFunction('reduce(function, iterable, initial?)', reduce),
  partial: variadic('partial', ([fn, ...fixed], keywords) => {
    if (fn === undefined) throw new PythonError('TypeError', "type 'partial' takes at least one argument")
    return (...args) => {
      const last = args.at(-1)
      const more = last instanceof Kwargs ? last.entries : []
      const given = last instanceof Kwargs ? args.slice(0, -1) : args
      const named = new Map([...keywords, ...more])
      return call(fn, [...fixed, ...given, ...(named.size > 0 ? [Kwargs.from(named)] : [])])
    }
  }),
})
