import type { Flow } from '../../form/flow.ts'
import {
  Cells,
  call,
  Dict,
  type Finder,
  getAttr,
  Host,
  type Kwargs,
  type Method,
  type Methods,
  methodsOf,
  type Shape,
  Undefined,
  type UndefinedKind,
  type Value,
} from '../../python/ops.ts'
import { call0, call1, call2, call3 } from './call.ts'
import type { Globals } from './engine.ts'

/*
 * Places in a template that look something up by name. Each remembers what it found last, for the next look-up
 * is most often of the same kind: then there is nothing to search.
 */

const DICT_METHODS = new Dict().methods

/** `x.name`. */
export class MemberSite implements Finder {
  readonly name: string
  readonly kind: UndefinedKind | undefined
  /** The name is no method of a dict, so that a dict may be asked for the item straight away. */
  readonly isItem: boolean
  /** The object whose attribute it was last, where that will stay what it is. */
  host: Value | undefined = undefined
  value: Value = null
  /** Of `x.y.name`: the x from which `value` will always be reached. */
  root: Value | undefined = undefined
  /** The object whose attributes stand in a dict. */
  owner: Value | undefined = undefined
  attributes: Dict | undefined = undefined
  columns: ReadonlyMap<string, number> | undefined = undefined
  column = 0
  shape: Shape | undefined = undefined
  place: number | undefined = undefined

  constructor(name: string, kind: UndefinedKind | undefined) {
    this.name = asProperty(name)
    this.kind = kind
    this.isItem = !DICT_METHODS.has(name)
  }
}

/** The same text as V8 keeps it for the names of properties: the keys of data are kept so, too, and a Map need not compare them. */
function asProperty(name: string): string {
  return Object.keys({ [name]: null })[0]!
}

export function member(site: MemberSite, object: Value): Value {
  // Before it is known that an object is not of a class, its whole chain of prototypes is walked; hence this order.
  if (object === site.host) return site.value
  if (object === site.owner) {
    const value = site.attributes!.find(site)
    if (value !== undefined) return value
  } else if (object instanceof Cells) {
    const { columns } = object
    if (columns === site.columns) return object.items[site.column]!
    const column = columns.get(site.name)
    if (column !== undefined) {
      site.columns = columns
      site.column = column
      return object.items[column]!
    }
  } else if (object instanceof Dict) {
    const value = site.isItem && object.constructor === Dict ? object.find(site) : undefined
    if (value !== undefined) return value
  } else if (object instanceof Host) {
    const { attributes } = object
    if (attributes !== undefined && !object.methods?.has(site.name)) {
      site.owner = object
      site.attributes = attributes
      const value = attributes.find(site)
      if (value !== undefined) return value
    }
  }
  const value = getAttr(object, site.name, site.kind)
  if (isFixed(object, value)) {
    site.host = object
    site.value = value
  }
  return value
}

/** `x.y.name`, where `first` has just found `x.y`; remembers whether all of it will stay what it is. */
export function path(site: MemberSite, first: MemberSite, root: Value, object: Value): Value {
  const value = member(site, object)
  site.root = root === first.host && object === site.host ? root : undefined
  return value
}

/** `{{ x.name }}` where the text is followed. */
export function writeMember(flow: Flow, site: MemberSite, object: Value): string {
  const value = member(site, object)
  return isHarmless(site, object) ? flow.harmless(value as string) : flow.value(value)
}

/** `{{ x.name | tojson }}` where the text is followed, of what `member` has given. */
export function writeJsonMember(flow: Flow, site: MemberSite, object: Value, value: Value): string {
  return isHarmless(site, object) ? flow.quoted(value as string) : flow.json(value)
}

/** Is what `member` just gave a text of a row that JSON writes as it is? */
function isHarmless(site: MemberSite, object: Value): boolean {
  return object instanceof Cells && object.columns === site.columns && object.isHarmless(site.column)
}

function isFixed(object: Value, value: Value): boolean {
  return object instanceof Host && object.fixed && !(value instanceof Undefined)
}

/** `x.name(…)`. */
export class MethodSite {
  readonly name: string
  readonly kind: UndefinedKind | undefined
  host: Value | undefined = undefined
  value: Value = null
  methods: Methods | undefined = undefined
  method: Method | undefined = undefined
  run: (self: Value, ...args: Value[]) => Value = unset
  /** How many positional arguments `run` may be called with. */
  required = 1
  most = 0

  constructor(name: string, kind: UndefinedKind | undefined) {
    this.name = name
    this.kind = kind
  }
}

/** `{% from "x" import a, b %}`: the values, for as long as the globals are the same. */
export class ImportSite {
  readonly template: string
  readonly names: readonly string[]
  /** The line of the statement, for messages. */
  readonly line: number
  globals: Globals | undefined = undefined
  values: readonly Value[] = []

  constructor(template: string, names: readonly string[], line: number) {
    this.template = template
    this.names = names
    this.line = line
  }
}

function unset(): never {
  throw new Error('a method was called before it was found')
}

export function method0(site: MethodSite, object: Value): Value {
  if (object === site.host) return call0(site.value)
  if (!knows(site, object) || site.required > 0) return callMethod(site, object, [])
  return site.run(object)
}

export function method1(site: MethodSite, object: Value, a: Value): Value {
  if (object === site.host) return call1(site.value, a)
  if (!knows(site, object) || site.required > 1 || site.most < 1) return callMethod(site, object, [a])
  return site.run(object, a)
}

export function method2(site: MethodSite, object: Value, a: Value, b: Value): Value {
  if (object === site.host) return call2(site.value, a, b)
  if (!knows(site, object) || site.required > 2 || site.most < 2) return callMethod(site, object, [a, b])
  return site.run(object, a, b)
}

export function method3(site: MethodSite, object: Value, a: Value, b: Value, c: Value): Value {
  if (object === site.host) return call3(site.value, a, b, c)
  if (!knows(site, object) || site.required > 3 || site.most < 3) return callMethod(site, object, [a, b, c])
  return site.run(object, a, b, c)
}

/** Calls it with whatever arguments. */
export function callMethod(site: MethodSite, object: Value, args: readonly (Value | Kwargs)[]): Value {
  if (object === site.host) return call(site.value, args)
  if (knows(site, object)) return site.method!(object, args)
  const fn = getAttr(object, site.name, site.kind)
  if (isFixed(object, fn)) {
    site.host = object
    site.value = fn
  }
  return call(fn, args)
}

/** Has the object a method of that name, now at hand in the site? */
export function knows(site: MethodSite, object: Value): boolean {
  const methods = methodsOf(object)
  if (methods === undefined) return false
  if (methods === site.methods) return true
  const method = methods.get(site.name)
  if (method === undefined) return false
  site.methods = methods
  site.method = method
  site.run = method.direct?.run ?? unset
  site.required = method.direct?.required ?? 1
  site.most = method.direct?.most ?? 0
  return true
}
