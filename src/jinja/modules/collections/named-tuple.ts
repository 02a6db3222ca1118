import { bind, signature } from '../../python/arguments.ts'
import {
  type Callable,
  defineFunction,
  iterate,
  NamedTuple,
  type PyType,
  PythonError,
  Tuple,
  type Value,
} from '../../python/ops.ts'
import { classOf } from '../native.ts'
import { list, text } from '../read.ts'

/** `collections.namedtuple(name, fields, defaults=…)`: a class of tuples with names. */
export function namedTuple(name: Value, fields: Value, defaults: Value = null): PyType {
  const names =
    typeof fields === 'string' ? fields.split(/[\s,]+/).filter((field) => field !== '') : list(fields)
  const checked = names.map((field) => text(field, 'field name'))
  for (const field of checked) {
    if (!/^[A-Za-z][A-Za-z0-9_]*$/.test(field)) {
      throw new PythonError(
        'ValueError',
        `Field names must be identifiers and not begin with '_': '${field}'`,
      )
    }
  }
  if (new Set(checked).size < checked.length) {
    throw new PythonError('ValueError', 'Encountered duplicate field name')
  }
  const typeName = text(name, 'typename')
  const fallback = defaults === null ? [] : list(defaults)
  const optionalFrom = checked.length - fallback.length
  if (optionalFrom < 0) throw new PythonError('TypeError', 'Got more default values than field names')
  const parameters = checked.map((field, i) => (i < optionalFrom ? field : `${field}?`)).join(', ')
  const s = signature(`${typeName}(${parameters})`, true)
  const construct: Callable = (...given) => {
    const values = bind(s, given)
    return new NamedTuple(
      typeName,
      checked,
      checked.map((_, i) => values[i] ?? fallback[i - optionalFrom]!),
    )
  }
  return classOf(typeName, construct, {
    _make: defineFunction('_make(iterable)', (items) => construct(...iterate(items))),
    _fields: new Tuple(checked),
  })
}
