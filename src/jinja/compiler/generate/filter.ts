import type { DirectFilter } from '../../python/runtime.ts'
import type { Expr, Filter, Test } from '../syntax/nodes.ts'
import { writeArguments } from './call.ts'
import { any, type Code, listed, plain, truth } from './code.ts'
import { expression, marked } from './expression.ts'
import { fold } from './fold.ts'
import { formatFilter } from './formatting.ts'
import type { Frame } from './frame.ts'
import { jsonText } from './json.ts'
import type { UnitWriter } from './unit-writer.ts'

/** A filter; `body` is the text of the filter block, for a filter that has nothing on its left. */
export function writeFilter(unit: UnitWriter, frame: Frame, filter: Filter, body: Code | null): Code {
  const json = jsonText(unit, frame, filter)
  if (json !== undefined) return any(`$markup(${json.js})`)
  const formatted = formatFilter(unit, frame, filter)
  if (formatted !== undefined) return formatted
  const direct = unit.settings.filter(filter.name)?.direct
  const places = direct === undefined ? undefined : placesOf(direct, filter)
  const takesAll = TAKES_ALL.has(filter.name) && unit.isOwnFilter(filter.name) && isStill(filter)
  const inside = takesAll ? filter.value : null
  const all = inside?.kind === 'Filter' ? writeEager(unit, frame, inside, filter.at) : undefined
  if (all !== undefined && filter.name === 'list' && places?.length === 0) return all
  const value = all ?? filterInput(unit, frame, filter, body)
  if (direct !== undefined && places !== undefined) {
    const args = places.map((arg) => (arg === undefined ? NOT_GIVEN : expression(unit, frame, arg)))
    return any(`${unit.shared(direct.run)}(rt, ${marked(frame, filter.at, [value, ...args])})`, filter.at)
  }
  const fn = unit.filter(filter.name, frame.soft, filter.at)
  return any(`${fn}(rt, ${operands(unit, frame, filter, value)})`, filter.at)
}

/** Filters that begin with taking all that there is of what they are given. */
const TAKES_ALL: ReadonlySet<string> = new Set(['groupby', 'join', 'list', 'max', 'min', 'sort', 'sum'])

/** A lazy filter of which all is taken at once, at `at`, as a list; undefined for any other. */
function writeEager(unit: UnitWriter, frame: Frame, filter: Filter, at: number): Code | undefined {
  const lazy = unit.isOwnFilter(filter.name) ? unit.settings.filter(filter.name) : undefined
  const eager = (lazy?.place?.() ?? lazy)?.eager
  const places = lazy?.direct && placesOf(lazy.direct, filter)
  if (eager === undefined || filter.value === null || (lazy?.direct && places === undefined)) return undefined
  const nested = filter.value.kind === 'Filter' && isStill(filter) ? filter.value : undefined
  const inside = nested && writeEager(unit, frame, nested, at)
  const value = inside ?? expression(unit, frame, filter.value)
  const run = unit.shared(eager)
  if (places === undefined) return any(`${run}(rt, ${operands(unit, frame, { ...filter, at }, value)})`, at)
  const args = places.map((arg) => (arg === undefined ? NOT_GIVEN : expression(unit, frame, arg)))
  return any(`${run}(rt, ${marked(frame, at, [value, ...args])})`, at)
}

/** Are the arguments constants or names? What they do to the elements, or draw, would come too late otherwise. */
function isStill({ args, kwargs, rest, named }: Filter): boolean {
  const given = [...args, ...kwargs.map(({ value }) => value)]
  return (
    rest === null && named === null && given.every((arg) => arg.kind === 'Name' || fold(arg) !== undefined)
  )
}

const NOT_GIVEN = plain('undefined')

/**
 * The arguments in the order of the parameters that they are for; undefined unless they fit, and are written in
 * that order.
 */
function placesOf(
  { signature, bound }: DirectFilter,
  { args, kwargs, rest, named }: Filter,
): (Expr | undefined)[] | undefined {
  const { parameters, required, positional, positionalOnly } = signature
  if (rest !== null || named !== null || args.length + bound > positional) return undefined
  const places: (Expr | undefined)[] = [...args]
  for (const { name, value } of kwargs) {
    const place = parameters.indexOf(name) - bound
    if (place < places.length || place < positionalOnly) return undefined
    while (places.length < place) places.push(undefined)
    places.push(value)
  }
  for (let i = 0; i < required - bound; i++) if (places[i] === undefined) return undefined
  return places
}

function filterInput(unit: UnitWriter, frame: Frame, filter: Filter, body: Code | null): Code {
  if (filter.value === null) return body!
  if (filter.value.kind === 'Filter') return writeFilter(unit, frame, filter.value, body)
  return expression(unit, frame, filter.value)
}

/** A test. Those that ask for nothing but the kind of value are written out. */
export function writeTest(unit: UnitWriter, frame: Frame, test: Test): Code {
  const fn = unit.test(test.name, frame.soft, test.at)
  const value = expression(unit, frame, test.value)
  const direct =
    unit.isOwnTest(test.name) && test.args.length === 0 ? directTest(test.name, value) : undefined
  if (direct !== undefined) return truth(direct)
  return truth(`${fn}(rt, ${operands(unit, frame, test, value)})`, test.at)
}

/** What a filter or a test is given, whatever it takes. What is spread stands last, and may be nothing. */
function operands(unit: UnitWriter, frame: Frame, call: Filter | Test, value: Code): string {
  const all = [value, ...writeArguments(unit, frame, call)]
  const spreads = call.rest !== null || call.named !== null
  return spreads ? `${listed(all)}, ...(at = ${call.at}, [])` : marked(frame, call.at, all)
}

function directTest(name: string, value: Code): string | undefined {
  switch (name) {
    case 'defined':
      return `!(${value.js} instanceof $Undefined)`
    case 'undefined':
      return `(${value.js} instanceof $Undefined)`
    case 'none':
      return `(${value.js} === null)`
    default:
      return undefined
  }
}
