import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { OutputHarness } from '../../../../test/conformance/harness.ts'
import { outputConformance } from '../../../../test/conformance/output.ts'
import { type Certificates, certificates } from '../../../../test/services/certificates.ts'
import { type FaultProxy, faultProxy } from '../../../../test/services/fault-proxy.ts'
import tcp from './index.ts'
import { type TestServer, testServer } from './test-server.ts'

let server: TestServer
let proxy: FaultProxy

const common = {
  plugin: tcp,
  proxy: () => proxy,
  crash: { kill: () => server.kill(), resume: () => server.resume() },
  plenty: () => Array.from({ length: 400 }, (_, n) => `{"plenty": ${n}, "text": "${'x'.repeat(100_000)}"}`),
} satisfies Partial<OutputHarness>

const exempt = {
  'answers lost': 'there are no answers',
  'target missing': 'a port is all there is',
  ids: 'a stream of bytes has no names',
}

/** The lines of all connections; what a broken one ends with is no line. */
const lines = () => server.received.flatMap((bytes) => bytes.toString().split('\n').slice(0, -1))

outputConformance('tcp', {
  ...common,
  exempt: { ...exempt, 'bad credentials': 'there are none' },
  async up() {
    server = await testServer()
    proxy = await faultProxy(() => server.port)
  },
  async down() {
    await proxy.close()
    await server.kill()
  },
  async target() {
    server.clear()
    return {
      options: { host: '127.0.0.1', port: proxy.port, confirm: 0.2 },
      arrived: async () => lines(),
      poison: (n) => `lone half \ud800 ${n}`,
    }
  },
})

let folder: string
let files: Certificates

outputConformance('tcp with TLS', {
  ...common,
  exempt,
  async up() {
    folder = mkdtempSync(join(tmpdir(), 'eventloom-tcp-'))
    files = await certificates(folder)
    server = await testServer({
      cert: readFileSync(files.server.cert),
      key: readFileSync(files.server.key),
      ca: readFileSync(files.ca),
      requestCert: true,
      rejectUnauthorized: true,
    })
    proxy = await faultProxy(() => server.port)
  },
  async down() {
    await proxy.close()
    await server.kill()
    rmSync(folder, { recursive: true })
  },
  async target() {
    server.clear()
    const { cert, key } = files.client
    return {
      options: {
        host: '127.0.0.1',
        port: proxy.port,
        confirm: 0.2,
        ssl: true,
        ca_cert: files.ca,
        client_cert: cert,
        client_cert_key: key,
        server_host_name: 'localhost',
      },
      arrived: async () => lines(),
      poison: (n) => `lone half \ud800 ${n}`,
      wrongCredentials: { client_cert: null, client_cert_key: null },
    }
  },
})
