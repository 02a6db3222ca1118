#!/usr/bin/env node
import { CommanderError } from 'commander'
import { problemsOf } from '../kernel/index.ts'
import { EXIT, type ExitCode, exitFor } from './exit.ts'
import { program } from './program.ts'
import { reportProblems } from './report.ts'

/** Usage errors were printed by commander; everything else is printed here. */
function explain(error: unknown): ExitCode {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.complete : EXIT.usage
  const problems = problemsOf(error)
  reportProblems(problems)
  return exitFor(problems)
}

let exitCode: ExitCode = EXIT.complete
try {
  await program((code) => {
    exitCode = code
  }).parseAsync()
} catch (error) {
  exitCode = explain(error)
}
// Whatever a plugin left behind must not keep the process alive, and what is still in the pipes must go out.
process.exitCode = exitCode
await Promise.all(
  [process.stdout, process.stderr].map(
    (stream) => new Promise<void>((done) => void stream.write('', () => done())),
  ),
)
process.exit()
