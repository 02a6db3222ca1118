import {
  type Callable,
  type Direct,
  Kwargs,
  type Method,
  type Methods,
  PythonError,
  type Value,
} from './types.ts'

/** The parameters of a built-in function. */
export interface Signature {
  readonly name: string
  readonly parameters: readonly string[]
  /** How many must be given. */
  readonly required: number
  /** How many can be given by position. */
  readonly positional: number
  /** How many at the beginning cannot be given by name. */
  readonly positionalOnly: number
  /** Written in Python, not in C: the messages differ. */
  readonly python: boolean
}

/**
 * Reads a signature as text: `split(sep?, maxsplit?)`. A question mark says that the parameter has a default,
 * `/` ends those that cannot be named and `*` begins those that must be.
 */
export function signature(text: string, python = false): Signature {
  const open = text.indexOf('(')
  const inside = text.slice(open + 1, -1).trim()
  const parameters: string[] = []
  let required = 0
  let positional: number | undefined
  let positionalOnly = 0
  for (const part of inside === '' ? [] : inside.split(',').map((p) => p.trim())) {
    if (part === '/') positionalOnly = parameters.length
    else if (part === '*') positional = parameters.length
    else {
      if (!part.endsWith('?')) required = parameters.length + 1
      parameters.push(part.replace('?', ''))
    }
  }
  return {
    name: text.slice(0, open),
    parameters,
    required,
    positional: positional ?? parameters.length,
    positionalOnly,
    python,
  }
}

type Arguments = readonly (Value | Kwargs)[]

/**
 * The arguments of a call in the order of the parameters, undefined for those not given; TypeError when they
 * do not fit. Without keywords the very same array comes back. `bound` of the parameters have their value
 * already and are counted in messages only.
 */
export function bind(s: Signature, given: Arguments, bound = 0): readonly (Value | undefined)[] {
  const last = given.length === 0 ? undefined : given[given.length - 1]
  if (!(last instanceof Kwargs)) {
    const count = given.length + bound
    if (count < s.required) missing(s, given.length, bound, undefined)
    if (count > s.positional) tooMany(s, count)
    return given as readonly Value[]
  }
  const positional = given.length - 1
  const { names } = last
  if (positional + bound > s.positional) tooMany(s, positional + bound + names.length)
  const values: (Value | undefined)[] = []
  for (let i = 0; i < s.parameters.length - bound; i++) {
    values.push(i < positional ? (given[i] as Value) : undefined)
  }
  for (let i = 0; i < names.length; i++) {
    const name = names[i]!
    const index = s.parameters.indexOf(name)
    if (index < s.positionalOnly) unexpected(s, name)
    const place = index - bound
    if (place < 0 || place < positional) twice(s, name, index)
    values[place] = last.values[i]
  }
  for (let i = 0; i < s.required - bound; i++) {
    if (values[i] === undefined) missing(s, positional, bound, values)
  }
  return values
}

/** Positional arguments and keywords apart, for a function that takes any of both. */
export function splitKeywords(given: Arguments): [Value[], ReadonlyMap<string, Value>] {
  const last = given[given.length - 1]
  return last instanceof Kwargs ? [given.slice(0, -1) as Value[], last.entries] : [given as Value[], NONE]
}

const NONE: ReadonlyMap<string, Value> = new Map()

/** A function of Python's with checked arguments: `defineFunction('sqrt(x, /)', (x) => …)`. */
export function defineFunction(text: string, run: (...args: Value[]) => Value): Callable {
  const s = signature(text)
  const call = (...given: (Value | Kwargs)[]) => run(...(bind(s, given) as Value[]))
  Object.defineProperty(call, 'name', { value: s.name })
  return Object.assign(call, { direct: directOf(s, run) })
}

/** What a call needs to know to hand over arguments in their places. */
export function directOf<Run>(s: Signature, run: Run): Direct<Run> {
  const { required, positional: most, parameters, positionalOnly } = s
  return { run, required, most, parameters, positionalOnly }
}

type Implementation<Self> = (self: Self, ...args: Value[]) => Value

/** Methods by signature, `'split(sep?, maxsplit?)': (text, sep = null, maxsplit = -1) => …`. */
export function defineMethods<Self>(
  typeName: string,
  table: Readonly<Record<string, Implementation<Self>>>,
): Methods<Self> {
  const methods = new Map<string, Method<Self>>()
  for (const [text, run] of Object.entries(table)) {
    const s = signature(`${typeName}.${text}`)
    const method = (self: Self, given: Arguments): Value => run(self, ...(bind(s, given) as Value[]))
    methods.set(text.slice(0, text.indexOf('(')), Object.assign(method, { direct: directOf(s, run) }))
  }
  return methods
}

function fail(message: string): never {
  throw new PythonError('TypeError', message)
}

const plural = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`

/** `str.split` is called `split` in most messages of C functions. */
const shortName = (s: Signature): string => s.name.slice(s.name.lastIndexOf('.') + 1)

function tooMany(s: Signature, count: number): never {
  const { required, positional: most, parameters } = s
  if (s.python) {
    const takes =
      required === most
        ? plural(most, 'positional argument')
        : `from ${required} to ${most} positional arguments`
    fail(`${s.name}() takes ${takes} but ${count} ${count === 1 ? 'was' : 'were'} given`)
  }
  wrongCount(s, count, parameters.length)
}

function wrongCount(s: Signature, count: number, most: number): never {
  const { required } = s
  if (most === 0) fail(`${s.name}() takes no arguments (${count} given)`)
  if (most === 1 && s.positionalOnly === 1) {
    if (required === 1) fail(`${s.name}() takes exactly one argument (${count} given)`)
    fail(`${shortName(s)} expected at most 1 argument, got ${count}`)
  }
  if (s.positionalOnly < most)
    fail(`${shortName(s)}() takes at most ${plural(most, 'argument')} (${count} given)`)
  const bound = required === most ? '' : count < required ? 'at least ' : 'at most '
  fail(
    `${shortName(s)} expected ${bound}${plural(count < required ? required : most, 'argument')}, got ${count}`,
  )
}

function missing(
  s: Signature,
  count: number,
  bound: number,
  values: readonly (Value | undefined)[] | undefined,
): never {
  const absent: string[] = []
  for (let i = 0; i < s.required - bound; i++) {
    if (values ? values[i] === undefined : i >= count) absent.push(s.parameters[i + bound]!)
  }
  if (s.python) {
    const names = absent.map((name) => `'${name}'`)
    const list =
      names.length < 3 ? names.join(' and ') : `${names.slice(0, -1).join(', ')}, and ${names.at(-1)}`
    fail(
      `${s.name}() missing ${absent.length} required positional argument${absent.length === 1 ? '' : 's'}: ${list}`,
    )
  }
  if (s.positionalOnly === s.parameters.length) wrongCount(s, count, s.parameters.length)
  const position = s.parameters.indexOf(absent[0]!) + 1
  fail(`${shortName(s)}() missing required argument '${absent[0]}' (pos ${position})`)
}

function unexpected(s: Signature, name: string): never {
  if (s.python) fail(`${s.name}() got an unexpected keyword argument '${name}'`)
  if (s.positionalOnly === s.parameters.length) fail(`${s.name}() takes no keyword arguments`)
  fail(`'${name}' is an invalid keyword argument for ${shortName(s)}()`)
}

function twice(s: Signature, name: string, index: number): never {
  if (s.python) fail(`${s.name}() got multiple values for argument '${name}'`)
  fail(`argument for ${shortName(s)}() given by name ('${name}') and position (${index + 1})`)
}
