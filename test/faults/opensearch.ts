import { readFileSync } from 'node:fs'
import { Agent, request } from 'undici'
import { faultProxy } from '../services/fault-proxy.ts'
import { opensearch } from '../services/opensearch.ts'
import type { Ordeal } from './faulty-run.ts'

export const opensearchOrdeals: Ordeal[] = [
  {
    name: 'opensearch',
    once: true,
    async start() {
      const server = await opensearch.start()
      const { url, ca, username, password } = server.address
      const dispatcher = new Agent({ connect: { ca: readFileSync(String(ca)) } })
      const authorization = `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`
      const api = async (method: 'POST' | 'PUT', path: string, body?: unknown): Promise<unknown> => {
        const answer = await request(String(url) + path, {
          method,
          dispatcher,
          headers: { authorization, 'content-type': 'application/json' },
          body: body === undefined ? null : JSON.stringify(body),
        })
        return await answer.body.json()
      }
      await api('PUT', '/events', {
        settings: { number_of_shards: 1, number_of_replicas: 0, max_result_window: 1_000_000 },
        mappings: { properties: { n: { type: 'long' }, text: { type: 'object', enabled: false } } },
      })
      const proxy = await faultProxy(() => Number(new URL(String(url)).port))
      return {
        proxy,
        output: {
          opensearch: {
            hosts: [`https://${proxy.host}:${proxy.port}`],
            ca_cert: ca,
            username,
            password,
            index: 'events',
            connect_timeout: 2,
            formatter: { format: 'plain' },
          },
        },
        async arrived() {
          await api('POST', '/events/_refresh')
          const times = new Map<number, number>()
          for (let after = -1; ; ) {
            const found = (await api('POST', '/events/_search', {
              size: 10_000,
              sort: [{ n: 'asc' }],
              _source: ['n'],
              query: { range: { n: { gt: after } } },
            })) as { hits: { hits: { _source: { n: number } }[] } }
            const { hits } = found.hits
            if (hits.length === 0) return times
            for (const { _source } of hits) times.set(_source.n, (times.get(_source.n) ?? 0) + 1)
            after = hits.at(-1)!._source.n
          }
        },
        async stop() {
          await proxy.close()
          await dispatcher.close()
          await server.stop()
        },
      }
    },
  },
]
