import { EXIT, type ExitCode } from './exit.ts'

/** After a second signal a run has this long to tell its account (milliseconds). */
const LAST_WORD = 300

/**
 * The first SIGINT or SIGTERM asks for a graceful end, the second for an immediate one, with the account if it
 * can still be told; a third waits for nothing. Returns a function that tells which exit code a signal asks for.
 */
export function onSignals(stop: () => void, abandon: () => void): () => ExitCode | undefined {
  let code: ExitCode | undefined
  let signals = 0
  const handle = (asked: ExitCode) => () => {
    signals++
    code ??= asked
    if (signals === 1) stop()
    else if (signals > 2) process.exit(code)
    else {
      setTimeout(() => process.exit(code), LAST_WORD)
      abandon()
    }
  }
  process.on('SIGINT', handle(EXIT.interrupted))
  process.on('SIGTERM', handle(EXIT.terminated))
  return () => code
}
