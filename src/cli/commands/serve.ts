import type { AddressInfo } from 'node:net'
import { type ServerParameters, server } from '../../server/index.ts'
import { EXIT, type ExitCode } from '../exit.ts'
import { reportProblems } from '../report.ts'
import { onSignals } from '../signals.ts'

/** Serves until a signal asks it to end; streams under way are then ended in good order. */
export async function runServe(parameters: ServerParameters, version: string): Promise<ExitCode> {
  const app = await server(parameters, version, (problem) => reportProblems([problem]))
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
  process.stderr.write(`eventloom listens on ${at}, described at ${at}/docs\n`)
  return new Promise((resolve) => {
    const signalled = onSignals(
      () => void app.close().then(() => resolve(signalled() ?? EXIT.complete)),
      () => app.server.closeAllConnections(),
    )
  })
}
