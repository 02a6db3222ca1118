import { checkOutputs, machineTime, type OutputCheck } from '../engine/index.ts'
import { type Problem, problemsOf, silent } from '../kernel/index.ts'
import { openProjectFile } from './generate.ts'
import type { CompleteRunParameters } from './parameters.ts'
import { runOptions } from './run-options.ts'

/** What would keep the events of a project from arriving. */
export interface ProjectCheck {
  readonly outputs: readonly OutputCheck[]
  readonly problems: readonly Problem[]
}

/** Asks every output of a project whether events would arrive; writes nothing. */
export async function checkProject(parameters: CompleteRunParameters): Promise<ProjectCheck> {
  try {
    const project = await openProjectFile(parameters)
    return await checkOutputs(project, await runOptions(parameters, project.directory, silent, machineTime()))
  } catch (error) {
    return { outputs: [], problems: problemsOf(error) }
  }
}
