import { execFile } from 'node:child_process'
import { chmodSync, chownSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { certificates } from './certificates.ts'
import { daemon, freePort } from './daemon.ts'
import { debianPackages } from './install.ts'
import type { Service } from './service.ts'

const MAJOR = 15
const PASSWORD = 's3cret'
const run = promisify(execFile)

/** PostgreSQL refuses to run as root. */
const NOBODY = { uid: 65_534, gid: 65_534 }
const user = process.getuid?.() === 0 ? NOBODY : undefined

/** The machine's own server of that release, or Debian's, unpacked. */
async function programs(): Promise<{ bin: string; env: Record<string, string> }> {
  const installed = `/usr/lib/postgresql/${MAJOR}/bin`
  if (existsSync(join(installed, 'postgres'))) return { bin: installed, env: {} }
  const folder = await debianPackages(`postgres-${MAJOR}`, [`postgresql-${MAJOR}`, 'libpq5'])
  const libraries = join(folder, 'usr/lib/x86_64-linux-gnu')
  return { bin: join(folder, installed), env: { LD_LIBRARY_PATH: libraries } }
}

export const postgres: Service = {
  name: 'postgres',
  async install() {
    await programs()
  },
  async start() {
    const { bin, env } = await programs()
    const folder = mkdtempSync(join(tmpdir(), 'eventloom-postgres-'))
    const data = join(folder, 'data')
    if (user) chownSync(folder, user.uid, user.gid)
    else chmodSync(folder, 0o700)
    const { ca, server: own } = await certificates(folder)
    const secret = join(folder, 'password')
    writeFileSync(secret, PASSWORD)
    for (const file of [secret, own.cert, own.key]) {
      chmodSync(file, 0o600)
      if (user) chownSync(file, user.uid, user.gid)
    }
    const login = ['-U', 'eventloom', '-A', 'scram-sha-256', `--pwfile=${secret}`]
    const settings = ['-D', data, ...login, '-E', 'UTF8', '--no-sync', '--locale=C']
    const encrypted = ['-c', 'ssl=on', '-c', `ssl_cert_file=${own.cert}`, '-c', `ssl_key_file=${own.key}`]
    await run(join(bin, 'initdb'), settings, { ...user, cwd: folder, env: { ...process.env, ...env } })
    const port = await freePort()
    const server = daemon({
      command: join(bin, 'postgres'),
      args: ['-D', data, '-p', String(port), '-h', '127.0.0.1', '-k', folder, ...encrypted],
      env,
      cwd: folder,
      ...(user && { user }),
      ready: () => answers(port),
    })
    await server.start()
    return {
      address: { host: '127.0.0.1', port, user: 'eventloom', password: PASSWORD, database: 'postgres', ca },
      async kill() {
        // The children of a killed server go on for a moment and keep its memory; an immediate stop is a crash, too.
        await server.end('SIGQUIT')
      },
      resume: () => server.start(),
      async stop() {
        await server.end('SIGINT')
        rmSync(folder, { recursive: true, force: true })
      },
    }

    function answers(at: number): Promise<boolean> {
      return new Promise((resolve) => {
        const pid = join(data, 'postmaster.pid')
        const status = existsSync(pid) ? readFileSync(pid, 'utf8').split('\n')[7]?.trim() : undefined
        if (status !== 'ready') return resolve(false)
        const socket = connect(at, '127.0.0.1')
        socket.once('connect', () => resolve(true)).once('error', () => resolve(false))
        socket.once('connect', () => socket.destroy())
      })
    }
  },
}
