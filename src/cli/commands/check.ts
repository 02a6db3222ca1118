import { Argument, type Command } from 'commander'
import pc from 'picocolors'
import { type CompleteRunParameters, checkProject } from '../../app/index.ts'
import { EXIT, type ExitCode, exitFor } from '../exit.ts'
import { addParameterFlags, parametersFrom } from '../flags.ts'
import { type Finish, LOOKING } from '../options.ts'
import { reportProblems } from '../report.ts'

export function configure(command: Command, finish: Finish): void {
  command.addArgument(new Argument('<path>', 'project file or folder'))
  addParameterFlags(command, [...LOOKING, 'write_timeout'])
  command.action(async () => finish(await runCheck(parametersFrom(command, { path: command.args[0] }))))
}

/** Asks every output of a project whether events would arrive there. */
async function runCheck(parameters: CompleteRunParameters): Promise<ExitCode> {
  const { outputs, problems } = await checkProject(parameters)
  for (const { id, checked, problems: found } of outputs) {
    const word = found.length > 0 ? pc.red('✘') : checked ? pc.green('✔') : pc.yellow('?')
    const note = checked ? '' : pc.dim(' cannot be checked without writing')
    process.stdout.write(`${word} ${id}${note}\n`)
  }
  reportProblems(problems)
  return problems.length === 0 ? EXIT.complete : exitFor(problems)
}
