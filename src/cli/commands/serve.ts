import type { AddressInfo } from 'node:net'
import type { Command } from 'commander'
import { readGiven } from '../../app/index.ts'
import { RELEASE } from '../../kernel/index.ts'
import { type ServerParameters, server, serverParameters } from '../../server/index.ts'
import { EXIT, type ExitCode } from '../exit.ts'
import { flagsOf } from '../flags.ts'
import type { Finish } from '../options.ts'
import { reportProblems } from '../report.ts'
import { onSignals } from '../signals.ts'
import { tell } from '../terminal.ts'

export function configure(command: Command, finish: Finish): void {
  const flags = flagsOf(serverParameters, (given, nameOf) => readGiven(serverParameters, given, nameOf))
  flags.add(command)
  command.action(async () => finish(await runServe(flags.read(command))))
}

/** Serves until a signal asks it to end; streams under way are then ended in good order. */
async function runServe(parameters: ServerParameters): Promise<ExitCode> {
  const app = await server(parameters, RELEASE, (problem) => reportProblems([problem]))
  try {
    await app.listen({ host: parameters.host, port: parameters.port })
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    const busy = code === 'EADDRINUSE'
    reportProblems([
      {
        code: 'E_SERVE',
        message: `cannot listen on ${parameters.host}:${parameters.port}: ${busy ? 'the port is taken' : message}`,
        hint: busy ? 'give --port another one, or 0 for any that is free' : 'check --host and --port',
      },
    ])
    return EXIT.couldNotStart
  }
  const { address, family, port } = app.server.address() as AddressInfo
  const at = `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`
  tell(`eventloom listens on ${at}, described at ${at}/docs\n`)
  return new Promise((resolve) => {
    const signalled = onSignals(
      () => void app.close().then(() => resolve(signalled() ?? EXIT.complete)),
      () => app.server.closeAllConnections(),
    )
  })
}
