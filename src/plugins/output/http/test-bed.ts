import { afterEach, beforeEach, vi } from 'vitest'
import { type Given, openOutput } from '../../../../test/plugin-context.ts'
import type { Output } from '../../../kernel/index.ts'
import http from './index.ts'
import { type TestServer, testServer } from './test-server.ts'

/** What the tests of a file share: a server that is new for each of them, and an environment without proxies. */
export interface TestBed {
  readonly server: TestServer
  /** Called after the test, the last first. */
  readonly ends: (() => unknown)[]
  /** An output that sends to the server unless its options say otherwise. */
  output(options?: Record<string, unknown>, given?: Given): Promise<Output>
}

/** Call it at the top of a test file, for it registers hooks. */
export function testBed(): TestBed {
  let server: TestServer
  const ends: (() => unknown)[] = []
  beforeEach(async () => {
    for (const name of ['http_proxy', 'https_proxy', 'all_proxy', 'no_proxy']) {
      vi.stubEnv(name, '')
      vi.stubEnv(name.toUpperCase(), '')
    }
    server = await testServer()
    ends.push(() => server.kill())
  })
  afterEach(async () => {
    vi.unstubAllEnvs()
    for (const end of ends.splice(0).reverse()) await end()
  })
  return {
    get server() {
      return server
    },
    ends,
    async output(options = {}, given = {}) {
      const opened = await openOutput(
        http,
        { url: `http://127.0.0.1:${server.port}/in?x=1`, ...options },
        given,
      )
      ends.push(() => opened.close?.())
      return opened
    },
  }
}
