import type { AnyDefinition, Input } from '../../kernel/index.ts'
import {
  type Clock,
  type InputContext,
  type Log,
  type LogFields,
  type Micros,
  readOptions,
  rng,
  silent,
  zone,
} from '../../kernel/index.ts'

/** 2025-06-17T13:45:10.123456Z, a Tuesday. */
export const ORIGIN: Micros = Date.UTC(2025, 5, 17, 13, 45, 10) * 1000 + 123_456

/** Microseconds of ISO text that carries an offset or `Z`. */
export const at = (iso: string): Micros => Date.parse(iso) * 1000

export interface Given {
  zone?: string
  origin?: Micros
  range?: InputContext['range']
  seed?: number
  clock?: Clock
  directory?: string
  log?: Log
}

export function inputContext(given: Given = {}): InputContext {
  const directory = given.directory ?? '/nowhere'
  const origin = given.origin ?? ORIGIN
  return {
    directory,
    resolve: (path) => (path.startsWith('/') ? path : `${directory}/${path}`),
    id: 'test',
    zone: zone(given.zone ?? 'UTC'),
    clock: given.clock ?? { now: () => origin, sleepUntil: async () => {} },
    rng: rng(given.seed ?? 1),
    log: given.log ?? silent,
    trusted: false,
    origin,
    range: given.range ?? {},
  }
}

/** Opens an input with options as a user would write them; throws the first problem's message. */
export async function openInput(
  definition: AnyDefinition<'input'>,
  raw: Record<string, unknown>,
  given: Given = {},
): Promise<Input> {
  const read = readOptions(definition.options, raw)
  if (!read.ok) throw new Error(read.problems.map(({ message }) => message).join('\n'))
  return definition.open(read.value as never, inputContext(given))
}

/** The ticks of a scheduled input, at most `limit`. */
export function ticks(input: Input, limit: number, from = Number.NEGATIVE_INFINITY, size = 1000): number[] {
  const found: number[] = []
  for (const block of scheduled(input, from, size)) {
    found.push(...block)
    if (found.length >= limit) break
  }
  return found.slice(0, limit)
}

export function scheduled(input: Input, from: Micros, size: number): Iterable<Float64Array> {
  return input.blocks(from, size, new AbortController().signal) as Iterable<Float64Array>
}

/** A log that keeps its warnings. */
export function warnings(): Log & { readonly said: [string, LogFields | undefined][] } {
  const said: [string, LogFields | undefined][] = []
  return { ...silent, said, warn: (message, fields) => void said.push([message, fields]) }
}
