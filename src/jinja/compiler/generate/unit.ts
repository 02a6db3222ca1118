import { analyse, bindings } from '../scope/analyse.ts'
import { Scope } from '../scope/scope.ts'
import type { Source } from '../source.ts'
import { statementsWithin } from '../syntax/children.ts'
import type { Block, Stmt } from '../syntax/nodes.ts'
import { quote } from './code.ts'
import { enter, INHERITED } from './enter.ts'
import { fold } from './fold.ts'
import { changed, type Frame } from './frame.ts'
import { ENTER, type FunctionWriter, leave } from './function-writer.ts'
import { statements } from './statement.ts'
import { type Settings, UnitWriter } from './unit-writer.ts'

/** A template as JavaScript. */
interface Generated {
  /** The body of a function that gives `{ root, blocks }`. */
  readonly js: string
  /** What the code knows as `c0`, `c1`… */
  readonly constants: readonly unknown[]
  readonly escapes: boolean
  readonly keepsVars: boolean
  readonly inert: boolean
  /** Names that may be globals, in the order in which the code numbers them. */
  readonly names: readonly string[]
  readonly handsOn: boolean
}

const CONTEXT = ['const rt = ctx.runtime, given = ctx.seen, known = $known.of(ctx.globals)', 'let out = ""']

export function generate(source: Source, body: readonly Stmt[], settings: Settings): Generated {
  const all = statementsWithin(body)
  const assigned = new Set<string>()
  for (const statement of all) for (const name of bindings(statement)) assigned.add(name)
  const unit = new UnitWriter(
    source,
    settings,
    all.some(({ kind }) => kind === 'Autoescape'),
    assigned,
  )
  const blocks = new Map<string, { variable: string; block: Block }>()
  for (const block of all) {
    if (block.kind !== 'Block') continue
    if (blocks.has(block.name)) unit.fail(`block '${block.name}' defined twice`, block.at)
    blocks.set(block.name, { variable: `b${blocks.size}`, block })
  }
  const extending = all.some(({ kind }) => kind === 'Extends')
  const functions = [writeRoot(unit, body, extending)]
  for (const { variable, block } of blocks.values()) functions.push(writeBlock(unit, variable, block))
  const entries = Array.from(blocks, ([name, { variable }]) => `[${quote(name)}, ${variable}]`)
  return {
    js: `${functions.join('\n')}\nreturn { root, blocks: new Map([${entries.join(', ')}]) }`,
    constants: unit.constants,
    escapes: unit.escapes,
    keepsVars: extending || blocks.size > 0,
    inert: body.every(isInert),
    names: unit.names,
    handsOn: all.some(handsOn) || unit.names.some((name) => INHERITED.has(name)),
  }
}

function frameOf(unit: UnitWriter, fn: FunctionWriter, changes: Partial<Frame>): Frame {
  const frame: Frame = {
    scope: new Scope(unit.scopes, null),
    fn,
    out: 'out',
    toplevel: false,
    rootlevel: false,
    soft: false,
    inLoop: false,
    checksParent: false,
    escaping: false,
    followed: unit.follows,
  }
  return changed(frame, changes)
}

function writeRoot(unit: UnitWriter, body: readonly Stmt[], extending: boolean): string {
  const fn = unit.fn('')
  const frame = frameOf(unit, fn, { toplevel: true, rootlevel: true, checksParent: extending })
  if (unit.reads('self', body)) parameter(frame, 'self', '$self(ctx)')
  analyse(frame.scope, body)
  enter(unit, frame)
  statements(unit, frame, body)
  if (extending) fn.line('if (parent !== null) out += $run(ctx, parent)')
  fn.line('return out')
  const prologue = [...CONTEXT, 'const vars = ctx.vars', ...(extending ? ['let parent = null'] : [])]
  return fn.assemble('function root(ctx)', [], prologue, [])
}

function writeBlock(unit: UnitWriter, variable: string, block: Block): string {
  const fn = unit.fn(`block '${block.name}'`)
  const frame = frameOf(unit, fn, {})
  if (unit.reads('self', block.body)) parameter(frame, 'self', '$self(ctx)')
  if (unit.reads('super', block.body))
    parameter(frame, 'super', `$super(ctx, ${quote(block.name)}, ${variable})`)
  analyse(frame.scope, block.body)
  enter(unit, frame)
  statements(unit, frame, block.body)
  fn.line(`return ${leave('out')}`)
  return fn.assemble(`function ${variable}(ctx)`, [], CONTEXT, [ENTER])
}

/** A name that the function itself gives a meaning. */
function parameter(frame: Frame, name: string, value: string): void {
  const variable = frame.fn.declare(frame.scope.parameter(name))
  frame.fn.line(`${variable} = ${value}`)
  frame.fn.assigned(variable)
}

/** Does it let other templates see what this one sees? */
function handsOn(statement: Stmt): boolean {
  switch (statement.kind) {
    case 'Block':
    case 'Extends':
      return true
    case 'Import':
    case 'FromImport':
    case 'Include':
      return statement.withContext
    default:
      return false
  }
}

/** Running it has no effect but to define macros and constants. */
function isInert(statement: Stmt): boolean {
  switch (statement.kind) {
    case 'Macro':
      return true
    case 'Output':
      return statement.items.every(({ kind }) => kind === 'Data')
    case 'Set':
      return statement.target.kind === 'Name' && fold(statement.value) !== undefined
    default:
      return false
  }
}
