import { testServer } from '../../src/plugins/output/http/test-server.ts'
import { faultProxy } from '../services/fault-proxy.ts'
import type { Ordeal } from './faulty-run.ts'

/** `dedupe`: a server that takes each idempotency key once, as it should. */
const ordeal = (dedupe: boolean): Ordeal => ({
  name: dedupe ? 'http, server keeps keys' : 'http, server without memory',
  once: dedupe,
  async start() {
    const server = await testServer()
    const proxy = await faultProxy(() => server.port)
    const url = `http://127.0.0.1:${proxy.port}/`
    return {
      proxy,
      output: { http: { url, ...(!dedupe && { idempotency_header: null }) } },
      async arrived() {
        const times = new Map<number, number>()
        for (const { body } of server.received) {
          for (const { n } of JSON.parse(body) as { n: number }[]) times.set(n, (times.get(n) ?? 0) + 1)
        }
        return times
      },
      async stop() {
        await proxy.close()
        await server.kill()
      },
    }
  },
})

export const httpOrdeals = [ordeal(true), ordeal(false)]
