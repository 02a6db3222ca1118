import { callMethod, Dict, defineFunction, Host, NamedTuple, Tuple, type Value } from '../python/ops.ts'
import { Namespace } from './native.ts'

function copy(value: Value): Value {
  if (Array.isArray(value)) return [...value]
  return value instanceof Host && value.methods?.has('copy') ? callMethod(value, 'copy', []) : value
}

/** What occurs twice in a value occurs twice in its copy, too, so that one that contains itself has an end. */
function deepCopy(value: Value, known: Map<Value, Value>): Value {
  const before = known.get(value)
  if (before !== undefined) return before
  if (Array.isArray(value)) {
    const items: Value[] = []
    known.set(value, items)
    for (const item of value) items.push(deepCopy(item, known))
    return items
  }
  if (value instanceof Dict) {
    const made = callMethod(value, 'copy', []) as Dict
    known.set(value, made)
    for (const [key, item] of [...value.entries()]) made.set(key, deepCopy(item, known))
    return made
  }
  if (value instanceof Tuple) {
    const items = value.items.map((item) => deepCopy(item, known))
    return value instanceof NamedTuple
      ? new NamedTuple(value.typeName, value.fields, items)
      : new Tuple(items)
  }
  return copy(value)
}

/** Python's `copy`. Values that never change are their own copies, and so are those of the host. */
export const copyModule = new Namespace('copy', {
  copy: defineFunction('copy(x)', copy),
  deepcopy: defineFunction('deepcopy(x, memo?)', (value) => deepCopy(value, new Map())),
})
