import { LoomError, type Rng } from '../kernel/index.ts'
import { BrokenTemplate, explain, NAMES } from './compiler/explain.ts'
import { standardGlobals } from './compiler/globals/index.ts'
import { Budget } from './compiler/runtime/budget.ts'
import { Context } from './compiler/runtime/context.ts'
import type { Engine, Globals, MutableRuntime, Unit } from './compiler/runtime/engine.ts'
import { run } from './compiler/runtime/run.ts'
import { Trace } from './compiler/runtime/trace.ts'
import { patterns } from './compiler/syntax/patterns.ts'
import { DEFAULT_SYNTAX, type Syntax } from './compiler/syntax/settings.ts'
import { compileUnit, type Language } from './compiler/unit.ts'
import { FILTERS } from './filters/index.ts'
import { Flow } from './form/flow.ts'
import {
  DEFAULT_POLICIES,
  type FilterFn,
  type TestFn,
  Undefined,
  type UndefinedKind,
  type UndefinedOrigin,
  type Value,
} from './python/ops.ts'
import { TESTS } from './tests/index.ts'

/** Bounds of one render; going beyond one is E_TEMPLATE_LIMIT. */
export interface Limits {
  /** Length of the text of one template, macro or block, in characters (UTF-16 units). Default 64 Mi. */
  readonly output: number
  /** Rounds of all loops of one render together. Default 10 million. */
  readonly iterations: number
  /** Macros, includes, imports, blocks and recursive loops inside one another. Default 200, at most 400. */
  readonly depth: number
}

export interface EnvironmentOptions extends Partial<Omit<Syntax, 'doStatement' | 'loopControls'>> {
  /**
   * The text of a template, undefined when there is none. Names are relative to the root with `/` as the
   * separator; a name that would leave the root (`..`, an absolute path) is never asked for.
   */
  load(name: string): string | undefined
  /** Visible in every template, also in those imported without context. */
  readonly globals?: Readonly<Record<string, Value>>
  /**
   * The form that text is brought into while it is rendered, see `isFormed`. `json`: one JSON value (RFC 8259)
   * with a blank behind each comma and each colon and no others between tokens, as `{"a": 1, "b": [1, 2]}`.
   */
  readonly form?: 'json' | undefined
  /** In addition to Jinja's own; the same name replaces. */
  readonly filters?: Readonly<Record<string, FilterFn>>
  readonly tests?: Readonly<Record<string, TestFn>>
  /** What a missing variable, attribute or item is. Default `default`. */
  readonly undefined?: UndefinedKind
  /** Jinja's extensions; both are on unless switched off. */
  readonly extensions?: { readonly do?: boolean; readonly loopcontrols?: boolean }
  /** What the `random` filter and `lipsum` draw from. */
  readonly rng: Rng
  readonly limits?: Partial<Limits>
}

/** Templates that share a loader, globals and settings. Sources are compiled once, at first use. */
export interface Environment {
  /**
   * Is the text that was rendered last in the form that was asked for? If not, it is as the template made it:
   * there was no form, or the text is not of it or too intricate to tell.
   */
  readonly isFormed: boolean
  /**
   * The template of that name. `locals` are globals of this template only: unlike what `render` is given
   * they are visible in the macros that it imports. E_TEMPLATE_NOT_FOUND, E_TEMPLATE_SYNTAX, E_TEMPLATE_LIMIT.
   */
  template(name: string, locals?: Readonly<Record<string, Value>>): Template
  /** A template from its text. E_TEMPLATE_SYNTAX, E_TEMPLATE_LIMIT. */
  compile(source: string, name?: string): Template
}

export interface Template {
  readonly name: string
  /**
   * The text of the template with these variables. E_TEMPLATE_RENDER, E_TEMPLATE_LIMIT, E_TEMPLATE_NOT_FOUND
   * and E_TEMPLATE_SYNTAX of what it imports. What a host function throws comes out as it is, unless it is a
   * PythonError.
   */
  render(context: Readonly<Record<string, Value>>): string
}

const DEFAULT_LIMITS: Limits = { output: 2 ** 26, iterations: 10_000_000, depth: 200 }

export function environment(options: EnvironmentOptions): Environment {
  const { load, rng, undefined: kind = 'default' } = options
  const filters = new Map([...FILTERS, ...Object.entries(options.filters ?? {})])
  const tests = new Map([...TESTS, ...Object.entries(options.tests ?? {})])
  const syntax = syntaxOf(options)
  const language: Language = {
    syntax,
    patterns: patterns(syntax),
    settings: {
      undefinedKind: kind,
      follows: options.form !== undefined,
      filter: (name) => filters.get(name),
      test: (name) => tests.get(name),
    },
  }
  const freshRuntime = (): MutableRuntime => ({
    undefinedKind: kind,
    autoescape: false,
    rng,
    policies: DEFAULT_POLICIES,
    newline: '\n',
    undefined: (origin: UndefinedOrigin) => new Undefined(kind, origin),
    filter: (name) => filters.get(name),
    test: (name) => tests.get(name),
  })
  const units = new Map<string, Unit | undefined>()
  const engine: Engine = {
    budget: new Budget({ ...DEFAULT_LIMITS, ...options.limits }),
    trace: new Trace(),
    flow: options.form === undefined ? null : new Flow(),
    globals: withoutPrototype(standardGlobals(rng), options.globals),
    runtime: freshRuntime(),
    freshRuntime,
    find(name) {
      const known = units.get(name)
      if (known !== undefined) return known
      const path = pathOf(name)
      if (path === undefined || units.has(path)) return path === undefined ? undefined : units.get(path)
      const text = load(path)
      const unit = text === undefined ? undefined : compileUnit(engine, language, path, text)
      units.set(path, unit)
      return unit
    },
  }
  return {
    get isFormed() {
      return engine.flow?.isWhole ?? false
    },
    template(name, locals) {
      const unit = plainly(() => engine.find(name))
      if (unit === undefined) {
        throw new LoomError('E_TEMPLATE_NOT_FOUND', `there is no template '${name}'`, { hint: NAMES })
      }
      const globals = locals === undefined ? engine.globals : withoutPrototype(engine.globals, locals)
      return templateOf(engine, unit, globals)
    },
    compile(source, name = '<template>') {
      const unit = plainly(() => compileUnit(engine, language, name, source))
      return templateOf(engine, unit, engine.globals)
    },
  }
}

/** A template that does not compile is told as it is where nobody else used it. */
function plainly<T>(make: () => T): T {
  try {
    return make()
  } catch (error) {
    throw error instanceof BrokenTemplate ? error.problem : error
  }
}

function templateOf(engine: Engine, unit: Unit, globals: Globals): Template {
  const { budget, trace, flow } = engine
  return {
    name: unit.source.name,
    render(variables) {
      const { depth } = budget
      // A render inside another, through a host function, spends the same budget.
      if (depth === 0) budget.left = budget.limits.iterations
      const held = depth === 0 || flow === null ? null : flow.pause()
      if (depth === 0) flow?.begin()
      try {
        const text = run(new Context(engine, unit, variables, globals))
        if (flow === null) return text
        if (depth > 0) return flow.resume(held, text)
        return flow.isWhole ? text : flow.asItWas(text)
      } catch (error) {
        throw explain(error, trace.take(error), unit.source)
      } finally {
        budget.depth = depth
      }
    },
  }
}

/** The name with single slashes and without `.`; undefined if it leaves the root. */
function pathOf(name: string): string | undefined {
  const parts = name.split('/')
  if (name.startsWith('/') || name.includes('\\') || name.includes('\0') || parts.includes('..'))
    return undefined
  const path = parts.filter((part) => part !== '' && part !== '.').join('/')
  return path === '' ? undefined : path
}

function withoutPrototype(...sources: (Globals | undefined)[]): Globals {
  return Object.assign(Object.create(null), ...sources)
}

function syntaxOf(options: EnvironmentOptions): Syntax {
  const { extensions } = options
  const given = Object.keys(DEFAULT_SYNTAX).flatMap((key) => {
    const value = options[key as keyof EnvironmentOptions & keyof Syntax]
    return value === undefined ? [] : [[key, value]]
  })
  return {
    ...DEFAULT_SYNTAX,
    ...Object.fromEntries(given),
    doStatement: extensions?.do ?? true,
    loopControls: extensions?.loopcontrols ?? true,
  }
}
