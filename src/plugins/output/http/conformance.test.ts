import { outputConformance } from '../../../../test/conformance/output.ts'
import { type FaultProxy, faultProxy } from '../../../../test/services/fault-proxy.ts'
import http from './index.ts'
import { type TestServer, testServer } from './test-server.ts'

let server: TestServer
let proxy: FaultProxy
let targets = 0

const GOOD = `Basic ${Buffer.from('me:secret').toString('base64')}`

outputConformance('http', {
  plugin: http,
  async up() {
    server = await testServer()
    proxy = await faultProxy(() => server.port)
    server.answer = ({ headers, body }, response) => {
      const status = headers.authorization !== GOOD ? 401 : body.includes('poison') ? 422 : 201
      response.writeHead(status).end()
    }
  },
  async down() {
    await proxy.close()
    await server.kill()
  },
  proxy: () => proxy,
  crash: { kill: () => server.kill(), resume: () => server.resume() },
  exempt: { 'target missing': 'only a request with events can tell' },
  async target() {
    const path = `/target/${targets++}`
    return {
      options: {
        url: `http://127.0.0.1:${proxy.port}${path}`,
        username: 'me',
        password: 'secret',
        connections: 8,
      },
      arrived: async () => server.received.filter((each) => each.path === path).map(({ body }) => body),
      poison: (n) => `{"poison": ${n}}`,
      wrongCredentials: { password: 'wrong' },
    }
  },
})
