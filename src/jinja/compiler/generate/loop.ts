import { analyse, analyseExpression, analyseTarget, hasScopedBlock, usesLoop } from '../scope/analyse.ts'
import { namesOf, partsOf, statementsWithin } from '../syntax/children.ts'
import type { Expr, For, Stmt, Target } from '../syntax/nodes.ts'
import { bind } from './assign.ts'
import { any, placed, plain } from './code.ts'
import { enter } from './enter.ts'
import { condition, expression } from './expression.ts'
import { changed, type Frame, innerFrame } from './frame.ts'
import { ENTER, leave } from './function-writer.ts'
import { emitRaw, statements } from './statement.ts'
import type { UnitWriter } from './unit-writer.ts'

export function writeFor(unit: UnitWriter, frame: Frame, loop: For): void {
  assertLoopUnassigned(unit, loop)
  if (loop.recursive) writeRecursive(unit, frame, loop)
  else writeInline(unit, frame, loop)
}

function writeInline(unit: UnitWriter, frame: Frame, loop: For): void {
  const items = expression(unit, frame, loop.iterable)
  const held = frame.fn.temporary()
  frame.fn.line(`${held} = ${items.js}`)
  if (items.at !== loop.iterable.at) frame.fn.line(`at = ${loop.iterable.at}`)
  if (usesLoop(loop.body) || hasScopedBlock(loop)) writeNamed(unit, frame, loop, held, 'null', '0')
  else writePlain(unit, frame, loop, held)
}

/** A loop that nobody asks where it is: over a list by index, over anything else step by step. */
function writePlain(unit: UnitWriter, frame: Frame, loop: For, items: string): void {
  const { fn } = frame
  const [list, source, index, item] = ['list', 'source', 'i', 'item'].map((prefix) => fn.fresh(prefix))
  const empty = emptiness(frame, loop)
  fn.line(`const ${list} = Array.isArray(${items}) ? ${items} : null`)
  fn.line(`const ${source} = ${list} === null ? $walk(${items}) : null`)
  fn.line(`for (let ${index} = 0, ${item}; ; ${index}++) {`)
  fn.line(`if (${list} !== null) {`)
  fn.line(`if (${index} >= ${list}.length) break`)
  fn.line(`${item} = ${list}[${index}]`)
  fn.line(`} else if ((${item} = ${source}.step()) === undefined) break`)
  fn.maybe(() => {
    if (loop.test !== null) {
      const filter = innerFrame(frame)
      bindFiltered(unit, filter, loop.target, loop.test, item!)
      fn.line(`if (!${condition(unit, filter, loop.test)}) continue`)
    }
    const inside = innerFrame(frame, { inLoop: true })
    analyseTarget(inside.scope, loop.target)
    writeBody(unit, inside, loop, item!, empty)
  })
  fn.line('}')
  writeElse(unit, frame, loop, empty)
}

/** A loop with a `loop`. */
function writeNamed(
  unit: UnitWriter,
  frame: Frame,
  loop: For,
  items: string,
  recurse: string,
  depth: string,
): void {
  const { fn } = frame
  const inside = innerFrame(frame, { inLoop: true })
  const variable = fn.declare(inside.scope.parameter('loop'))
  unit.loops.add(variable)
  analyseTarget(inside.scope, loop.target)
  const empty = emptiness(frame, loop)
  const passes = loop.test === null ? 'null' : predicate(unit, frame, loop.target, loop.test)
  fn.line(`${variable} = new $Loop(rt, ${items}, ${passes}, ${recurse}, ${depth})`)
  fn.line(`while (${variable}.advance()) {`)
  fn.maybe(() => {
    fn.assigned(variable)
    writeBody(unit, inside, loop, `${variable}.current`, empty)
  })
  fn.line('}')
  writeElse(unit, frame, loop, empty)
}

function writeBody(unit: UnitWriter, inside: Frame, loop: For, item: string, empty: string | null): void {
  const { fn } = inside
  fn.line(`if (--budget.left < 0 || ${inside.out}.length > budget.limits.output) budget.overrun()`)
  analyse(inside.scope, loop.body)
  bind(inside, loop.target, plain(item))
  enter(unit, inside)
  statements(unit, inside, loop.body)
  // As in Jinja, a round that was left early does not count against the `else`.
  if (empty !== null) fn.line(`${empty} = false`)
}

function emptiness(frame: Frame, loop: For): string | null {
  if (loop.else.length === 0) return null
  const empty = frame.fn.temporary()
  frame.fn.line(`${empty} = true`)
  return empty
}

function writeElse(unit: UnitWriter, frame: Frame, loop: For, empty: string | null): void {
  if (empty === null) return
  const inside = innerFrame(frame)
  analyse(inside.scope, loop.else)
  frame.fn.line(`if (${empty}) {`)
  frame.fn.maybe(() => {
    enter(unit, inside)
    statements(unit, inside, loop.else)
  })
  frame.fn.line('}')
}

function bindFiltered(unit: UnitWriter, filter: Frame, target: Target, test: Expr, item: string): void {
  analyseTarget(filter.scope, target)
  analyseExpression(filter.scope, test)
  bind(filter, target, plain(item))
  enter(unit, filter)
}

/** A function that says whether an item passes; the loop calls it when it needs the next one. */
function predicate(unit: UnitWriter, frame: Frame, target: Target, test: Expr): string {
  const fn = unit.fn('', frame.fn.definite)
  const filter = innerFrame(frame, { fn })
  bindFiltered(unit, filter, target, test, 'item')
  fn.line(`return ${condition(unit, filter, test)}`)
  const name = frame.fn.fresh('passes')
  frame.fn.line(fn.assemble(`function ${name}(item)`, [], [], []))
  return name
}

/** The loop becomes a function that renders the body over whatever it is called with. */
function writeRecursive(unit: UnitWriter, frame: Frame, loop: For): void {
  const name = frame.fn.fresh('loop')
  const fn = unit.fn('', frame.fn.definite)
  const outer = changed(frame, {
    fn,
    out: 'out',
    toplevel: false,
    rootlevel: false,
    inLoop: false,
    followed: false,
  })
  fn.line(`at = ${loop.iterable.at}`)
  writeNamed(unit, outer, loop, 'items', name, 'depth')
  const result = leave('out')
  if (frame.escaping === false) fn.line(`return ${result}`)
  else if (frame.escaping === true) fn.line(`return $markup(${result})`)
  else fn.line(`return rt.autoescape ? $markup(${result}) : ${result}`)
  frame.fn.line(fn.assemble(`function ${name}(items, depth)`, [], ['let out = ""'], [ENTER]))
  const items = expression(unit, frame, loop.iterable)
  emitRaw(frame, any(`${name}(${placed(loop.iterable.at, [items, plain('0')])})`))
}

/** `loop` belongs to the loop; Jinja refuses to assign it anywhere inside. */
function assertLoopUnassigned(unit: UnitWriter, loop: For): void {
  const check = (statement: Stmt): void => {
    for (const target of partsOf(statement).targets) {
      if (statement.kind !== 'With' && namesOf(target).includes('loop')) {
        unit.fail("Can't assign to special loop variable in for-loop target", target.at)
      }
    }
  }
  for (const statement of statementsWithin([loop])) check(statement)
}
