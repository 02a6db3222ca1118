import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import {
  type Event,
  type EventContext,
  type EventSource,
  fromCivil,
  type LogFields,
  type Problem,
  problemsOf,
  readOptions,
  rng,
  silent,
  type TextForm,
  zone,
} from '../../../kernel/index.ts'
import { openSource } from './open.ts'
import { options } from './options.ts'
import { State } from './state.ts'

const folders: string[] = []

/** Removes the folders of all projects opened so far: for `afterEach`. */
export async function cleanUp(): Promise<void> {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true })
}

const START = fromCivil({ year: 2024, month: 5, day: 6, hour: 7 })

/** What a project is opened with besides its options. */
export interface Setting {
  readonly files?: Readonly<Record<string, string>>
  readonly trusted?: boolean
  readonly seed?: number
  readonly globals?: State
  readonly form?: TextForm
  readonly warnings?: [string, LogFields | undefined][]
}

async function folderWith(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'eventloom-template-'))
  folders.push(folder)
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true })
    await writeFile(join(folder, name), content)
  }
  return folder
}

/** Opens a template source in a folder of its own. */
export async function open(raw: unknown, setting: Setting = {}): Promise<EventSource> {
  const read = readOptions(options, raw)
  if (!read.ok) throw new Error(read.problems.map(({ message }) => message).join('\n'))
  const directory = await folderWith(setting.files ?? {})
  const context: EventContext = {
    directory,
    resolve: (path) => join(directory, path),
    id: 'test',
    zone: zone('Europe/Berlin'),
    clock: { now: () => START, sleepUntil: () => Promise.resolve() },
    rng: rng(setting.seed ?? 1),
    log: { ...silent, warn: (message, fields) => void setting.warnings?.push([message, fields]) },
    trusted: setting.trusted ?? false,
    form: setting.form,
  }
  return openSource(read.value, context, setting.globals ?? new State('globals'))
}

/** All that a source told its emitter. */
export interface Outcome {
  readonly events: Event[]
  /** The form that each event is said to be in. */
  readonly forms: (TextForm | undefined)[]
  readonly ticks: number[]
  readonly dropped: number[]
  readonly failed: [number, unknown][]
  exhausted: number | undefined
}

/** Produces for ticks a second apart, from 2024-05-06T09:00:00 in Berlin. */
export async function produce(
  source: EventSource,
  count: number,
  tags: readonly string[] = ['t1', 't2'],
): Promise<Outcome> {
  const outcome: Outcome = { events: [], forms: [], ticks: [], dropped: [], failed: [], exhausted: undefined }
  await source.produce(
    {
      size: count,
      first: 0,
      times: Float64Array.from({ length: count }, (_, i) => START + i * 1e6),
      tags: () => tags,
    },
    {
      push: (tick, event, _time, form) => {
        outcome.forms.push(form)
        outcome.ticks.push(tick)
        outcome.events.push(event)
      },
      drop: (tick) => void outcome.dropped.push(tick),
      fail: (tick, error) => void outcome.failed.push([tick, error]),
      exhaust: (tick) => {
        outcome.exhausted = tick
      },
    },
  )
  return outcome
}

/** Templates `a`, `b`, … with their texts, opened in that mode. */
export async function texts(
  mode: string,
  bodies: Readonly<Record<string, string>>,
  rest: object = {},
  setting: Setting = {},
): Promise<EventSource> {
  const files = Object.fromEntries(Object.entries(bodies).map(([alias, body]) => [`${alias}.jinja`, body]))
  const templates = Object.keys(bodies).map((alias) => ({ [alias]: { template: `${alias}.jinja` } }))
  return open({ mode, templates, ...rest }, { ...setting, files: { ...files, ...setting.files } })
}

/** What is wrong according to the error that an opening ended with. */
export async function failure(opening: Promise<unknown>): Promise<readonly Problem[]> {
  return opening.then(
    () => [],
    (error: unknown) => problemsOf(error),
  )
}
