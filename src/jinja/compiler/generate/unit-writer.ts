import { Float } from '../../../kernel/index.ts'
import { FILTERS } from '../../filters/index.ts'
import {
  type FilterFn,
  repr,
  type TestFn,
  Undefined,
  type UndefinedKind,
  type Value,
} from '../../python/ops.ts'
import { TESTS } from '../../tests/index.ts'
import { reads } from '../scope/analyse.ts'
import type { Counter } from '../scope/scope.ts'
import { locate, type Source, templateError } from '../source.ts'
import type { Constant, Stmt } from '../syntax/nodes.ts'
import { type Code, plain, quote } from './code.ts'
import { FunctionWriter } from './function-writer.ts'

/** What the compiler needs to know of the environment. */
export interface Settings {
  readonly undefinedKind: UndefinedKind
  /** Is there a `$flow` that brings the text into a form as it is rendered? */
  readonly follows: boolean
  filter(name: string): FilterFn | undefined
  test(name: string): TestFn | undefined
}

/** What all functions of one compiled template share. */
export class UnitWriter {
  readonly source: Source
  readonly settings: Settings
  /** Does the template change the escaping somewhere? */
  readonly escapes: boolean
  /** Have the statements so far an `extends`? `certain` when it stands in no branch. */
  inheritance: 'none' | 'possible' | 'certain' = 'none'
  /** Numbers for JavaScript names, and for scopes. */
  readonly numbers: Counter = { next: 0 }
  readonly scopes: Counter = { next: 0 }
  /** What the code finds as `c0`, `c1`… */
  readonly constants: unknown[] = []
  /** The variables that hold the `loop` of a loop and nothing else. */
  readonly loops = new Set<string>()
  /** Names that the template assigns anywhere: no others can be variables of its own making. */
  readonly assigned: ReadonlySet<string>
  /** Text that is escaped at will is never followed. */
  readonly follows: boolean
  /** The variables that hold what an `import` gave. */
  readonly imports = new Set<string>()
  /** Names that may be globals; the code finds their values as `known[0]`, `known[1]`… */
  readonly names: string[] = []
  readonly #shared = new Map<unknown, string>()
  readonly #mentioned = new Map<string, boolean>()

  constructor(source: Source, settings: Settings, escapes: boolean, assigned: ReadonlySet<string>) {
    this.source = source
    this.settings = settings
    this.escapes = escapes
    this.assigned = assigned
    this.follows = settings.follows && !escapes
  }

  /** The index of a name among those that may be globals. */
  known(name: string): number {
    const index = this.names.indexOf(name)
    return index < 0 ? this.names.push(name) - 1 : index
  }

  /** Is the name read in these statements before it is bound there? Where the text lacks the word, there is no need to look. */
  reads(name: string, body: readonly Stmt[]): boolean {
    return this.#mentions(name) && reads(name, body)
  }

  #mentions(name: string): boolean {
    let mentioned = this.#mentioned.get(name)
    if (mentioned === undefined) {
      mentioned = this.source.text.includes(name)
      this.#mentioned.set(name, mentioned)
    }
    return mentioned
  }

  fn(label: string, definite?: Iterable<string>): FunctionWriter {
    return new FunctionWriter(label, this.numbers, definite)
  }

  fail(message: string, at: number, hint?: string): never {
    throw templateError('E_TEMPLATE_SYNTAX', this.source, at, message, hint === undefined ? {} : { hint })
  }

  /** A value that is made once for the unit. */
  constant(value: unknown): string {
    return `c${this.constants.push(value) - 1}`
  }

  /** As `constant`, for what may be asked for again. */
  shared(value: unknown): string {
    let name = this.#shared.get(value)
    if (name === undefined) {
      name = this.constant(value)
      this.#shared.set(value, name)
    }
    return name
  }

  literal(value: Constant): Code {
    switch (typeof value) {
      case 'string':
        return plain(quote(value), 'text')
      case 'boolean':
        return plain(String(value), 'truth')
      case 'bigint':
        return plain(value < 0n ? `(${value}n)` : `${value}n`)
      case 'number': {
        const exact = Number.isFinite(value)
        return plain(exact ? (value < 0 ? `(${value})` : String(value)) : this.shared(value))
      }
      default:
        return plain(value instanceof Float ? this.shared(value) : 'null')
    }
  }

  /** The variable of a filter. One that does not exist is an error, in a branch only when it runs. */
  filter(name: string, soft: boolean, at: number): string {
    const filter = this.settings.filter(name)
    if (filter !== undefined) return this.shared(filter.place?.() ?? filter)
    if (!soft) this.fail(`No filter named '${name}'.`, at)
    return `$unknown("filter", ${quote(name)})`
  }

  test(name: string, soft: boolean, at: number): string {
    const test = this.settings.test(name)
    if (test !== undefined) return this.shared(test)
    if (!soft) this.fail(`No test named '${name}'.`, at)
    return `$unknown("test", ${quote(name)})`
  }

  /** Is it Jinja's own filter, not one of the same name that the environment was given? */
  isOwnFilter(name: string): boolean {
    return this.settings.filter(name) === FILTERS.get(name)
  }

  /** Is it Jinja's own test, not one of the same name that the environment was given? */
  isOwnTest(name: string): boolean {
    return this.settings.test(name) === TESTS.get(name)
  }

  line(at: number): number {
    return locate(this.source, at).line
  }

  /** The value of an `if` without `else` that is not met; always of the usual kind. */
  noElse(at: number): Code {
    const place = `line ${this.line(at)} in ${repr(this.source.name)}`
    const hint = `the inline if-expression on ${place} evaluated to false and no else section was defined.`
    return plain(this.constant(new Undefined('default', { hint })))
  }

  /** undefined where it is the usual kind. */
  get undefinedKind(): UndefinedKind | undefined {
    const { undefinedKind } = this.settings
    return undefinedKind === 'default' ? undefined : undefinedKind
  }

  /** The last argument of what may give an undefined value, with the comma, where it is not the usual kind. */
  get kind(): string {
    const { undefinedKind } = this.settings
    return undefinedKind === 'default' ? '' : `, ${quote(undefinedKind)}`
  }
}

/** Is this value one that a constant may have? */
export function isConstant(value: Value): value is Constant {
  return value === null || typeof value !== 'object' ? typeof value !== 'function' : value instanceof Float
}
