import { CommanderError } from 'commander'
import { problemsOf } from '../kernel/index.ts'
import { EXIT, type ExitCode, exitFor } from './exit.ts'
import { program } from './program.ts'
import { reportProblems } from './report.ts'
import { flushed } from './terminal.ts'

/** Usage errors were printed by commander; everything else is printed here. */
function explain(error: unknown): ExitCode {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.complete : EXIT.usage
  const problems = problemsOf(error)
  reportProblems(problems)
  return exitFor(problems)
}

/** Runs the command that the arguments name, and ends the process with its exit code. */
export async function commandLine(): Promise<never> {
  let exitCode: ExitCode = EXIT.complete
  try {
    const finish = (code: ExitCode) => {
      exitCode = code
    }
    await (await program(finish, process.argv.slice(2))).parseAsync()
  } catch (error) {
    exitCode = explain(error)
  }
  // Whatever a plugin left behind must not keep the process alive, and what is still in the pipes must go out.
  await flushed()
  return process.exit(exitCode)
}
