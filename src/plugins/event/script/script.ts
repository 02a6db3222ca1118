import { extname, relative, sep } from 'node:path'
import type { Context, Log } from '../../../kernel/index.ts'

/** A script and what it is given, as both languages need it. */
export interface Script {
  /** Absolute. */
  readonly path: string
  /** As errors and log lines name it. */
  readonly name: string
  /** The name for errors of any file: relative where it lies in the project. */
  shown(file: string): string
  readonly directory: string
  /** JSON values, and bigints. */
  readonly params: Readonly<Record<string, unknown>>
  /** Seeds the script's random numbers. */
  readonly seed: string
  /** Name of the generator's time zone. */
  readonly zone: string
  /** Milliseconds that one call may take. */
  readonly limit: number
  /** Milliseconds that loading may take: at least what a busy machine needs to start a process. */
  readonly startLimit: number
  readonly log: Log
}

const SHORTEST_START_LIMIT = 15_000

export const LANGUAGES = {
  javascript: ['.js', '.mjs', '.cjs', '.ts', '.mts', '.cts'],
  python: ['.py'],
} as const

/** The language of a script by the end of its name; undefined if it is none of ours. */
export function languageOf(path: string): keyof typeof LANGUAGES | undefined {
  const suffix = extname(path)
  if ((LANGUAGES.javascript as readonly string[]).includes(suffix)) return 'javascript'
  return (LANGUAGES.python as readonly string[]).includes(suffix) ? 'python' : undefined
}

/** Gathers what a script is given. `timeout` in seconds. */
export function scriptOf(
  options: {
    readonly path: string
    readonly params: Readonly<Record<string, unknown>>
    readonly timeout: number
  },
  context: Context,
): Script {
  const path = context.resolve(options.path)
  const shown = (file: string): string => {
    const short = relative(context.directory, file)
    return short.startsWith('..') || short === '' ? file : short.split(sep).join('/')
  }
  const limit = options.timeout * 1000
  return {
    path,
    name: shown(path),
    shown,
    directory: context.directory,
    params: options.params,
    seed: seedText(context),
    zone: context.zone.name,
    limit,
    startLimit: Math.max(limit, SHORTEST_START_LIMIT),
    log: context.log,
  }
}

/** 128 bits of the plugin's stream: the script's streams are forked from them on the other side. */
function seedText(context: Context): string {
  const stream = context.rng.fork('script')
  return Array.from({ length: 4 }, () => stream.uint32().toString(16).padStart(8, '0')).join('')
}
