import type { Problem } from '../kernel/index.ts'
import type { Project } from './load/project.ts'
import { closeOutputs, makeOutputs } from './open-outputs.ts'
import { Opener } from './opener.ts'
import type { RunOptions } from './options.ts'
import { stillWorld } from './world.ts'

/** What would keep events from arriving at an output. */
export interface OutputCheck {
  readonly id: string
  /** False for an output that has no way to tell without writing. */
  readonly checked: boolean
  readonly problems: readonly Problem[]
}

/**
 * Asks every output of a project, and the one for dead letters, what would keep events from arriving, without
 * writing. An output that cannot even be made is among `problems` alone.
 */
export async function checkOutputs(
  project: Project,
  options: RunOptions,
): Promise<{ readonly outputs: readonly OutputCheck[]; readonly problems: readonly Problem[] }> {
  const world = stillWorld(options.seed ?? project.seed ?? 0, options.from ?? 0)
  const opener = new Opener(project, options, world)
  const entries = project.deadLetters ? [...project.output, project.deadLetters] : project.output
  const made = await makeOutputs(entries, opener, options)
  const outputs: OutputCheck[] = []
  for (const { entry, opened } of made) {
    const { id, output } = opened
    const before = opener.problems.length
    await opener.attempt(entry, () => output.check?.())
    outputs.push({ id, checked: output.check !== undefined, problems: opener.problems.slice(before) })
  }
  await closeOutputs(made)
  return { outputs, problems: opener.problems }
}
