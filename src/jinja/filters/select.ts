import { splitKeywords } from '../python/arguments.ts'
import { LazySteps, type Step } from '../python/collection/lazy.ts'
import type { FilterFn, Runtime, TestFn } from '../python/runtime.ts'
import { repr, truth } from '../python/text/repr.ts'
import { asText } from '../python/text/text.ts'
import { Kwargs, PythonError, type Value } from '../python/types.ts'
import { getter } from './attribute-path.ts'
import type { FilterTable } from './define.ts'

export const SELECT_FILTERS: FilterTable = {
  map: (rt, value, ...args) => steps(value, () => mapping(rt, args), 'sync_do_map'),
  reject: choosing('sync_do_reject', false, false),
  rejectattr: choosing('sync_do_rejectattr', false, true),
  select: choosing('sync_do_select', true, false),
  selectattr: choosing('sync_do_selectattr', true, true),
}

/** Of a value that is false, nothing is taken and nothing found wrong, even if it cannot be iterated. */
function steps(value: Value, prepare: () => Step, name: string): LazySteps {
  return new LazySteps(
    () => (truth(value) ? value : []),
    () => (truth(value) ? prepare() : () => undefined),
    name,
  )
}

function choosing(name: string, wanted: boolean, byAttribute: boolean): FilterFn {
  return (rt, value, ...args) => {
    const prepare = (): Step => {
      const test = predicate(rt, args, byAttribute)
      return (item) => (test(item) === wanted ? item : undefined)
    }
    return steps(value, prepare, name)
  }
}

function predicate(
  rt: Runtime,
  args: readonly (Value | Kwargs)[],
  byAttribute: boolean,
): (item: Value) => boolean {
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
  if (given.length === 1) return (item) => test(rt, read === undefined ? item : read(item), only!)
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

function mapping(rt: Runtime, args: readonly (Value | Kwargs)[]): Step {
  const [positional, keywords] = splitKeywords(args)
  if (positional.length === 0 && keywords.has('attribute')) return attributeMapping(rt, keywords)
  const [name, ...rest] = positional
  if (name === undefined) throw new PythonError('FilterArgumentError', 'map requires a filter argument')
  const filter = filterOf(rt, name)
  const given: (Value | Kwargs)[] = keywords.size > 0 ? [...rest, Kwargs.from(keywords)] : rest
  if (given.length === 0) return (item) => filter(rt, item)
  return (item) => filter(rt, item, ...given)
}

function attributeMapping(rt: Runtime, keywords: ReadonlyMap<string, Value>): Step {
  for (const name of keywords.keys()) {
    if (name !== 'attribute' && name !== 'default') {
      throw new PythonError('FilterArgumentError', `Unexpected keyword argument ${repr(name)}`)
    }
  }
  return getter(rt, keywords.get('attribute')!, keywords.get('default') ?? null)
}
