import { Argument, type Command } from 'commander'
import { type CompleteRunParameters, checkProject } from '../../app/index.ts'
import { EXIT, type ExitCode, exitFor } from '../exit.ts'
import { addParameterFlags, parametersFrom } from '../flags.ts'
import { type Finish, LOOKING } from '../options.ts'
import { reportProblems } from '../report.ts'
import { paintFor, print } from '../terminal.ts'

const paint = paintFor('stdout')

export function configure(command: Command, finish: Finish): void {
  command.addArgument(new Argument('<path>', 'project file or folder'))
  addParameterFlags(command, [...LOOKING, 'write_timeout'])
  command.action(async () => finish(await runCheck(parametersFrom(command, { path: command.args[0] }))))
}

/** Asks every output of a project whether events would arrive there. */
async function runCheck(parameters: CompleteRunParameters): Promise<ExitCode> {
  const { outputs, problems } = await checkProject(parameters)
  for (const { id, checked, problems: found } of outputs) {
    const word = found.length > 0 ? paint('red', '✘') : checked ? paint('green', '✔') : paint('yellow', '?')
    const note = checked ? '' : paint('dim', ' cannot be checked without writing')
    print(`${word} ${id}${note}\n`)
  }
  reportProblems(problems)
  return problems.length === 0 ? EXIT.complete : exitFor(problems)
}
