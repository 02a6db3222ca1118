import { type ChildProcess, spawn } from 'node:child_process'
import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'

/** A port of the loopback interface that nobody listens on. */
export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

export interface Program {
  readonly command: string
  readonly args: readonly string[]
  readonly env?: Readonly<Record<string, string>>
  readonly cwd?: string
  /** For servers that refuse to run as root. */
  readonly user?: { readonly uid: number; readonly gid: number }
  /** Resolves true as soon as the server answers. */
  readonly ready: () => Promise<boolean>
  /** Seconds it may take to start. */
  readonly patience?: number
}

/** A server process; ends with this one. */
export interface Daemon {
  start(): Promise<void>
  /** `SIGKILL` by default: what a crash is. */
  end(signal?: NodeJS.Signals): Promise<void>
}

export function daemon(program: Program): Daemon {
  let child: ChildProcess | undefined
  const reap = () => child?.kill('SIGKILL')

  return {
    async start() {
      const { command, args, env, cwd, user, ready, patience = 60 } = program
      let said = ''
      const started = spawn(command, args, {
        stdio: ['ignore', 'pipe', 'pipe'],
        env: { ...process.env, ...env },
        ...(cwd !== undefined && { cwd }),
        ...user,
      })
      child = started
      const listen = (chunk: Buffer) => {
        said = (said + chunk).slice(-4000)
      }
      started.stdout.on('data', listen)
      started.stderr.on('data', listen)
      let failed: Error | undefined
      started.on('error', (error) => {
        failed = error
      })
      process.once('exit', reap)
      const deadline = Date.now() + patience * 1000
      while (!(await ready().catch(() => false))) {
        if (failed || started.exitCode !== null || Date.now() > deadline) {
          started.kill('SIGKILL')
          throw new Error(`${command} did not come up: ${failed?.message ?? ''}\n${said}`)
        }
        await new Promise((resolve) => setTimeout(resolve, 50))
      }
    },
    async end(signal = 'SIGKILL') {
      const running = child
      child = undefined
      process.removeListener('exit', reap)
      if (!running || running.exitCode !== null || running.signalCode !== null) return
      const ended = new Promise((resolve) => running.once('exit', resolve))
      running.kill(signal)
      await ended
    },
  }
}
