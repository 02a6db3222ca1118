import { LoomError } from '../../kernel/index.ts'
import { BrokenTemplate } from './explain.ts'
import { generate } from './generate/unit.ts'
import type { Settings } from './generate/unit-writer.ts'
import type { Engine, RenderBlock, Unit } from './runtime/engine.ts'
import { KnownNames } from './runtime/known-names.ts'
import { SeenModule } from './runtime/seen-module.ts'
import { SUPPORT } from './runtime/support.ts'
import { refuseUnknownMembers } from './scope/unknown-member.ts'
import { type Source, templateError } from './source.ts'
import { normalise, tokenize } from './syntax/lexer.ts'
import type { Patterns } from './syntax/patterns.ts'
import type { Syntax } from './syntax/settings.ts'
import { parseTemplate } from './syntax/statements.ts'
import { TokenStream } from './syntax/stream.ts'

/** How the templates of one environment are read. */
export interface Language {
  readonly syntax: Syntax
  readonly patterns: Patterns
  readonly settings: Settings
}

/** Compiles a template. BrokenTemplate with E_TEMPLATE_SYNTAX, E_TEMPLATE_LIMIT or E_TEMPLATE_NAME. */
export function compileUnit(engine: Engine, language: Language, name: string, text: string): Unit {
  const source: Source = { name, text: normalise(text, language.syntax) }
  try {
    const tokens = tokenize(source, language.syntax, language.patterns)
    const body = parseTemplate(new TokenStream(source, tokens), language.syntax)
    const { js, constants, names, handsOn, ...facts } = generate(source, body, language.settings)
    refuseUnknownMembers(source, body, engine.globals, names)
    if (facts.escapes) engine.flow?.giveUp()
    const known = new KnownNames(names, language.settings.undefinedKind)
    const { root, blocks } = evaluate(engine, source, js, constants, known)
    const seen = facts.inert && !facts.escapes && !handsOn ? new SeenModule(names) : null
    return { source, root, blocks, ...facts, modules: new WeakMap(), seen }
  } catch (error) {
    if (error instanceof LoomError) throw new BrokenTemplate(error)
    if (!(error instanceof RangeError)) throw error
    // The stack of JavaScript ran out: thousands of operators in one expression.
    const reason = 'the template is too large or nested too deeply'
    const hint = 'split the template or its longest expression'
    throw new BrokenTemplate(templateError('E_TEMPLATE_LIMIT', source, 0, reason, { hint, cause: error }))
  }
}

/** What each compiled template begins with. */
const HEAD = `"use strict"
const {budget, trace: $trace, flow: $flow} = $engine`
const HELPERS = Object.keys(SUPPORT)
const helpers = Object.values(SUPPORT)

interface Functions {
  readonly root: RenderBlock
  readonly blocks: ReadonlyMap<string, RenderBlock>
}

/**
 * Turns generated code into functions. All that comes from the template stands in it as a JSON string, a
 * number, or a variable whose name is built from letters, digits, `_` and `$` behind a prefix of our own.
 */
function evaluate(
  engine: Engine,
  source: Source,
  js: string,
  constants: readonly unknown[],
  known: KnownNames,
): Functions {
  // Parameters cost nothing to hand over; V8 looks for each member of an object that it takes apart.
  const make = new Function(
    ...HELPERS,
    ...constants.map((_, index) => `c${index}`),
    ...['$engine', '$source', '$known'],
    `${HEAD}\n${js}`,
  )
  return make(...helpers, ...constants, engine, source, known)
}
