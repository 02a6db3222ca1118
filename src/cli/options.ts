import { InvalidArgumentError, Option } from 'commander'
import type { ExitCode } from './exit.ts'

/** Called with the exit code of the command that ran. */
export type Finish = (code: ExitCode) => void

/** Parameters that tell how a schedule looks, without delivering it. */
export const LOOKING = [
  'id',
  'params',
  'seed',
  'duration',
  'from',
  'to',
  'live_mode',
  'skip_past',
  'timezone',
  'allow_subprocess',
  'cryptfile',
]

/** The most -v that mean something. */
const MOST_VERBOSE = 5

export function verboseOption(): Option {
  return new Option('-v, --verbose', 'Show logs; repeat for more (up to -vvvvv).')
    .argParser((_: string, level: number) => more(level))
    .default(0)
}

function more(level: number): number {
  if (level < MOST_VERBOSE) return level + 1
  throw new InvalidArgumentError(`At most ${MOST_VERBOSE} levels.`)
}
