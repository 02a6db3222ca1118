import { resolve } from 'node:path'
import {
  type CompleteRunParameters,
  inspectLetters,
  type LetterCounts,
  type ReplaySummary,
  replayLetters,
} from '../../app/index.ts'
import { EXIT, type ExitCode } from '../exit.ts'
import { consoleLog } from '../log.ts'
import { full } from '../numbers.ts'
import { outputLine } from '../progress.ts'
import { onSignals } from '../signals.ts'

/** Says what is in a file of dead letters. */
export async function runDeadLetters(file: string): Promise<ExitCode> {
  process.stdout.write(contents(await inspectLetters(resolve(file))))
  return EXIT.complete
}

/** Sends the dead letters of a file again and says what came of it. */
export async function runReplay(
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
  process.stderr.write(account(file, summary))
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
