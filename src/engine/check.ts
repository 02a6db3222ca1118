import type { Project } from './load/project.ts'
import { openProject } from './open.ts'
import type { RunOptions } from './options.ts'
import { stillWorld } from './world.ts'

/** Opens every plugin of a project and closes it again; outputs are made but do not connect. Throws all problems. */
export async function check(project: Project, options: RunOptions): Promise<void> {
  const world = stillWorld(options.seed ?? project.seed ?? 0, options.from ?? 0)
  const opened = await openProject(project, options, world, { connect: false })
  await opened.event.close?.()
}
