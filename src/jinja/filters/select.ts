import { splitKeywords } from '../python/arguments.ts'
import { LazySteps, type Step, taken } from '../python/collection/lazy.ts'
import type { FilterFn, Runtime, TestFn } from '../python/runtime.ts'
import { repr, truth } from '../python/text/repr.ts'
import { asText } from '../python/text/text.ts'
import { Kwargs, PythonError, type Value } from '../python/types.ts'
import { getter } from './attribute-path.ts'
import type { FilterTable } from './define.ts'

type Arguments = readonly (Value | Kwargs)[]

/** Works out what to do with each element. */
type Preparing = (rt: Runtime, args: Arguments) => Step

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
  #step: Step | undefined = undefined

  constructor(prepare: Preparing) {
    this.#prepare = prepare
  }

  step(rt: Runtime, args: Arguments): Step {
    if (this.#step !== undefined && rt === this.#rt && isSame(args, this.#args)) return this.#step
    const step = this.#prepare(rt, args)
    this.#rt = rt
    this.#args = args
    this.#step = step
    return step
  }

  /** Of a value that is false, nothing is taken and nothing found wrong, even if it cannot be iterated. */
  all(rt: Runtime, value: Value, args: Arguments): Value[] {
    return truth(value) ? taken(value, this.step(rt, args)) : []
  }
}

function isSame(args: Arguments, others: Arguments): boolean {
  if (args.length !== others.length) return false
  for (let i = 0; i < args.length; i++) if (args[i] !== others[i]) return false
  return true
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
    const test = predicate(rt, args, byAttribute)
    return (item) => (test(item) === wanted ? item : undefined)
  }
}

function predicate(rt: Runtime, args: Arguments, byAttribute: boolean): (item: Value) => boolean {
  const [positional, keywords] = splitKeywords(args)
  if (byAttribute && positional.length === 0) {
    throw new PythonError('FilterArgumentError', 'Missing parameter for attribute name')
  }
  const read = byAttribute ? getter(rt, positional[0]!) : undefined
  const [name, ...rest] = positional.slice(byAttribute ? 1 : 0)
  const test = name === undefined ? undefined : testOf(rt, name)
  if (test === undefined) return (item) => truth(read === undefined ? item : read(item))
  const given: (Value | Kwargs)[] = keywords.size > 0 ? [...rest, Kwargs.from(keywords)] : rest
  const [only] = given
  const { direct } = test
  if (given.length === 1 && keywords.size === 0 && direct !== undefined) {
    return read === undefined
      ? (item) => direct(item, only as Value)
      : (item) => direct(read(item), only as Value)
  }
  return (item) => test(rt, read === undefined ? item : read(item), ...given)
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

function mapping(rt: Runtime, args: Arguments): Step {
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
