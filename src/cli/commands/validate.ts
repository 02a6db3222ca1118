import pc from 'picocolors'
import type { CompleteRunParameters } from '../../app/index.ts'
import { validate } from '../../app/index.ts'
import { EXIT, type ExitCode, exitFor } from '../exit.ts'
import { reportProblems } from '../report.ts'

/** Says all that is wrong with a project at once. */
export async function runValidate(parameters: CompleteRunParameters): Promise<ExitCode> {
  const { problems, warnings } = await validate(parameters)
  reportProblems(warnings, 'warning')
  reportProblems(problems)
  if (problems.length === 0) {
    process.stdout.write(`${pc.green('✔')} ${parameters.path} is valid\n`)
    return EXIT.complete
  }
  process.stderr.write(`${problems.length} problem${problems.length === 1 ? '' : 's'}\n`)
  return exitFor(problems)
}
