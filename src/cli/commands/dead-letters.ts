import { resolve } from 'node:path'
import { Argument, type Command } from 'commander'
import {
  type CompleteRunParameters,
  inspectLetters,
  type LetterCounts,
  projectOfLetters,
  type ReplaySummary,
  replayLetters,
} from '../../app/index.ts'
import { EXIT, type ExitCode } from '../exit.ts'
import { addParameterFlags, parametersFrom } from '../flags.ts'
import { consoleLog } from '../log.ts'
import { full } from '../numbers.ts'
import { type Finish, verboseOption } from '../options.ts'
import { outputLine } from '../progress.ts'
import { onSignals } from '../signals.ts'
import { print, tell } from '../terminal.ts'

/** Parameters of sending dead letters again. */
const REPLAYING = [
  'output',
  'params',
  'timezone',
  'keep_order',
  'max_concurrency',
  'write_timeout',
  'drain',
  'allow_subprocess',
  'cryptfile',
]

export function configure(command: Command, finish: Finish): void {
  command.addArgument(new Argument('<file>', 'as a run left it'))
  command.option('--replay', 'Send them again, each to its output; what fails again stays in the file.')
  command.option('--path <file>', 'The project (default: the folder above that of the file).')
  addParameterFlags(command, REPLAYING)
  command.addOption(verboseOption())
  type Given = { replay?: true; path?: string; verbose: number }
  command.action(async (file: string, { replay, path, verbose }: Given) => {
    if (!replay) return finish(await runDeadLetters(file))
    const parameters = parametersFrom(command, { path: path ?? projectOfLetters(file) })
    finish(await runReplay(file, parameters, verbose))
  })
}

/** Says what is in a file of dead letters. */
async function runDeadLetters(file: string): Promise<ExitCode> {
  print(contents(await inspectLetters(resolve(file))))
  return EXIT.complete
}

/** Sends the dead letters of a file again and says what came of it. */
async function runReplay(
  file: string,
  parameters: CompleteRunParameters,
  verbosity: number,
): Promise<ExitCode> {
  const stop = new AbortController()
  const signalled = onSignals(
    () => stop.abort(),
    () => process.exit(EXIT.interrupted),
  )
  const summary = await replayLetters(resolve(file), parameters, stop.signal, consoleLog(verbosity))
  tell(account(file, summary))
  return signalled() ?? (summary.left === 0 && summary.reasons.length === 0 ? EXIT.complete : EXIT.incomplete)
}

function contents({ kinds, unreadable }: LetterCounts): string {
  const lines = kinds.map(
    ({ output, code, count, reason }) => `${full(count)} × ${output}: ${code} ${reason}`,
  )
  if (unreadable > 0) lines.push(`${full(unreadable)} × no dead letter`)
  return lines.length === 0 ? 'no dead letters\n' : `${lines.join('\n')}\n`
}

function account(file: string, { outputs, left, reasons }: ReplaySummary): string {
  const lines = [
    ...outputs.filter(({ produced }) => produced > 0).map(outputLine),
    ...reasons.map(({ count, first }) => `  ${full(count)} × ${first}`),
    left === 0 ? `  nothing is left in ${file}` : `  ${full(left)} are left in ${file}`,
  ]
  return `${lines.join('\n')}\n`
}
