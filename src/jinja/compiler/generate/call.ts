import { Kwargs } from '../../python/ops.ts'
import { KeywordSite } from '../runtime/keywords.ts'
import { MethodSite } from '../runtime/site.ts'
import type { Arguments, Call } from '../syntax/nodes.ts'
import { any, type Code, listed, placed, plain, quote } from './code.ts'
import { expression, marked } from './expression.ts'
import { fold } from './fold.ts'
import type { Frame } from './frame.ts'
import type { UnitWriter } from './unit-writer.ts'

/** Calls with that many positional arguments have a function of their own: `call2`. */
const MOST_DIRECT = 3

/** A call; `caller` is the variable of the macro that a call block hands over. */
export function writeCall(unit: UnitWriter, frame: Frame, call: Call, caller: string | null): Code {
  const { callee, at } = call
  const escaping = unit.escapes || frame.escaping !== false
  if (!escaping && isNamed(call, caller)) return writeNamedCall(unit, frame, call, caller)
  const args = writeArguments(unit, frame, call, caller)
  const positional = caller === null && isPositional(call)
  if (callee.kind === 'Getattr' && !escaping) {
    const site = unit.constant(new MethodSite(callee.name, unit.undefinedKind))
    const object = expression(unit, frame, callee.value)
    if (positional && args.length <= MOST_DIRECT) {
      return any(`$method${args.length}(${site}, ${placed(at, [object, ...args])})`, at)
    }
    return any(`$callMethod(${site}, ${placed(at, [object, arrayOf(args)])})`, at)
  }
  const fn = expression(unit, frame, callee)
  if (escaping) return any(`$callEscaping(rt, ${placed(at, [fn, arrayOf(args)])})`, at)
  if (!positional) return any(`$call(${placed(at, [fn, arrayOf(args)])})`, at)
  if (args.length > MOST_DIRECT) return any(`$callMany(${marked(frame, at, [fn, ...args])})`, at)
  return any(`$call${args.length}(${placed(at, [fn, ...args])})`, at)
}

function arrayOf(args: readonly Code[]): Code {
  return any(`[${listed(args)}]`)
}

export function isPositional({ kwargs, rest, named }: Arguments): boolean {
  return kwargs.length === 0 && rest === null && named === null
}

/** Are all arguments written out, some of them by name? */
function isNamed({ kwargs, rest, named }: Arguments, caller: string | null): boolean {
  return rest === null && named === null && (kwargs.length > 0 || caller !== null)
}

function writeNamedCall(unit: UnitWriter, frame: Frame, call: Call, caller: string | null): Code {
  const { callee, at } = call
  if (callee.kind !== 'Getattr') {
    const fn = expression(unit, frame, callee)
    const [site, args] = namedArguments(unit, frame, call, caller)
    return any(`$callNamed(${site}, ${placed(at, [fn, args])})`, at)
  }
  const method = unit.constant(new MethodSite(callee.name, unit.undefinedKind))
  const object = expression(unit, frame, callee.value)
  const [site, args] = namedArguments(unit, frame, call, caller)
  return any(`$methodNamed(${method}, ${site}, ${placed(at, [object, args])})`, at)
}

/** The site of a call with arguments by name, and the array of all arguments that it wants. */
export function namedArguments(
  unit: UnitWriter,
  frame: Frame,
  { args, kwargs }: Arguments,
  caller: string | null,
): readonly [site: string, args: Code] {
  const names = kwargs.map(({ name }) => name)
  const values = [...args, ...kwargs.map(({ value }) => value)].map((each) => expression(unit, frame, each))
  if (caller !== null) {
    names.push('caller')
    values.push(plain(caller))
  }
  const site = unit.constant(new KeywordSite(names, args.length))
  return [site, arrayOf([...values, plain('undefined')])]
}

/** The arguments as they are handed over: positional ones, then the keyword arguments together. */
export function writeArguments(
  unit: UnitWriter,
  frame: Frame,
  { args, kwargs, rest, named }: Arguments,
  caller: string | null = null,
): readonly Code[] {
  const written = args.map((arg) => expression(unit, frame, arg))
  if (kwargs.length === 0 && rest === null && named === null && caller === null) return written
  if (rest !== null) {
    const items = placed(rest.at, [expression(unit, frame, rest)])
    written.push(any(`...$toArray(${items})`))
  }
  const pairs = kwargs.map(({ name, value }) => [name, expression(unit, frame, value).js] as const)
  if (caller !== null) pairs.push(['caller', caller])
  const names = pairs.map(([name]) => name)
  const values = pairs.map(([, js]) => js)
  if (named !== null) {
    const mapping = placed(named.at, [expression(unit, frame, named)])
    const list = pairs.map(([name, js]) => `[${quote(name)}, ${js}]`)
    written.push(any(`...$keywords([${list.join(', ')}], ${mapping})`))
  } else if (pairs.length > 0) {
    const made = `new $Kwargs(${unit.constant(names)}, [${values.join(', ')}])`
    written.push(constantKeywords(unit, kwargs, caller) ?? any(made))
  }
  return written
}

/** Keyword arguments that are all constants are made once. */
function constantKeywords(
  unit: UnitWriter,
  kwargs: Arguments['kwargs'],
  caller: string | null,
): Code | undefined {
  if (caller !== null) return undefined
  const pairs: [string, NonNullable<ReturnType<typeof fold>> | null][] = []
  for (const { name, value } of kwargs) {
    const constant = fold(value)
    if (constant === undefined) return undefined
    pairs.push([name, constant])
  }
  return plain(unit.constant(Kwargs.from(pairs)))
}
