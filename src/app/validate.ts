import { check, machineTime } from '../engine/index.ts'
import type { Problem } from '../kernel/index.ts'
import { problemsOf, silent } from '../kernel/index.ts'
import { openProjectFile } from './generate.ts'
import type { CompleteRunParameters } from './parameters.ts'
import { runOptions } from './run-options.ts'

/** What is wrong with a project, and what is odd about it; nothing is run or delivered. */
export interface Validation {
  readonly problems: readonly Problem[]
  readonly warnings: readonly Problem[]
}

/** Loads a project and opens its inputs and events, so that templates, samples and patterns are checked too. */
export async function validate(parameters: CompleteRunParameters): Promise<Validation> {
  const warnings: Problem[] = []
  const log = {
    ...silent,
    warn: (message: string) => void warnings.push({ code: 'W_PLUGIN', message }),
  }
  try {
    const project = await openProjectFile(parameters, log)
    warnings.push(...project.warnings)
    await check(project, await runOptions(parameters, project.directory, log, machineTime()))
    return { problems: [], warnings }
  } catch (error) {
    return { problems: problemsOf(error), warnings }
  }
}
