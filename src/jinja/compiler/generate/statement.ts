import { truth as isTrue, str } from '../../python/ops.ts'
import { analyse, analyseExpression, analyseTarget } from '../scope/analyse.ts'
import type { Autoescape, Data, Expr, FilterBlock, If, SetBlock, Stmt, With } from '../syntax/nodes.ts'
import { assign, bind } from './assign.ts'
import { any, type Code, placed, plain } from './code.ts'
import { writeBlockCall, writeExtends, writeFromImport, writeImport, writeInclude } from './compose.ts'
import { enter } from './enter.ts'
import { asText, condition, expression } from './expression.ts'
import { writeFilter } from './filter.ts'
import { fold } from './fold.ts'
import { writeFollowed } from './followed.ts'
import { changed, type Frame, innerFrame, softFrame } from './frame.ts'
import { jsonText } from './json.ts'
import { writeFor } from './loop.ts'
import { writeCallBlock, writeMacro } from './macro.ts'
import { TextWriter } from './text-writer.ts'
import type { UnitWriter } from './unit-writer.ts'

export function statements(unit: UnitWriter, frame: Frame, body: readonly Stmt[]): void {
  for (const statement of body) write(unit, frame, statement)
}

function write(unit: UnitWriter, frame: Frame, statement: Stmt): void {
  switch (statement.kind) {
    case 'Output':
      writeOutput(unit, frame, statement.items)
      break
    case 'If':
      writeIf(unit, frame, statement)
      break
    case 'For':
      writeFor(unit, frame, statement)
      break
    case 'Set': {
      assign(frame, statement.target, expression(unit, frame, statement.value))
      break
    }
    case 'SetBlock':
      writeSetBlock(unit, frame, statement)
      break
    case 'Do':
      frame.fn.line(`void ${expression(unit, frame, statement.value).js}`)
      break
    case 'Macro':
      writeMacro(unit, frame, statement)
      break
    case 'CallBlock':
      writeCallBlock(unit, frame, statement)
      break
    case 'FilterBlock':
      writeFilterBlock(unit, frame, statement)
      break
    case 'With':
      writeWith(unit, frame, statement)
      break
    case 'Autoescape':
      writeAutoescape(unit, frame, statement)
      break
    case 'Block':
      writeBlockCall(unit, frame, statement)
      break
    case 'Extends':
      writeExtends(unit, frame, statement)
      break
    case 'Include':
      writeInclude(unit, frame, statement)
      break
    case 'Import':
      writeImport(unit, frame, statement)
      break
    case 'FromImport':
      writeFromImport(unit, frame, statement)
      break
    case 'Break':
    case 'Continue':
      if (!frame.inLoop) unit.fail(`'${statement.kind.toLowerCase()}' outside loop`, statement.at)
      frame.fn.line(statement.kind.toLowerCase())
  }
}

/** A value as something that may be written several times. */
function hold(frame: Frame, code: Code): string {
  if (code.plain) return code.js
  const held = frame.fn.temporary()
  frame.fn.line(`${held} = ${code.js}`)
  return held
}

/** Text that belongs to a page is not written where a parent makes the page. */
function emit(unit: UnitWriter, frame: Frame, write: () => void): void {
  if (!frame.checksParent) write()
  else if (unit.inheritance !== 'certain') {
    frame.fn.line('if (parent === null) {')
    frame.fn.maybe(write)
    frame.fn.line('}')
  }
}

function writeOutput(unit: UnitWriter, frame: Frame, items: readonly (Expr | Data)[]): void {
  emit(unit, frame, () => {
    const text = new TextWriter(unit, frame)
    for (const item of items) {
      const constant = item.kind === 'Data' ? item.text : constantText(frame, item)
      if (constant !== undefined) text.known(constant)
      else if (!frame.followed) text.add(printed(unit, frame, item as Expr))
      else writeFollowed(unit, frame, text, item as Expr)
    }
    text.end()
  })
}

/** The text of a constant where nothing has to be escaped. */
function constantText(frame: Frame, expr: Expr): string | undefined {
  const constant = frame.escaping === false ? fold(expr) : undefined
  return constant === undefined ? undefined : str(constant)
}

function printed(unit: UnitWriter, frame: Frame, expr: Expr): string {
  const code = jsonText(unit, frame, expr) ?? expression(unit, frame, expr)
  if (frame.escaping === false) return asText(code, expr.at)
  const value = placed(expr.at, [code])
  return frame.escaping === true ? `$escape(${value})` : `(rt.autoescape ? $escape : $str)(${value})`
}

function writeIf(unit: UnitWriter, frame: Frame, statement: If): void {
  const { fn } = frame
  const inside = softFrame(frame)
  const branches = [statement, ...statement.elifs]
  for (const [index, { test, body }] of branches.entries()) {
    fn.line(`${index === 0 ? '' : '} else '}if (${condition(unit, inside, test)}) {`)
    fn.maybe(() => statements(unit, inside, body))
  }
  if (statement.else.length > 0) {
    fn.line('} else {')
    fn.maybe(() => statements(unit, inside, statement.else))
  }
  fn.line('}')
}

/** Text that is caught in a variable instead of being written. */
function capture(
  unit: UnitWriter,
  frame: Frame,
  statement: SetBlock | FilterBlock,
  changes: Partial<Frame>,
): Frame {
  const out = frame.fn.temporary()
  const inside = innerFrame(frame, { ...changes, out, followed: false })
  analyse(inside.scope, statement.body)
  if (statement.filter !== null) analyseExpression(inside.scope, statement.filter)
  frame.fn.line(`${out} = ""`)
  enter(unit, inside)
  statements(unit, inside, statement.body)
  return inside
}

function writeSetBlock(unit: UnitWriter, frame: Frame, statement: SetBlock): void {
  const inside = capture(unit, frame, statement, { checksParent: false })
  let value = caught(frame, inside.out)
  if (statement.filter !== null) value = writeFilter(unit, inside, statement.filter, value)
  assign(frame, statement.target, statement.filter === null ? value : safe(frame, hold(frame, value)))
}

/** Text that the template made itself needs no escaping any more. */
function caught(frame: Frame, out: string): Code {
  if (frame.escaping === false) return plain(out, 'text')
  return safe(frame, out)
}

function safe(frame: Frame, value: string): Code {
  if (frame.escaping === false) return plain(value)
  return any(frame.escaping === true ? `$markup(${value})` : `(rt.autoescape ? $markup(${value}) : ${value})`)
}

function writeFilterBlock(unit: UnitWriter, frame: Frame, statement: FilterBlock): void {
  const inside = capture(unit, frame, statement, {})
  const filtered = writeFilter(unit, inside, statement.filter, caught(frame, inside.out))
  emitRaw(frame, filtered)
}

/** Puts into the output what is text already; where an `extends` was met, too, as Jinja does. */
export function emitRaw(frame: Frame, code: Code): void {
  const text = `$textOnly(${code.js})`
  frame.fn.line(`${frame.out} += ${frame.followed ? `$flow.text(${text})` : text}`)
}

function writeWith(unit: UnitWriter, frame: Frame, statement: With): void {
  const inside = innerFrame(frame)
  for (const target of statement.targets) analyseTarget(inside.scope, target)
  analyse(inside.scope, statement.body)
  enter(unit, inside)
  for (const [index, target] of statement.targets.entries()) {
    bind(inside, target, expression(unit, frame, statement.values[index]!))
  }
  statements(unit, inside, statement.body)
}

function writeAutoescape(unit: UnitWriter, frame: Frame, statement: Autoescape): void {
  const { fn } = frame
  const inside = innerFrame(frame)
  analyseExpression(inside.scope, statement.value)
  analyse(inside.scope, statement.body)
  enter(unit, inside)
  const before = fn.temporary()
  const known = fold(statement.value)
  fn.line(`${before} = rt.autoescape`)
  fn.line(`rt.autoescape = ${condition(unit, inside, statement.value)}`)
  const escaping = known === undefined ? 'runtime' : isTrue(known)
  statements(unit, changed(inside, { escaping }), statement.body)
  fn.line(`rt.autoescape = ${before}`)
}
