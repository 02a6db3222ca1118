import { dirname } from 'node:path'
import { countLetters, type LetterCounts, machineTime, type ReplaySummary, replay } from '../engine/index.ts'
import { type Log, silent } from '../kernel/index.ts'
import { openProjectFile, withOutput } from './generate.ts'
import type { CompleteRunParameters } from './parameters.ts'
import { runOptions } from './run-options.ts'

/** What is in a file of dead letters. */
export function inspectLetters(file: string): Promise<LetterCounts> {
  return countLetters(file)
}

/**
 * The project that a file of dead letters comes from when nobody says otherwise: a run keeps it in the folder
 * `dead-letters` of the project.
 */
export function projectOfLetters(file: string): string {
  return dirname(dirname(file))
}

/** Sends the letters of a file again; with `output` all of them to that one. */
export async function replayLetters(
  file: string,
  parameters: CompleteRunParameters,
  signal: AbortSignal,
  log: Log = silent,
): Promise<ReplaySummary> {
  const project = await openProjectFile(parameters, log)
  const options = await runOptions(parameters, project.directory, log, machineTime())
  const all = parameters.output !== undefined
  return replay(await withOutput(project, parameters.output), options, file, { all, signal })
}
