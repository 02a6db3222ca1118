import { Dict, type Environment, environment, fromHost } from '../../../jinja/index.ts'
import {
  type Context,
  type EventContext,
  type EventSource,
  type Problem,
  ProblemsError,
  problemsOf,
  renderProblem,
} from '../../../kernel/index.ts'
import { TemplateFiles, templateName } from '../../template-files.ts'
import { compileCondition } from './conditions/compile.ts'
import { Dispatch } from './dispatch.ts'
import { loadModules } from './modules/index.ts'
import type { Entry, Options } from './options.ts'
import { pickByMachine, unreachable } from './picking/machine.ts'
import { type Picker, pickAll, pickAny, pickByChance, pickInTurn } from './picking/picker.ts'
import { View } from './picking/view.ts'
import { loadSamples } from './samples/load.ts'
import type { Sample } from './samples/sample.ts'
import { Samples } from './samples/samples.ts'
import { type Slot, TemplateSource } from './source.ts'
import { PROCESS_GLOBALS, State } from './state.ts'
import { Subprocess } from './subprocess.ts'

/** An entry of `templates`, with what its template keeps for itself. */
interface Alias {
  readonly name: string
  readonly entry: Entry
  /** The name of its file, as templates know it. */
  readonly file: string
  readonly locals: State
}

/**
 * Loads samples and modules, compiles templates and conditions. ProblemsError with everything that is wrong.
 * @param globals the state that all generators of the process share
 */
export async function openSource(
  options: Options,
  context: EventContext,
  globals = PROCESS_GLOBALS,
): Promise<EventSource> {
  const aliases = options.templates.flatMap((each) =>
    Object.entries(each).map(
      ([name, entry]): Alias => ({
        name,
        entry,
        file: templateName(entry.template),
        locals: new State('locals'),
      }),
    ),
  )
  const shared = new State('shared')
  const files = new TemplateFiles(context.directory)
  const problems: Problem[] = []
  const sources = attempt(problems, () => files.reachable(aliases.map(({ file }) => file))) ?? new Map()
  const samples = await loadSamples(options.samples, context).catch((error: unknown) => {
    problems.push(...problemsOf(error))
    return new Map<string, Sample>()
  })
  const jinja = environment({
    load: (name) => files.load(name),
    rng: context.rng.fork('jinja'),
    undefined: options.undefined,
    form: context.form,
    extensions: { do: true, loopcontrols: true },
    limits: options.limits,
    globals: {
      shared,
      globals,
      // A dict that is known to be unchanged, for as long as no template changes it.
      params: new Dict(undefined, fromHost(options.params) as Dict),
      samples: new Samples(samples),
      module: await loadModules(sources.values(), context),
      dispatch: new Dispatch(),
      subprocess: new Subprocess(context.trusted),
    },
  })
  const slots = aliases.flatMap((alias) => attempt(problems, () => slotOf(alias, jinja)) ?? [])
  // What they import is compiled when first used; a mistake in it is better found now.
  for (const name of sources.keys()) attempt(problems, () => jinja.template(name))
  const view = new View(context.zone, { locals: aliases[0]!.locals, shared, globals })
  const picker = attempt(problems, () => pickerOf(options, aliases, slots, view, context))
  if (problems.length > 0) throw new ProblemsError(withoutRepeats(problems))

  warnOfUnused(options, aliases, context)
  return new TemplateSource(jinja, picker!, view, context.zone)
}

function slotOf({ name, entry, file, locals }: Alias, jinja: Environment): Slot {
  return {
    alias: name,
    template: jinja.template(file, { locals }),
    variables: { timestamp: null, tags: null, vars: fromHost(entry.vars), locals },
  }
}

function pickerOf(
  { mode, chain }: Options,
  aliases: readonly Alias[],
  slots: readonly Slot[],
  view: View,
  context: Context,
): Picker<Slot> {
  const rng = context.rng.fork('pick')
  switch (mode) {
    case 'all':
      return pickAll(slots)
    case 'any':
      return pickAny(slots, rng)
    case 'chance':
      return pickByChance(
        slots,
        aliases.map(({ entry }) => entry.chance!),
        rng,
      )
    case 'spin':
      return pickInTurn(slots)
    case 'chain':
      return pickInTurn(chain!.map((name) => slots.find(({ alias }) => alias === name)!))
    case 'fsm':
      return pickByMachine(
        aliases.map(({ entry, locals }, i) => ({
          item: slots[i]!,
          locals,
          transitions: (entry.transitions ?? []).map(({ to, when }) => ({
            to: aliases.findIndex(({ name }) => name === to),
            when: compileCondition(when, context.log),
          })),
        })),
        aliases.findIndex(({ entry }) => entry.initial),
        view,
      )
  }
}

/** Templates that are never rendered are most likely a slip. */
function warnOfUnused({ mode, chain }: Options, aliases: readonly Alias[], { log }: Context): void {
  if (mode === 'chain') {
    for (const { name } of aliases) {
      if (!chain!.includes(name))
        log.warn('a template is not in the chain and is never rendered', { alias: name })
    }
  }
  if (mode === 'fsm') {
    const edges = new Map(
      aliases.map(({ name, entry }) => [name, (entry.transitions ?? []).map(({ to }) => to)]),
    )
    for (const alias of unreachable(edges, aliases.find(({ entry }) => entry.initial)!.name)) {
      log.warn('no transition leads to a state, so it is never reached', { alias })
    }
  }
}

/** What `make` gives; undefined when it throws, with the problems kept. */
function attempt<T>(problems: Problem[], make: () => T): T | undefined {
  try {
    return make()
  } catch (error) {
    problems.push(...problemsOf(error))
    return undefined
  }
}

function withoutRepeats(problems: readonly Problem[]): Problem[] {
  return [...new Map(problems.map((problem) => [renderProblem(problem), problem])).values()]
}
