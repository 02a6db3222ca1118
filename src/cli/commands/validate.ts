import { Argument, type Command } from 'commander'
import { type CompleteRunParameters, validate } from '../../app/index.ts'
import { EXIT, type ExitCode, exitFor } from '../exit.ts'
import { addParameterFlags, parametersFrom } from '../flags.ts'
import { type Finish, LOOKING } from '../options.ts'
import { reportProblems } from '../report.ts'
import { paintFor, print, tell } from '../terminal.ts'

export function configure(command: Command, finish: Finish): void {
  command.addArgument(new Argument('<path>', 'project file or folder'))
  addParameterFlags(command, LOOKING)
  command.action(async () => finish(await runValidate(parametersFrom(command, { path: command.args[0] }))))
}

/** Says all that is wrong with a project at once. */
async function runValidate(parameters: CompleteRunParameters): Promise<ExitCode> {
  const { problems, warnings } = await validate(parameters)
  reportProblems(warnings, 'warning')
  reportProblems(problems)
  if (problems.length === 0) {
    print(`${paintFor('stdout')('green', '✔')} ${parameters.path} is valid\n`)
    return EXIT.complete
  }
  tell(`${problems.length} problem${problems.length === 1 ? '' : 's'}\n`)
  return exitFor(problems)
}
