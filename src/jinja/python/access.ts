import { attribute, methodsOf } from './attribute.ts'
import { call } from './call.ts'
import { Dict } from './collection/dict.ts'
import { sliceItems } from './collection/slice.ts'
import { asInt } from './number/kind.ts'
import { characterAt } from './text/code-points.ts'
import { sliceText } from './text/slice.ts'
import { asText } from './text/text.ts'
import { typeName } from './type-name.ts'
import { Host, type Kwargs, PythonError, type Value } from './types.ts'
import { Undefined, type UndefinedKind } from './undefined.ts'

/** `a.name` as Jinja means it: the attribute, else the item, else undefined. */
export function getAttr(object: Value, name: string, kind: UndefinedKind = 'default'): Value {
  // No `??` here: null is None, a value like any other.
  const found = attribute(object, name)
  if (found !== undefined) return found
  const other = item(object, name)
  return other === undefined ? new Undefined(kind, { object, name }) : other
}

/** `a[key]` as Jinja means it: the item, else the attribute of that name, else undefined. */
export function getItem(object: Value, key: Value, kind: UndefinedKind = 'default'): Value {
  const found = item(object, key)
  if (found !== undefined) return found
  const name = asText(key)
  const other = name === undefined ? undefined : attribute(object, name)
  return other === undefined ? new Undefined(kind, { object, name: key }) : other
}

/** Calls a method without making a bound function of it first. */
export function callMethod(
  object: Value,
  name: string,
  args: readonly (Value | Kwargs)[],
  kind: UndefinedKind = 'default',
): Value {
  const method = methodsOf(object)?.get(name)
  return method ? method(object, args) : call(getAttr(object, name, kind), args)
}

function item(object: Value, key: Value): Value | undefined {
  if (object instanceof Host) {
    try {
      return object.getItem(key)
    } catch (error) {
      // An unhashable key is a TypeError in Python, which Jinja takes for «no such item».
      if (error instanceof PythonError && error.type === 'TypeError') return undefined
      throw error
    }
  }
  if (!Array.isArray(object) && typeof object !== 'string') return undefined
  const index = asInt(key)
  if (typeof index !== 'number') return undefined
  if (typeof object === 'string') return characterAt(object, index)
  return object[index < 0 ? index + object.length : index]
}

/** `a[start:stop:step]`, null where nothing was written. TypeError of what cannot be sliced, as Jinja has it. */
export function slice(object: Value, start: Value, stop: Value, step: Value): Value {
  if (typeof object === 'string') return sliceText(object, start, stop, step)
  if (Array.isArray(object)) return sliceItems(object, start, stop, step)
  const part = object instanceof Host ? object.slice(start, stop, step) : undefined
  if (part !== undefined) return part
  const message =
    object instanceof Dict ? "unhashable type: 'slice'" : `'${typeName(object)}' object is not subscriptable`
  throw new PythonError('TypeError', message)
}
