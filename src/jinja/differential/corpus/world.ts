import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { SECOND, UTC } from '../../../kernel/index.ts'
import { sampleOf } from '../../../plugins/event/template/samples/sample.ts'
import { Samples } from '../../../plugins/event/template/samples/samples.ts'
import type { Table } from '../../../plugins/event/template/samples/table.ts'
import { State } from '../../../plugins/event/template/state.ts'
import {
  DateTime,
  Dict,
  type Environment,
  environment,
  type Limits,
  Namespace,
  STANDARD_MODULES,
  standardModules,
  Tuple,
  toArray,
  type World,
} from '../../index.ts'
import { parseJson } from '../../modules/json-parse.ts'
import { scriptedRand } from './rand.ts'
import { ScriptedRng } from './scripted-rng.ts'

/*
 * The world that the corpus is rendered in: a generator's variables, with random numbers and times that follow
 * from the place of the template and the round. `world.py` is the same for Jinja2.
 */

/** 2024-05-06T07:00:00Z */
const START = Date.UTC(2024, 4, 6, 7) * 1000

export interface Corpus {
  readonly names: readonly string[]
  /** The event of that round. Rounds go up by one for each template: what it keeps grows with them. */
  render(name: string, round: number): string
}

export interface CorpusOptions {
  /** Where the templates are. Default: the folder's `templates`. */
  readonly templates?: string
  /** These only. Their place among all of them stays, and with it their random numbers. */
  readonly names?: readonly string[]
  /** Changes the text of a template. */
  readonly edit?: (source: string, file: string) => string
  readonly limits?: Partial<Limits>
}

/** @param folder holds `data.json` and `templates` */
export async function openCorpus(folder: string, options: CorpusOptions = {}): Promise<Corpus> {
  const templates = options.templates ?? join(folder, 'templates')
  const all = readdirSync(templates)
    .filter((file) => file.endsWith('.jinja'))
    .map((file) => file.slice(0, -'.jinja'.length))
    .sort()
  const names = options.names ?? all
  const data = readData(join(folder, 'data.json'))
  const globals = new State('globals')
  const opened = await Promise.all(
    names.map((name) => openTemplate(name, all.indexOf(name), { ...options, templates }, data, globals)),
  )
  const byName = new Map(names.map((name, i) => [name, opened[i]!]))
  return { names, render: (name, round) => byName.get(name)!(round) }
}

/** An environment as that of the templates: to compile what is not rendered. */
export async function corpusEnvironment(folder: string): Promise<Environment> {
  const templates = join(folder, 'templates')
  return environmentOf(
    new ScriptedRng(0),
    { templates },
    readData(join(folder, 'data.json')),
    new State('globals'),
  )
}

type Loading = Pick<CorpusOptions, 'edit' | 'limits'> & { readonly templates: string }

async function environmentOf(
  rng: ScriptedRng,
  { templates, edit = (source) => source, limits = {} }: Loading,
  data: Data,
  globals: State,
): Promise<Environment> {
  const world: World = { rng, clock: { now: () => START, sleepUntil: () => Promise.resolve() }, zone: UTC }
  const modules = await standardModules(STANDARD_MODULES, world)
  return environment({
    load: (file) =>
      existsSync(join(templates, file)) ? edit(readFileSync(join(templates, file), 'utf8'), file) : undefined,
    rng,
    limits,
    globals: {
      module: new Namespace('module', { ...Object.fromEntries(modules), rand: scriptedRand(rng) }),
      params: new Dict(undefined, data.params),
      samples: new Samples(new Map(data.samples.map(([sample, table]) => [sample, sampleOf(table, rng)]))),
      shared: new State('shared'),
      globals,
    },
  })
}

async function openTemplate(
  name: string,
  place: number,
  loading: Loading,
  data: Data,
  globals: State,
): Promise<(round: number) => string> {
  const env = await environmentOf(new ScriptedRng(place * 97), loading, data, globals)
  const locals = new State('locals')
  const template = env.template(`${name}.jinja`, { locals })
  return (round) =>
    template.render({
      timestamp: DateTime.fromInstant(START + place * 60 * SECOND + round * 37_123_457, UTC),
      tags: new Tuple(round % 5 === 4 ? ['night', 'attack'] : ['normal']),
      vars: new Dict([['place', place]]),
      locals,
    })
}

interface Data {
  readonly params: Dict
  readonly samples: readonly (readonly [name: string, table: Table])[]
}

/** JSON with Python's numbers: `1.0` stays a float. */
function readData(file: string): Data {
  const hooks = { hook: null, toFloat: null, toInt: null, toConstant: null, pairsHook: null }
  const data = parseJson(readFileSync(file, 'utf8'), hooks) as Dict
  const samples = data.get('samples') as Dict
  return {
    params: data.get('params') as Dict,
    samples: samples.keys().map((name) => {
      const table = samples.get(name) as Dict
      const columns = toArray(table.get('columns')!) as string[]
      return [name as string, { columns, rows: toArray(table.get('rows')!).map(toArray) }]
    }),
  }
}
