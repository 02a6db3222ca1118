import { LoomError, type Problem } from '../../kernel/index.ts'
import type { OpenedProject } from '../open.ts'
import type { RunOptions } from '../options.ts'
import type { Crew, CrewOrder } from './task.ts'

/**
 * The crew that makes a run's events; undefined when the run makes them itself. Only a pure source can be
 * made by several: one that remembers says so in a warning and is made by one, and cannot be shared at all.
 */
export async function engage(
  { event, inputs, distortions }: OpenedProject,
  { hire, share, onWarning }: RunOptions,
  order: Omit<CrewOrder, 'tags'>,
): Promise<Crew | undefined> {
  if (share && !event.pure) {
    throw new LoomError('E_RUN_SHARD', 'events of this project depend on those before them', {
      hint: 'leave the shard out; models without state can be sharded',
    })
  }
  if (!hire) return undefined
  // A drifting parameter is steered where the model is.
  const steered = distortions.some(({ distortion }) => distortion.steer)
  if (event.pure && !steered) return hire({ ...order, tags: inputs.map(({ input }) => input.tags) })
  onWarning?.(steered ? STEERED : REMEMBERS)
  return undefined
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
