import type { Problem } from '../kernel/index.ts'

/** What the process tells its caller. */
export const EXIT = {
  complete: 0,
  couldNotStart: 1,
  usage: 2,
  /** It ran, but something failed or was dead-lettered. */
  incomplete: 3,
  interrupted: 130,
  terminated: 143,
} as const

export type ExitCode = (typeof EXIT)[keyof typeof EXIT]

/** Codes that say: the command line is wrong, not the project. */
const USAGE = new Set(['E_PARAMETER', 'E_PLUGIN_UNKNOWN', 'E_SCAFFOLD_TEMPLATE'])

/** The exit code for problems that kept a command from doing its work. */
export function exitFor(problems: readonly Problem[]): ExitCode {
  return problems.every(({ code, at }) => at === undefined && USAGE.has(code))
    ? EXIT.usage
    : EXIT.couldNotStart
}
