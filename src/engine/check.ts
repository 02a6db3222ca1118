import { rng } from '../kernel/index.ts'
import { VirtualClock } from './clock/virtual.ts'
import type { Project } from './load/project.ts'
import { openProject } from './open.ts'
import type { RunOptions } from './options.ts'

/** Opens every plugin of a project and closes it again; outputs are made but do not connect. Throws all problems. */
export async function check(project: Project, options: RunOptions): Promise<void> {
  const origin = options.from ?? 0
  const clock = new VirtualClock(origin)
  const world = { rng: rng(options.seed ?? project.seed ?? 0), clock, machineClock: clock, origin }
  const opened = await openProject(project, options, world, { connect: false })
  await opened.event.close?.()
}
