import { EXIT, type ExitCode } from './exit.ts'

/**
 * The first SIGINT or SIGTERM asks for a graceful end, the second ends the process at once. Returns a function
 * that tells which exit code a signal asks for, if one came.
 */
export function onSignals(stop: () => void): () => ExitCode | undefined {
  let code: ExitCode | undefined
  const handle = (asked: ExitCode) => () => {
    if (code !== undefined) process.exit(asked)
    code = asked
    stop()
  }
  process.on('SIGINT', handle(EXIT.interrupted))
  process.on('SIGTERM', handle(EXIT.terminated))
  return () => code
}
