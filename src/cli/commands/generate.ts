import { type Command, Option } from 'commander'
import { type CompleteRunParameters, generate } from '../../app/index.ts'
import { type Problem, problemsOf } from '../../kernel/index.ts'
import { EXIT, type ExitCode, exitFor } from '../exit.ts'
import { addParameterFlags, parametersFrom } from '../flags.ts'
import { consoleLog } from '../log.ts'
import { type Finish, verboseOption } from '../options.ts'
import { PROGRESS_MODES, type Progress, type ProgressMode, showProgress } from '../progress.ts'
import { reportProblems } from '../report.ts'
import { onSignals } from '../signals.ts'
import { isTerminal } from '../terminal.ts'

export function configure(command: Command, finish: Finish): void {
  addParameterFlags(command)
  command
    .addOption(
      new Option('--progress <mode>', 'How to show progress on stderr.')
        .choices(PROGRESS_MODES)
        .default('auto'),
    )
    .addOption(verboseOption())
    .action(async ({ progress, verbose }: { progress: ProgressMode; verbose: number }) => {
      finish(await runGenerate(parametersFrom(command), { progress, verbosity: verbose }))
    })
}

/** Runs a project to its end, or until a signal or a closed pipe ends it. */
async function runGenerate(
  parameters: CompleteRunParameters,
  shown: { readonly progress: ProgressMode; readonly verbosity: number },
): Promise<ExitCode> {
  let progress: Progress | undefined
  const log = consoleLog(shown.verbosity, () => progress?.clear())
  try {
    const warn = (problems: readonly Problem[]) => {
      if (shown.progress !== 'auto' && shown.progress !== 'bar') return
      progress?.clear()
      reportProblems(problems, 'warning')
    }
    const run = await generate(parameters, log, (problem) => warn([problem]))
    warn(run.project.warnings)
    const signalled = onSignals(
      () => run.stop(),
      () => run.abandon(),
    )
    const onTerminal = () =>
      isTerminal('stdout') && run.project.output.some(({ definition }) => definition.name === 'stdout')
    progress = showProgress(shown.progress, () => run.snapshot(), onTerminal)
    const summary = await run.complete()
    const destination = run.project.deadLetters
    progress.end(summary, destination ? `output/${destination.definition.name}` : run.options.deadLetters)
    return signalled() ?? (summary.clean ? EXIT.complete : EXIT.incomplete)
  } catch (error) {
    progress?.clear()
    const problems = problemsOf(error)
    reportProblems(problems)
    return exitFor(problems)
  }
}
