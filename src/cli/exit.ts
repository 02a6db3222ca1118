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
