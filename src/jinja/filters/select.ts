import { splitKeywords } from '../python/arguments.ts'
import { LazySteps, type Step, taken } from '../python/collection/lazy.ts'
import type { FilterFn, Runtime, TestFn } from '../python/runtime.ts'
import { repr, truth } from '../python/text/repr.ts'
import { asText } from '../python/text/text.ts'
import { Kwargs, PythonError, type Value } from '../python/types.ts'
import { getter } from './attribute-path.ts'
import type { FilterTable } from './define.ts'

type Arguments = readonly (Value | Kwargs)[]

interface Plan {
  readonly step: Step
  /** What to do where nothing but the last argument is another one. */
  readonly stepWith?: (last: Value) => Step
}

/** Works out what to do with each element. */
type Preparing = (rt: Runtime, args: Arguments) => Plan

/** A filter that is lazy, and at each place in a template remembers what to do for the arguments given last. */
function stepping(prepare: Preparing, name: string): FilterFn {
  const place = (): FilterFn => {
    const prepared = new Prepared(prepare)
    const run: FilterFn = (rt, value, ...args) => new PreparedSteps(value, name, prepared, rt, args)
    const eager: FilterFn['eager'] = (rt, value, ...args) => prepared.all(rt, value, args)
    return Object.assign(run, { eager })
  }
  return Object.assign(place(), { place })
}

class Prepared {
  readonly #prepare: Preparing
  #rt: Runtime | undefined = undefined
  #args: Arguments = []
  #plan: Plan | undefined = undefined

  constructor(prepare: Preparing) {
    this.#prepare = prepare
  }

  step(rt: Runtime, args: Arguments): Step {
    const plan = this.#plan
    if (plan !== undefined && rt === this.#rt && args.length === this.#args.length) {
      const same = countSame(args, this.#args)
      if (same === args.length) return plan.step
      const last = args[same]
      const only = same === args.length - 1 && !(last instanceof Kwargs)
      if (only && plan.stepWith !== undefined) return plan.stepWith(last as Value)
    }
    this.#plan = this.#prepare(rt, args)
    this.#rt = rt
    this.#args = args
    return this.#plan.step
  }

  /** Of a value that is false, nothing is taken and nothing found wrong, even if it cannot be iterated. */
  all(rt: Runtime, value: Value, args: Arguments): Value[] {
    return truth(value) ? taken(value, this.step(rt, args)) : []
  }
}

/** How many arguments are the same as those before, from the first on; there are as many of either. */
function countSame(args: Arguments, others: Arguments): number {
  let count = 0
  while (count < args.length && args[count] === others[count]) count++
  return count
}

class PreparedSteps extends LazySteps {
  private readonly prepared: Prepared
  private readonly rt: Runtime
  private readonly args: Arguments

  constructor(items: Value, name: string, prepared: Prepared, rt: Runtime, args: Arguments) {
    super(items, name)
    this.prepared = prepared
    this.rt = rt
    this.args = args
  }

  /** As `Prepared.all`. */
  protected override begin(): Step | undefined {
    return truth(this.items) ? this.prepared.step(this.rt, this.args) : undefined
  }
}

function choosing(wanted: boolean, byAttribute: boolean): Preparing {
  return (rt, args) => {
    const { test, testWith } = predicate(rt, args, byAttribute)
    const choose =
      (test: Predicate): Step =>
      (item) =>
        test(item) === wanted ? item : undefined
    return { step: choose(test), ...(testWith && { stepWith: (last) => choose(testWith(last)) }) }
  }
}

type Predicate = (item: Value) => boolean

interface Choice {
  readonly test: Predicate
  /** The same test for another last argument. */
  readonly testWith?: (last: Value) => Predicate
}

function predicate(rt: Runtime, args: Arguments, byAttribute: boolean): Choice {
  const [positional, keywords] = splitKeywords(args)
  if (byAttribute && positional.length === 0) {
    throw new PythonError('FilterArgumentError', 'Missing parameter for attribute name')
  }
  const read = byAttribute ? getter(rt, positional[0]!) : undefined
  const [name, ...rest] = positional.slice(byAttribute ? 1 : 0)
  const test = name === undefined ? undefined : testOf(rt, name)
  if (test === undefined) return { test: (item) => truth(read === undefined ? item : read(item)) }
  const given: (Value | Kwargs)[] = keywords.size > 0 ? [...rest, Kwargs.from(keywords)] : rest
  const [only] = given
  const { direct } = test
  if (given.length === 1 && keywords.size === 0 && direct !== undefined) {
    const testWith = (last: Value): Predicate =>
      read === undefined ? (item) => direct(item, last) : (item) => direct(read(item), last)
    return { test: testWith(only as Value), testWith }
  }
  return { test: (item) => test(rt, read === undefined ? item : read(item), ...given) }
}

/** The test of that name; one that is missing is missed at the first element. */
function testOf(rt: Runtime, name: Value): TestFn {
  return (
    rt.test(asText(name) ?? '') ??
    (() => {
      throw new PythonError('TemplateRuntimeError', `No test named ${repr(name)}.`)
    })
  )
}

function filterOf(rt: Runtime, name: Value): FilterFn {
  return (
    rt.filter(asText(name) ?? '') ??
    (() => {
      throw new PythonError('TemplateRuntimeError', `No filter named ${repr(name)}.`)
    })
  )
}

function mapping(rt: Runtime, args: Arguments): Plan {
  return { step: mapped(rt, args) }
}

function mapped(rt: Runtime, args: Arguments): Step {
  const [positional, keywords] = splitKeywords(args)
  if (positional.length === 0 && keywords.has('attribute')) return attributeMapping(rt, keywords)
  const [name, ...rest] = positional
  if (name === undefined) throw new PythonError('FilterArgumentError', 'map requires a filter argument')
  const filter = filterOf(rt, name)
  const given: (Value | Kwargs)[] = keywords.size > 0 ? [...rest, Kwargs.from(keywords)] : rest
  const { direct } = filter
  if (direct !== undefined && keywords.size === 0 && fits(direct, rest.length)) {
    const { run } = direct
    if (rest.length === 0) return (item) => run(rt, item)
    return (item) => run(rt, item, ...rest)
  }
  if (given.length === 0) return (item) => filter(rt, item)
  return (item) => filter(rt, item, ...given)
}

function fits({ signature, bound }: NonNullable<FilterFn['direct']>, given: number): boolean {
  return given + bound >= signature.required && given + bound <= signature.positional
}

function attributeMapping(rt: Runtime, keywords: ReadonlyMap<string, Value>): Step {
  for (const name of keywords.keys()) {
    if (name !== 'attribute' && name !== 'default') {
      throw new PythonError('FilterArgumentError', `Unexpected keyword argument ${repr(name)}`)
    }
  }
  return getter(rt, keywords.get('attribute')!, keywords.get('default') ?? null)
}

export const SELECT_FILTERS: FilterTable = {
  map: stepping(mapping, 'sync_do_map'),
  reject: stepping(choosing(false, false), 'sync_do_reject'),
  rejectattr: stepping(choosing(false, true), 'sync_do_rejectattr'),
  select: stepping(choosing(true, false), 'sync_do_select'),
  selectattr: stepping(choosing(true, true), 'sync_do_selectattr'),
}
