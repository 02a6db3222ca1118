import { createHash } from 'node:crypto'
import { readFileSync, statSync } from 'node:fs'
import { resolve } from 'node:path'
import { isMapping, type Kind, LoomError } from '../../kernel/index.ts'
import type { PluginEntry, Project } from '../load/project.ts'
import type { RunOptions } from '../options.ts'

/** Hashes and values of what the stream depends on, each under a name that a user understands. */
export type Fingerprint = Readonly<Record<string, string>>

/**
 * What must be the same for a resumed run to make the same stream: inputs, events, distortions, the files that
 * their options name, the outputs, and the run's own options. How outputs are delivered to may change.
 */
export function fingerprint(project: Project, options: RunOptions): Fingerprint {
  const { id, zone, live, speed, skipPast, duration, maxEvents, share } = options
  const makers = [...project.input, project.event, ...(project.distort ?? [])]
  const files = [...new Set(makers.flatMap((entry) => filesNamed(entry, project.directory)))].sort()
  return {
    input: hash(project.input.map(plain)),
    event: hash(plain(project.event)),
    distort: hash((project.distort ?? []).map(plain)),
    ledger: hash(project.ledger ?? null),
    output: hash(project.output.map(plain)),
    ...Object.fromEntries(files.map((file) => [file, hashFile(resolve(project.directory, file))])),
    '--id': id,
    '--timezone': zone.name,
    '--live-mode': String(live),
    '--skip-past': String(skipPast),
    '--speed': String(speed),
    '--duration': String(duration),
    '--max-events': String(maxEvents),
    '--shard': share ? `${share.index}/${share.of}` : 'all',
  }
}

/** E_CHECKPOINT_CHANGED, naming what has changed since. */
export function requireSame(before: Fingerprint, now: Fingerprint): void {
  const names = new Set([...Object.keys(before), ...Object.keys(now)])
  const changed = [...names].filter((name) => before[name] !== now[name])
  if (changed.length === 0) return
  throw new LoomError(
    'E_CHECKPOINT_CHANGED',
    `the run cannot go on, for it would make other events than the one that ended: ${changed.join(', ')} changed`,
    { hint: 'undo the change, or run without --resume to begin anew' },
  )
}

function plain({ definition, options, formatter, model }: PluginEntry<Kind>): unknown {
  const own = isMapping(options) ? { ...options, delivery: undefined } : options
  return {
    name: definition.name,
    options: own,
    ...(formatter && { formatter: plain(formatter) }),
    ...(model && { model: plain(model) }),
  }
}

function hash(value: unknown): string {
  const text = JSON.stringify(value, (_, each: unknown) => {
    if (typeof each === 'bigint' || typeof each === 'function') return String(each)
    return each instanceof Map || each instanceof Set ? [...each] : each
  })
  return createHash('sha256').update(text).digest('hex')
}

function hashFile(path: string): string {
  return createHash('sha256').update(readFileSync(path)).digest('hex')
}

/** Every text among the options that is the path of a file. */
function filesNamed({ options, model }: PluginEntry<Kind>, directory: string): string[] {
  const named: string[] = []
  const visit = (value: unknown): void => {
    if (typeof value === 'string') {
      if (value !== '' && value.length < 4096 && isFile(resolve(directory, value))) named.push(value)
    } else if (Array.isArray(value)) value.forEach(visit)
    else if (isMapping(value)) Object.values(value).forEach(visit)
  }
  visit(options)
  return model ? [...named, ...filesNamed(model, directory)] : named
}

function isFile(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false })?.isFile() === true
  } catch {
    return false
  }
}
