import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { daemon, freePort } from './daemon.ts'
import { npmPackages } from './install.ts'
import type { Service } from './service.ts'

const VERSION = '3.4.0'
const MAIN = resolve('test/services/chdb-server.mjs')
const USER = { username: 'loom', password: 's3cret' }

const programs = () => npmPackages(`chdb-${VERSION}`, [`chdb@${VERSION}`])

/** The engine of ClickHouse 26.7, with its formats, errors and deduplication, behind a small HTTP interface. */
export const chdb: Service = {
  name: 'chdb',
  async install() {
    await programs()
  },
  async start() {
    const modules = await programs()
    const folder = mkdtempSync(join(tmpdir(), 'eventloom-chdb-'))
    const port = await freePort()
    const server = daemon({
      command: process.execPath,
      args: [MAIN, modules, String(port), join(folder, 'data'), USER.username, USER.password],
      cwd: folder,
      ready: async () => (await fetch(`http://127.0.0.1:${port}/ping`)).ok,
    })
    await server.start()
    return {
      address: { host: '127.0.0.1', port, ...USER },
      kill: () => server.end(),
      resume: () => server.start(),
      async stop() {
        await server.end()
        rmSync(folder, { recursive: true, force: true })
      },
    }
  },
}
