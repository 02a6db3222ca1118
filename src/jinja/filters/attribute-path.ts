import { getItem } from '../python/access.ts'
import { Cells } from '../python/collection/cells.ts'
import { Dict } from '../python/collection/dict.ts'
import type { Finder } from '../python/collection/shape.ts'
import type { Runtime } from '../python/runtime.ts'
import { isDigit } from '../python/text/character.ts'
import { asText } from '../python/text/text.ts'
import type { Value } from '../python/types.ts'
import { Undefined, type UndefinedKind } from '../python/undefined.ts'

/** Reads something of an element: `attribute='address.city'` as a function. */
export type Getter = (item: Value) => Value

/** The parts of paths that came up before. */
const known = new Map<string, readonly Value[]>()
const MOST_KNOWN = 1000

function parts(attribute: Value): readonly Value[] {
  const text = asText(attribute)
  if (text === undefined) return [attribute]
  let path = known.get(text)
  if (path === undefined) {
    path = text.split('.').map((part) => (isDigit(part) ? Number(part) : part))
    if (known.size === MOST_KNOWN) known.clear()
    known.set(text, path)
  }
  return path
}

const itself: Getter = (item) => item

/** Getters of names that came up before. */
const readers: Readonly<Record<UndefinedKind, Map<string, Getter>>> = {
  default: new Map(),
  strict: new Map(),
  chainable: new Map(),
}

function reader(key: Value, kind: UndefinedKind): Getter {
  if (typeof key !== 'string' || key.startsWith('\0')) return (item) => getItem(item, key, kind)
  const all = readers[kind]
  const known = all.get(key)
  if (known !== undefined) return known
  const read = named(key, kind)
  if (all.size === MOST_KNOWN) all.clear()
  all.set(key, read)
  return read
}

/** Elements are most often rows of one table or dicts of one literal: where the name stands there is remembered. */
function named(name: string, kind: UndefinedKind): Getter {
  const finder: Finder = { name, shape: undefined, place: undefined }
  let columns: Cells['columns'] | undefined
  let column: number | undefined
  return (item) => {
    if (item instanceof Cells) {
      if (item.columns !== columns) {
        columns = item.columns
        column = columns.get(name)
      }
      if (column !== undefined) return item.items[column]!
    } else if (item instanceof Dict && item.constructor === Dict) {
      const found = item.find(finder)
      if (found !== undefined) return found
    }
    return getItem(item, name, kind)
  }
}

/** The getter of a dotted path, whose integer parts are indexes; None reads the element itself. */
export function getter(rt: Runtime, attribute: Value, otherwise: Value = null, after?: Getter): Getter {
  if (attribute === null) return after ?? itself
  const path = parts(attribute)
  const kind = rt.undefinedKind
  if (path.length === 1 && otherwise === null) {
    const read = reader(path[0]!, kind)
    return after === undefined ? read : (item) => after(read(item))
  }
  return (item) => {
    let found = item
    for (const part of path) {
      found = getItem(found, part, kind)
      if (otherwise !== null && found instanceof Undefined) found = otherwise
    }
    return after === undefined ? found : after(found)
  }
}

/** The getter of one path, or of several with commas between: then a list of what each of them reads. */
export function multiGetter(rt: Runtime, attribute: Value, after?: Getter): Getter {
  const text = asText(attribute)
  if (!text?.includes(',')) return getter(rt, attribute, null, after)
  const getters = text.split(',').map((path) => getter(rt, path, null, after))
  return (item) => getters.map((get) => get(item))
}

/** Text in lower case, all else as it is: what sorts and compares without regard to case. */
export function ignoreCase(value: Value): Value {
  return typeof value === 'string' ? value.toLowerCase() : (asText(value)?.toLowerCase() ?? value)
}
