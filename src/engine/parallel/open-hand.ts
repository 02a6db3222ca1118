import { isDeepStrictEqual } from 'node:util'
import type { Formatter } from '../../kernel/index.ts'
import { ProblemsError, rng } from '../../kernel/index.ts'
import { VirtualClock } from '../clock/virtual.ts'
import type { PluginEntry, Project } from '../load/project.ts'
import { openEvent } from '../open.ts'
import { Opener, open } from '../opener.ts'
import type { RunOptions } from '../options.ts'
import { Hand } from './hand.ts'
import type { CrewOrder } from './task.ts'

/** Opens what a worker needs of a project: its event plugin, and the formatter of its outputs where they share one. */
export async function openHand(project: Project, options: RunOptions, order: CrewOrder): Promise<Hand> {
  const clock = new VirtualClock(order.origin)
  const world = { rng: rng(order.seed), clock, machineClock: clock, origin: order.origin }
  const opener = new Opener(project, options, world)
  const event = await opener.attempt(project.event, () => openEvent(project.event, opener))
  const entry = sharedFormatter(project)
  const formatter = entry && (await opener.attempt(entry, () => openApart(entry, opener)))
  if (opener.problems.length > 0 || !event) throw new ProblemsError(opener.problems)
  return new Hand(event, order.tags, formatter?.each ? formatter : undefined)
}

function openApart(entry: PluginEntry<'formatter'>, opener: Opener): Formatter | Promise<Formatter> {
  return open(entry, opener.context('formatter', entry.definition.name))
}

/**
 * The formatter of all outputs, where they have the same. What goes wrong with an event goes wrong before it is
 * formatted, and is not the workers' business.
 */
export function sharedFormatter({ output, distort, ledger }: Project): PluginEntry<'formatter'> | undefined {
  const [first, ...others] = output.map(({ formatter }) => formatter)
  if (!first || distort?.length || ledger) return undefined
  const same = others.every(
    (other) => other?.definition === first.definition && isDeepStrictEqual(other.options, first.options),
  )
  return same ? first : undefined
}
