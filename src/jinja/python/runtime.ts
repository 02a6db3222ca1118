import type { Rng } from '../../kernel/index.ts'
import type { Signature } from './arguments.ts'
import type { Kwargs, Value } from './types.ts'
import type { Undefined, UndefinedKind, UndefinedOrigin } from './undefined.ts'

/** A Jinja filter: the value on the left of `|`, then the arguments as in `Callable`. */
export interface FilterFn {
  (rt: Runtime, value: Value, ...args: (Value | Kwargs)[]): Value
  readonly direct?: DirectFilter
  /** Makes one for a single place in a template, which remembers what it worked out there. */
  readonly place?: () => FilterFn
  /** Of a filter that is lazy: all that it would give, in a list of its own, for where all of it is taken at once. */
  readonly eager?: (rt: Runtime, value: Value, ...args: (Value | Kwargs)[]) => Value[]
}

/** A short cut for arguments that fit the signature, whose first `bound` parameters Jinja itself gives. */
export interface DirectFilter {
  run(rt: Runtime, value: Value, ...args: (Value | undefined)[]): Value
  readonly signature: Signature
  readonly bound: number
}

/** A Jinja test: the value on the left of `is`, then the arguments as in `Callable`. */
export interface TestFn {
  (rt: Runtime, value: Value, ...args: (Value | Kwargs)[]): boolean
  /** A short cut for one argument, given by its place. */
  readonly direct?: (value: Value, other: Value) => boolean
}

/** Settings of Jinja's environment that filters read; names and meaning are those of Jinja's policies. */
export interface Policies {
  readonly truncateLeeway: number
  readonly urlizeRel: string | null
  readonly urlizeTarget: string | null
  readonly urlizeExtraSchemes: readonly string[]
  readonly jsonSortKeys: boolean
}

export const DEFAULT_POLICIES: Policies = {
  truncateLeeway: 5,
  urlizeRel: 'noopener',
  urlizeTarget: null,
  urlizeExtraSchemes: [],
  jsonSortKeys: true,
}

/** The door through which filters and tests reach the environment and the template that runs. */
export interface Runtime {
  readonly undefinedKind: UndefinedKind
  readonly autoescape: boolean
  /** The stream that the `random` filter draws from. */
  readonly rng: Rng
  readonly policies: Policies
  /** What `wordwrap` joins lines with. */
  readonly newline: string
  /** An undefined value of this environment's kind. */
  undefined(origin: UndefinedOrigin): Undefined
  /** The filter of that name; undefined if there is none. */
  filter(name: string): FilterFn | undefined
  /** The test of that name; undefined if there is none. */
  test(name: string): TestFn | undefined
}
