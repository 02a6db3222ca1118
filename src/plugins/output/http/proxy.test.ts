import { readFileSync } from 'node:fs'
import { createServer as createProxy, request as forward } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { expect, test, vi } from 'vitest'
import { attempt } from '../../../../test/conformance/attempt.ts'
import { deliveryOf, inFolder, never } from '../../../../test/plugin-context.ts'
import { certificates } from '../../../../test/services/certificates.ts'
import { testBed } from './test-bed.ts'
import { testServer } from './test-server.ts'

const bed = testBed()
const { output } = bed

/** A proxy as companies have it: plain requests are passed on, CONNECT makes a tunnel. */
async function proxyServer(): Promise<{ port: number; seen: string[] }> {
  const seen: string[] = []
  const proxy = createProxy((incoming, response) => {
    seen.push(`${incoming.method} ${incoming.url} ${incoming.headers['proxy-authorization'] ?? ''}`.trim())
    const { method, headers } = incoming
    const onward = forward(incoming.url!, { ...(method && { method }), headers }, (answer) => {
      response.writeHead(answer.statusCode!)
      answer.pipe(response)
    })
    incoming.pipe(onward)
  })
  proxy.on('connect', (incoming, socket) => {
    seen.push(`CONNECT ${incoming.url}`)
    const [host, port] = incoming.url!.split(':')
    const upstream = connect(Number(port), host, () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n')
      upstream.pipe(socket).pipe(upstream)
    })
    upstream.on('error', () => socket.destroy())
    socket.on('error', () => upstream.destroy())
  })
  await new Promise<void>((resolve) => void proxy.listen(0, '127.0.0.1', resolve))
  bed.ends.push(() => {
    proxy.close()
    proxy.closeAllConnections()
  })
  return { port: (proxy.address() as AddressInfo).port, seen }
}

test('goes through a proxy, named or of the environment', async () => {
  const proxy = await proxyServer()
  const address = `http://127.0.0.1:${bed.server.port}/in?x=1`
  const plain = { idempotency_header: null }
  const named = await output({ ...plain, proxy_url: `http://user:pass@127.0.0.1:${proxy.port}` })
  expect(await attempt(named, deliveryOf(['a', 'b']))).toEqual([])
  expect(proxy.seen).toEqual(Array(2).fill(`POST ${address} Basic ${btoa('user:pass')}`))
  vi.stubEnv('HTTP_PROXY', `http://127.0.0.1:${proxy.port}`)
  expect(await attempt(await output(plain), deliveryOf(['c']))).toEqual([])
  expect(proxy.seen).toHaveLength(3)
  vi.stubEnv('NO_PROXY', '127.0.0.1')
  expect(await attempt(await output(plain), deliveryOf(['d']))).toEqual([])
  expect(proxy.seen).toHaveLength(3)
  expect(bed.server.received.map(({ body }) => body)).toEqual(['a', 'b', 'c', 'd'])
  expect(
    await (await output({ proxy_url: 'http://127.0.0.1:1' })).write(deliveryOf(['e']), never),
  ).toMatchObject([{ error: { kind: 'connect' } }])
})

test('TLS with an own authority and a client certificate, also through a proxy', () =>
  inFolder(async (folder) => {
    const files = await certificates(folder)
    const strict = { requestCert: true, rejectUnauthorized: true, ca: readFileSync(files.ca) }
    const own = { cert: readFileSync(files.server.cert), key: readFileSync(files.server.key) }
    const secure = await testServer({ ...own, ...strict })
    bed.ends.push(() => secure.kill())
    const proxy = await proxyServer()
    const url = `https://127.0.0.1:${secure.port}/`
    const shown = { url, ca_cert: 'ca.pem', client_cert: 'client.pem', client_cert_key: 'client.key' }
    const given = { directory: folder }
    const one = deliveryOf(['x'])
    const refused = async (options: Record<string, unknown>) =>
      (await attempt(await output(options, given), one)).map(({ error }) => error)
    expect(await refused({ url })).toMatchObject([{ kind: 'connect', hint: 'name the authority in ca_cert' }])
    expect(await refused({ url, ca_cert: 'ca.pem' })).toMatchObject([{ kind: 'connect' }])
    expect(await refused({ ...shown, server_host_name: 'elsewhere' })).toMatchObject([{ kind: 'connect' }])
    expect(await refused({ ...shown, server_host_name: 'localhost' })).toEqual([])
    expect(await refused({ ...shown, ca_cert: null, verify: false, idempotency_header: null })).toEqual([])
    expect(
      await refused({ ...shown, proxy_url: `http://127.0.0.1:${proxy.port}`, idempotency_header: null }),
    ).toEqual([])
    expect(proxy.seen).toEqual([`CONNECT 127.0.0.1:${secure.port}`])
    expect(secure.received).toHaveLength(3)
    await expect(output({ ...shown, ca_cert: 'missing.pem' }, given)).rejects.toMatchObject({
      code: 'E_TLS_FILE',
    })
  }))
