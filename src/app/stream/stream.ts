import { machineTime, type RunSummary } from '../../engine/index.ts'
import {
  type Fields,
  type JsonSchema,
  jsonSchema,
  LoomError,
  type OptionProblem,
  readOptions,
} from '../../kernel/index.ts'
import { type GeneratorRun, type GeneratorSpec, run, use } from '../library.ts'
import { builtins } from '../registry.ts'
import { configOf, type StreamConfig, streamConfig } from './config.ts'
import type { Framing } from './framing.ts'
import { type Reader, readerOutput } from './output.ts'
import { streamProject } from './project.ts'

/** A model that can be streamed. */
export interface StreamedModel {
  readonly name: string
  readonly description: string
  /** JSON Schema of what a stream of it can be asked for. */
  readonly config_schema: JsonSchema
}

/** All models, sorted by name. */
export async function streamedModels(): Promise<StreamedModel[]> {
  return Promise.all(
    builtins.names('model').map(async (name) => {
      const { summary, options } = await model(name)
      return { name, description: summary, config_schema: jsonSchema(configOf(options)) }
    }),
  )
}

/** A config that was read: what the client asked for, or all that is wrong with it. */
export type ReadConfig =
  | {
      readonly ok: true
      readonly config: StreamConfig
      /** The model's own options, defaults filled in. */
      readonly options: Readonly<Record<string, unknown>>
      /** Fields of the request that nobody knows; they have no effect. */
      readonly ignored: readonly string[]
      /** All fields that the model's records may have. */
      readonly fields: Fields
    }
  | { readonly ok: false; readonly problems: readonly OptionProblem[] }

/** Reads a client's config for a model. E_MODEL_UNKNOWN when there is no such model. */
export async function readConfig(name: string, body: unknown): Promise<ReadConfig> {
  const { options: own, fields = {} } = await model(name)
  const read = readOptions(configOf(own), body)
  if (!read.ok) return read
  const config = read.value as StreamConfig & Record<string, unknown>
  const problems = contradictions(config)
  if (problems.length > 0) return { ok: false, problems }
  const known = new Set([...Object.keys(streamConfig().shape), ...Object.keys(own.shape)])
  return {
    ok: true,
    config,
    options: Object.fromEntries(
      Object.keys(own.shape)
        .filter((key) => config[key] !== undefined)
        .map((key) => [key, config[key]]),
    ),
    ignored: Object.keys(body as object).filter((key) => !known.has(key)),
    fields,
  }
}

/** The stream itself: a run that hands its records to the reader, and nothing else. */
export function openStream(
  name: string,
  { config, options, fields }: Extract<ReadConfig, { ok: true }>,
  framing: Framing,
  reader: Reader,
  limits: { readonly records?: number | undefined } = {},
): GeneratorRun {
  const { parameters, ...project } = streamProject(name, config, options, machineTime())
  const most = Math.min(
    parameters.max_events ?? Number.POSITIVE_INFINITY,
    limits.records ?? Number.POSITIVE_INFINITY,
  )
  const output = use(readerOutput(reader, framing, fields), { formatter: framing.formatter })
  return run({ ...project, output: [output] } as unknown as GeneratorSpec, {
    ...parameters,
    ...(Number.isFinite(most) && { max_events: most }),
    id: name,
  })
}

export type { GeneratorRun, RunSummary }

async function model(name: string) {
  const definition = await builtins.find('model', name)
  if (!definition) throw new LoomError('E_MODEL_UNKNOWN', `Unknown generator: ${name}`)
  return definition
}

/** What no field can say alone. */
function contradictions(config: StreamConfig): OptionProblem[] {
  const invalid = (field: string, message: string): OptionProblem => ({
    path: [field],
    code: 'E_OPTION_INVALID',
    message,
  })
  const problems: OptionProblem[] = []
  const { start_date: first, end_date: last, max_records, total_records } = config
  if (first !== undefined && last !== undefined && last < first)
    problems.push(invalid('end_date', `"end_date" (${last}) lies before "start_date" (${first})`))
  if (first === undefined && last !== undefined)
    problems.push(invalid('start_date', '"end_date" needs a "start_date"'))
  if (first !== undefined && last === undefined)
    problems.push(invalid('end_date', '"start_date" needs an "end_date"'))
  if (max_records !== undefined && total_records !== undefined && max_records !== total_records)
    problems.push(invalid('total_records', '"total_records" and "max_records" are the same thing and differ'))
  return problems
}
