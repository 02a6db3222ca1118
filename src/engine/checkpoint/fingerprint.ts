import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { isMapping, type Kind, LoomError, RELEASE } from '../../kernel/index.ts'
import type { PluginEntry, Project } from '../load/project.ts'
import type { RunOptions } from '../options.ts'
import { filesBelow, filesNamedBy, withNamed } from './named-files.ts'

/** Hashes and values of what the stream depends on, each under a name that a user understands. */
export type Fingerprint = Readonly<Record<string, string>>

/**
 * What must be the same for a resumed run to make the same stream: inputs, events, distortions, the files that
 * their options name with those that these include or import, the project's own plugins, the outputs, the run's own
 * options, and the version of eventloom. How outputs are delivered to may change.
 */
export function fingerprint(project: Project, options: RunOptions): Fingerprint {
  const { id, zone, live, speed, skipPast, duration, maxEvents, share } = options
  const { directory } = project
  const makers = [...project.input, project.event, ...(project.distort ?? [])]
  const named = makers.flatMap(({ options, model }) => filesNamedBy([options, model?.options], directory))
  const own = (project.plugins ?? []).flatMap((name) => filesNamedBy(name, directory))
  const files = withNamed([...named, ...own, ...filesBelow(join(directory, 'plugins'))], directory)
  // What a program writes may be named in it, too.
  for (const { options } of project.output)
    for (const file of filesNamedBy(options, directory)) files.delete(file)
  return {
    input: hash(project.input.map(plain)),
    event: hash(plain(project.event)),
    distort: hash((project.distort ?? []).map(plain)),
    ledger: hash(project.ledger ?? null),
    output: hash(project.output.map(plain)),
    ...Object.fromEntries([...files].sort().map((file) => [relative(directory, file), hashFile(file)])),
    'the version of eventloom': RELEASE,
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
