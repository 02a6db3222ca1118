import { readFileSync, writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { connect, createServer, rootCertificates, type TlsOptions as ServerOptions } from 'node:tls'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { inFolder } from '../../../test/plugin-context.ts'
import { type Certificates, certificates } from '../../../test/services/certificates.ts'
import { loadTls } from './load.ts'
import { type TlsOptions, tlsAsked } from './options.ts'
import { systemTrust } from './trust.ts'

const NONE: TlsOptions = {
  verify: true,
  ca_cert: null,
  client_cert: null,
  client_cert_key: null,
  server_host_name: null,
}
const asIs = { resolve: (path: string) => path }

let files: Certificates
let finish: () => void
let done: Promise<void>

beforeAll(async () => {
  await new Promise<void>((ready) => {
    done = inFolder(async (folder) => {
      files = await certificates(folder)
      ready()
      await new Promise<void>((resolve) => {
        finish = resolve
      })
    })
  })
})
afterAll(async () => {
  finish()
  await done
})

/** What a client with these options is told: the names the server saw, or the code of the refusal. */
async function shake(options: Partial<TlsOptions>, server: ServerOptions = {}): Promise<unknown> {
  const { cert, key } = files.server
  const listening = createServer({ cert: readFileSync(cert), key: readFileSync(key), ...server }, (socket) =>
    socket.end(JSON.stringify([socket.getPeerCertificate()?.subject?.CN ?? null, socket.servername])),
  )
  listening.on('tlsClientError', () => undefined)
  await new Promise<void>((resolve) => void listening.listen(0, '127.0.0.1', resolve))
  const { port } = listening.address() as AddressInfo
  try {
    return await new Promise((resolve) => {
      const socket = connect({ port, host: '127.0.0.1', ...loadTls({ ...NONE, ...options }, asIs) })
      let said = ''
      socket.on('data', (chunk) => {
        said += chunk
      })
      socket.on('end', () => resolve(said === '' ? 'EPIPE' : JSON.parse(said)))
      socket.on('error', (error: NodeJS.ErrnoException) => resolve(error.code))
    })
  } finally {
    listening.close()
  }
}

test('a server is trusted when its authority is', async () => {
  expect(await shake({})).toMatch(/UNABLE_TO_VERIFY|SELF_SIGNED/)
  expect(await shake({ ca_cert: files.ca })).toEqual([null, false])
  expect(await shake({ verify: false })).toEqual([null, false])
})

test('the name that is asked for must be in the certificate', async () => {
  const named = { ca_cert: files.ca, server_host_name: 'localhost' }
  expect(await shake(named)).toEqual([null, 'localhost'])
  expect(await shake({ ...named, server_host_name: 'elsewhere' })).toBe('ERR_TLS_CERT_ALTNAME_INVALID')
  expect(await shake({ ...named, server_host_name: 'elsewhere', verify: false })).toEqual([null, 'elsewhere'])
})

test('a client certificate is shown when the server asks', async () => {
  const strict = { requestCert: true, rejectUnauthorized: true, ca: readFileSync(files.ca) }
  const { cert, key } = files.client
  expect(await shake({ ca_cert: files.ca, client_cert: cert, client_cert_key: key }, strict)).toEqual([
    'client',
    false,
  ])
  expect(await shake({ ca_cert: files.ca }, strict)).toMatch(/ALERT|ECONNRESET|EPIPE/)
})

test('files that are of no use are named', async () => {
  await inFolder(async (folder) => {
    const junk = join(folder, 'junk.pem')
    writeFileSync(junk, 'nothing')
    const broken = join(folder, 'broken.pem')
    writeFileSync(broken, '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n')
    for (const options of [
      { ca_cert: join(folder, 'missing.pem') },
      { ca_cert: junk },
      { ca_cert: broken },
      { client_cert: files.client.cert, client_cert_key: files.server.key },
      { client_cert: junk, client_cert_key: files.client.key },
    ]) {
      expect(() => loadTls({ ...NONE, ...options }, asIs)).toThrow(
        expect.objectContaining({
          code: 'E_TLS_FILE',
          message: expect.stringContaining(Object.values(options)[0]!),
        }),
      )
    }
  })
})

test('the authorities of the system stay trusted', () => {
  const { ca } = loadTls({ ...NONE, ca_cert: files.ca }, asIs)
  expect(ca.slice(0, -1)).toEqual(systemTrust())
  expect(systemTrust().join('\n').split('BEGIN CERTIFICATE').length).toBeGreaterThan(20)
  expect(rootCertificates.length).toBeGreaterThan(20)
})

test('what asks for TLS', () => {
  expect(tlsAsked(NONE)).toBeUndefined()
  expect(tlsAsked({ ...NONE, server_host_name: 'x' })).toBe('server_host_name')
})
