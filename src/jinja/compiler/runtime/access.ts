import { Dict, getAttr, type UndefinedKind, type Value } from '../../python/ops.ts'

const DICT_METHODS = new Dict().methods

/** May this be read of a dict without a look at its methods? */
export function isNoDictMethod(name: string): boolean {
  return !DICT_METHODS.has(name)
}

/** `a.name` for a name that is no method of a dict: what most templates read most. */
export function member(object: Value, name: string, kind?: UndefinedKind): Value {
  if (object instanceof Dict && object.constructor === Dict) {
    const value = object.get(name)
    if (value !== undefined) return value
  }
  return getAttr(object, name, kind)
}
