import { Memo } from '../runtime/memo.ts'
import { analyse, analyseParameters } from '../scope/analyse.ts'
import type { CallBlock, Macro } from '../syntax/nodes.ts'
import { expose } from './assign.ts'
import { writeCall } from './call.ts'
import { quote } from './code.ts'
import { enter } from './enter.ts'
import { expression } from './expression.ts'
import { type Frame, innerFrame } from './frame.ts'
import { ENTER, LEAVE, leave } from './function-writer.ts'
import { decidingNames } from './pure.ts'
import { emitRaw, statements } from './statement.ts'
import type { UnitWriter } from './unit-writer.ts'

export function writeMacro(unit: UnitWriter, frame: Frame, macro: Macro): void {
  const { fn, scope } = frame
  const variable = fn.declare(scope.ref(macro.name))
  fn.line(`${variable} = ${macroObject(unit, frame, macro, macro.name)}`)
  fn.assigned(variable)
  if (frame.toplevel) expose(frame, macro.name, variable)
}

export function writeCallBlock(unit: UnitWriter, frame: Frame, block: CallBlock): void {
  if (block.call.kwargs.some(({ name }) => name === 'caller')) {
    unit.fail('keyword argument repeated: caller', block.call.at)
  }
  const caller = frame.fn.temporary()
  frame.fn.line(`${caller} = ${macroObject(unit, frame, block, null)}`)
  emitRaw(frame, writeCall(unit, frame, block.call, caller))
}

function macroObject(unit: UnitWriter, frame: Frame, macro: Macro | CallBlock, name: string | null): string {
  const label = name === null ? "'call' block" : `macro '${name}'`
  // A macro made in a loop may be called when the next round has begun: nothing outside is sure then.
  const fn = unit.fn(label, frame.inLoop ? [] : frame.fn.definite)
  const inside = innerFrame(frame, {
    fn,
    out: 'out',
    soft: false,
    inLoop: false,
    checksParent: false,
    followed: unit.follows,
  })
  const { scope } = inside
  analyseParameters(scope, macro.parameters)
  const given = macro.parameters.map((parameter) => parameter.name.name)
  const parameters = given.map((each) => scope.ref(each))
  const uses = (special: string): boolean => unit.reads(special, macro.body)
  const special = (each: string): boolean => {
    if (given.includes(each) || !uses(each)) return false
    const variable = scope.parameter(each)
    parameters.push(variable)
    fn.assigned(variable)
    return true
  }
  const explicit = macro.parameters.find((parameter) => parameter.name.name === 'caller')
  if (explicit !== undefined && explicit.fallback === null && uses('caller')) {
    unit.fail(
      'When defining macros or call blocks the special "caller" argument must be omitted or be given a default.',
      macro.at,
    )
  }
  const shape = {
    name,
    parameters: given,
    caller: special('caller'),
    kwargs: special('kwargs'),
    varargs: special('varargs'),
  }
  analyse(scope, macro.body)
  enter(unit, inside)
  for (const { name: parameter, fallback } of macro.parameters) {
    const variable = scope.ref(parameter.name)
    fn.line(`if (${variable} === undefined) {`)
    if (fallback === null) fn.line(`${variable} = $notProvided(rt, ${quote(parameter.name)})`)
    else fn.maybe(() => fn.line(`${variable} = ${expression(unit, inside, fallback).js}`))
    fn.line('}')
    fn.assigned(variable)
  }
  const names = macro.kind === 'Macro' && remembers(unit, inside) ? decidingNames(unit, macro) : undefined
  if (names === undefined) {
    statements(unit, inside, macro.body)
    fn.line(`return ${leave('out')}`)
  } else {
    const memo = unit.constant(new Memo())
    const [found, held] = [fn.temporary(), fn.temporary()]
    fn.line(`${found} = ${memo}.find(${names.map((each) => scope.ref(each)).join(', ')})`)
    fn.line(`if (${found} !== undefined) return (${LEAVE}, ${memo}.text($flow, ${found}))`)
    fn.line(`${held} = ${memo}.begin($flow)`)
    statements(unit, inside, macro.body)
    fn.line(`return ${memo}.end($flow, ${held}, ${leave('out')})`)
  }
  const head = `function (${parameters.join(', ')})`
  const body = fn.assemble(head, parameters, ['let out = ""'], [ENTER])
  return `new $Macro(${unit.constant(shape)}, ${body}, rt, $flow)`
}

/** May texts be kept? Not where each may be escaped or not. */
function remembers(unit: UnitWriter, frame: Frame): boolean {
  return !unit.escapes && frame.escaping === false
}
