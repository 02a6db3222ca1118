import { type Formatter, LoomError, type Problem } from '../../kernel/index.ts'
import type { Project } from '../load/project.ts'
import type { OpenedProject } from '../open.ts'
import type { RunOptions } from '../options.ts'
import { Hand } from './hand.ts'
import { sharedFormatter } from './open-hand.ts'
import { takeLines } from './ready.ts'
import type { Crew, CrewOrder, Maker } from './task.ts'

/** Who makes the events of a run in tasks. */
export interface Makers {
  /** The thread of the run. */
  readonly own: Maker
  readonly crew?: Crew
}

/**
 * Those who make a run's events in tasks; undefined when the run makes them one slice after the other. Only a pure
 * source can be made by several: one that remembers says so in a warning and is made by one, and cannot be shared at all.
 */
export async function engage(
  opened: OpenedProject,
  project: Project,
  { hire, share, onWarning }: RunOptions,
  order: Omit<CrewOrder, 'tags'>,
  unread: boolean,
): Promise<Makers | undefined> {
  const { event, inputs, distortions, outputs } = opened
  if (share && !event.pure) {
    throw new LoomError('E_RUN_SHARD', 'events of this project depend on those before them', {
      hint: 'leave the shard out; models without state can be sharded',
    })
  }
  const tags = inputs.map(({ input }) => input.tags)
  const own = (formatter: Formatter | undefined) => new Hand(event, tags, formatter)
  if (!hire) return unread && mayMakeLines(opened) ? { own: own(opened.outputs[0]!.formatter) } : undefined
  // A drifting parameter is steered where the model is.
  const steered = distortions.some(({ distortion }) => distortion.steer)
  const gathers = outputs.some(({ formatter }) => formatter.gathers)
  if (event.pure && !steered && !gathers) {
    const shared = sharedFormatter(project) && opened.outputs[0]!.formatter
    return { own: own(shared?.each ? shared : undefined), crew: await hire({ ...order, tags }) }
  }
  onWarning?.(steered ? STEERED : gathers ? GATHERS : REMEMBERS)
  return undefined
}

/**
 * Nobody looks at events but outputs that take them as lines, whatever the size of a batch. In a run that distorts, the
 * distortions look at them.
 */
function mayMakeLines({ event, outputs, distortions, ledger }: OpenedProject): boolean {
  if (!event.pure || !event.lines || distortions.length > 0 || ledger) return false
  return takeLines(outputs)
}

const REMEMBERS: Problem = {
  code: 'W_WORKERS',
  message: 'one worker makes all events, for in this project they depend on those before them',
  hint: 'leave --workers out; models without state can be made by several',
}

const STEERED: Problem = {
  code: 'W_WORKERS',
  message: 'one worker makes all events, for a distortion steers the model while it runs',
  hint: 'leave --workers out, or let the drift act on fields',
}

const GATHERS: Problem = {
  code: 'W_WORKERS',
  message:
    'one worker makes all events, for a formatter makes one frame of a batch, and those of workers are shorter',
  hint: 'leave --workers out, or format each event by itself',
}
