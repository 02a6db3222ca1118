import { Float, isWellFormed } from '../../kernel/index.ts'
import { bind, defineMethods, signature, splitKeywords } from './arguments.ts'
import { Bytes } from './bytes.ts'
import { call } from './call.ts'
import { LIST_METHODS } from './collection/list-methods.ts'
import { FLOAT_METHODS, INT_METHODS, numberAttribute } from './number/methods.ts'
import { encode } from './text/encoding.ts'
import { formatTemplate } from './text/format.ts'
import { formatValue } from './text/format-value.ts'
import { TEXT_METHODS } from './text/methods.ts'
import { repr } from './text/repr.ts'
import { needText } from './text/text.ts'
import { typeName } from './type-name.ts'
import { Host, type Kwargs, type Method, type Methods, PythonError, type Value } from './types.ts'

/** All methods of `str`. */
export const STR_METHODS: Methods<string> = new Map<string, Method<string>>([
  ...TEXT_METHODS,
  ...defineMethods<string>('str', {
    'encode(encoding?, errors?)': (text, encoding = 'utf-8', errors = 'strict') => {
      const name = needText(encoding, "encode() argument 'encoding'")
      if (name === 'utf-8' && isWellFormed(text)) return Bytes.ofText(text)
      return new Bytes(encode(text, name, needText(errors, "encode() argument 'errors'")))
    },
  }),
  ['format', (text, args) => formatWith(text, args, formatValue)],
  ['format_map', (text, args) => formatMapWith(text, args, formatValue)],
])

/** `template.format(…)`; `format` makes text of each field. */
export function formatWith(
  template: string,
  args: readonly (Value | Kwargs)[],
  format: (value: Value, spec: string) => string,
): string {
  const [positional, keywords] = splitKeywords(args)
  return formatTemplate(template, { positional, keyword: (name) => keywords.get(name), attribute, format })
}

const FORMAT_MAP = signature('str.format_map(mapping, /)')

/** `template.format_map(mapping)`; `format` makes text of each field. */
export function formatMapWith(
  template: string,
  args: readonly (Value | Kwargs)[],
  format: (value: Value, spec: string) => string,
): string {
  const [mapping = null] = bind(FORMAT_MAP, args)
  return formatTemplate(template, {
    positional: [],
    keyword: (name) => mappingItem(mapping, name),
    attribute,
    format,
  })
}

function mappingItem(mapping: Value, name: string): Value {
  const found = mapping instanceof Host ? mapping.getItem(name) : undefined
  if (found === undefined) throw new PythonError('KeyError', repr(name))
  return found
}

/** The attribute of that name, a bound method or a property of Python's; undefined if there is none. */
export function attribute(object: Value, name: string): Value | undefined {
  const method = methodsOf(object)?.get(name)
  if (method) return bound(object, name, method)
  return object instanceof Host ? object.getAttr(name) : numberAttribute(object, name)
}

/** A method to call; AttributeError if there is none of that name. */
export function needMethod(object: Value, name: string): (args: readonly (Value | Kwargs)[]) => Value {
  const found = attribute(object, name)
  if (found !== undefined) return (args) => call(found, args)
  throw new PythonError('AttributeError', `'${typeName(object)}' object has no attribute '${name}'`)
}

function bound(object: Value, name: string, method: Method): Value {
  const run = (...args: (Value | Kwargs)[]): Value => method(object, args)
  Object.defineProperty(run, 'name', { value: name })
  return run
}

/** The methods of a value's type. */
export function methodsOf(object: Value): Methods | undefined {
  switch (typeof object) {
    case 'string':
      return STR_METHODS as Methods<never> as Methods
    case 'number':
      return Number.isInteger(object) ? INT_METHODS : FLOAT_METHODS
    case 'bigint':
    case 'boolean':
      return INT_METHODS
    case 'function':
      return undefined
    default:
  }
  if (object === null) return undefined
  if (Array.isArray(object)) return LIST_METHODS as Methods<never> as Methods
  if (object instanceof Float) return FLOAT_METHODS
  return (object as Host).methods as Methods | undefined
}
