import { type OptionProblem, suggest } from '../../../kernel/index.ts'
import type { Entry, Options } from './options.ts'

type Found = Pick<OptionProblem, 'path' | 'message'>

/** What is wrong between options that are each right by themselves. */
export function crossCheck(options: Options): Found[] {
  const aliases = options.templates.flatMap((each) => Object.keys(each))
  const found = [...checkAliases(options)]
  options.templates.forEach((each, i) => {
    for (const [alias, entry] of Object.entries(each)) {
      found.push(...checkEntry(options, entry, ['templates', i, alias], aliases))
    }
  })
  return [...found, ...checkInitial(options), ...checkChain(options, aliases)]
}

function* checkAliases({ templates }: Options): Iterable<Found> {
  const seen = new Set<string>()
  for (const [i, each] of templates.entries()) {
    const keys = Object.keys(each)
    if (keys.length !== 1) {
      yield { path: ['templates', i], message: `expected exactly one alias, not ${keys.length}` }
    }
    for (const alias of keys) {
      if (seen.has(alias)) yield { path: ['templates', i, alias], message: 'this alias was used before' }
      seen.add(alias)
    }
  }
}

function* checkEntry(
  { mode }: Options,
  entry: Entry,
  path: readonly (string | number)[],
  aliases: readonly string[],
): Iterable<Found> {
  const foreign = (field: string, home: string): Found => ({
    path: [...path, field],
    message: `belongs to mode ${home}; this is mode ${mode}`,
  })
  if (mode !== 'chance' && entry.chance !== undefined) yield foreign('chance', 'chance')
  if (mode === 'chance' && entry.chance === undefined) {
    yield { path, message: 'mode chance needs "chance" in each template' }
  }
  if (mode !== 'fsm') {
    if (entry.initial !== undefined) yield foreign('initial', 'fsm')
    if (entry.transitions !== undefined) yield foreign('transitions', 'fsm')
    return
  }
  for (const [i, { to }] of (entry.transitions ?? []).entries()) {
    if (!aliases.includes(to)) {
      yield { path: [...path, 'transitions', i, 'to'], message: unknownAlias(to, aliases) }
    }
  }
}

function* checkInitial({ mode, templates }: Options): Iterable<Found> {
  if (mode !== 'fsm') return
  const initial = templates.flatMap((each, i) =>
    Object.entries(each).flatMap(([alias, entry]) => (entry.initial ? [['templates', i, alias]] : [])),
  )
  if (initial.length === 0) {
    yield { path: ['templates'], message: 'mode fsm needs one template with "initial: true"' }
  }
  for (const path of initial.slice(1)) {
    yield { path: [...path, 'initial'], message: 'another template is initial already' }
  }
}

function* checkChain({ mode, chain }: Options, aliases: readonly string[]): Iterable<Found> {
  if (mode !== 'chain') {
    if (chain) yield { path: ['chain'], message: `belongs to mode chain; this is mode ${mode}` }
    return
  }
  if (!chain) yield { path: ['chain'], message: 'mode chain needs the list of aliases to render' }
  for (const [i, alias] of (chain ?? []).entries()) {
    if (!aliases.includes(alias)) yield { path: ['chain', i], message: unknownAlias(alias, aliases) }
  }
}

function unknownAlias(written: string, aliases: readonly string[]): string {
  return `there is no template "${written}"; ${suggest(written, aliases) ?? `there are: ${aliases.join(', ')}`}`
}
