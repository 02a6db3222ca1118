import type { Checkpoint } from '../checkpoint/checkpoint.ts'
import { trimLetters } from '../checkpoint/trim-letters.ts'
import type { FailureLog } from '../failure-log.ts'
import type { OpenedOutput } from '../open-outputs.ts'
import type { RunOptions } from '../options.ts'
import { type LetterBox, LetterFile } from './letter-file.ts'
import { LetterOutput } from './letter-output.ts'

/** Where the dead letters of a run go: to the project's own output for them, or to a file. */
export async function openLetterBox(
  output: OpenedOutput | undefined,
  options: RunOptions,
  failures: FailureLog,
  resumed: Checkpoint | undefined,
): Promise<LetterBox> {
  if (resumed) await trimLetters(options.deadLetters, resumed)
  const file = new LetterFile(options.deadLetters, (error) => failures.letters(error))
  return output ? new LetterOutput(output, options, file) : file
}
