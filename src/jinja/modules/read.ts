import { asInt, type Int } from '../python/number/kind.ts'
import { asFloat, Markup, PythonError, toArray, typeName, type Value } from '../python/ops.ts'

/** Readers of arguments: each gives a plain JavaScript value or raises what Python would raise. */

/** An int of any size. TypeError for anything else, floats included. */
export function integer(value: Value): Int {
  const found = asInt(value)
  if (found !== undefined) return found
  throw new PythonError('TypeError', `'${typeName(value)}' object cannot be interpreted as an integer`)
}

/** An int that is used to count or index. OverflowError beyond ±(2^53 − 1). */
export function index(value: Value): number {
  const int = integer(value)
  if (typeof int === 'number') return int
  throw new PythonError('OverflowError', 'Python int too large to convert to C ssize_t')
}

/** An int or a float, as a double. */
export function real(value: Value): number {
  const found = asFloat(value)
  if (found === undefined) throw new PythonError('TypeError', `must be real number, not ${typeName(value)}`)
  if (typeof value === 'bigint' && !Number.isFinite(found)) {
    throw new PythonError('OverflowError', 'int too large to convert to float')
  }
  return found
}

/** A str, or Markup, which is one. */
export function text(value: Value, what = 'argument'): string {
  if (typeof value === 'string') return value
  if (value instanceof Markup) return value.toText()
  throw new PythonError('TypeError', `${what} must be str, not ${typeName(value)}`)
}

/** The elements of anything that can be iterated, as a list of their own. */
export function list(value: Value): Value[] {
  return [...toArray(value)]
}
