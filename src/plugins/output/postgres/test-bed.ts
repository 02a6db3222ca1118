import pg from 'pg'
import { afterAll, beforeAll } from 'vitest'
import { batchOf, deliver, openFormatter, openOutput } from '../../../../test/plugin-context.ts'
import { postgres } from '../../../../test/services/postgres.ts'
import type { Running } from '../../../../test/services/service.ts'
import type { Delivery, Formatter, Output } from '../../../kernel/index.ts'
import json from '../../formatter/json/index.ts'
import postgresOutput from './index.ts'

/** What the tests of a file share: a server of their own, and a client to see what has arrived. */
export interface TestBed {
  readonly address: Running['address']
  readonly formatter: Formatter
  /** The rows that the server answers with. */
  query(text: string): Promise<unknown[]>
  /** An output to the server, not yet open, unless its options say otherwise. */
  output(options: object): Promise<Output>
  /** An open output, closed after its use. */
  using(options: object, use: (opened: Output) => Promise<void>): Promise<void>
  /** Events as JSON, numbered from `first`. */
  delivered(events: readonly (string | object)[], first?: number): Delivery
}

/** Call it at the top of a test file, for it registers hooks. */
export function testBed(): TestBed {
  let server: Running
  let client: pg.Client
  let formatter: Formatter
  beforeAll(async () => {
    server = await postgres.start()
    const { ca: _, ...address } = server.address
    client = new pg.Client(address)
    await client.connect()
    formatter = await openFormatter(json)
  })
  afterAll(async () => {
    await client.end()
    await server.stop()
  })
  const output = (options: object) => {
    const { host, port, user, password, database } = server.address
    const login = { host, port, username: user, password, database }
    return openOutput(postgresOutput, { ...login, ...options }, { formatter })
  }
  return {
    get address() {
      return server.address
    },
    get formatter() {
      return formatter
    },
    query: async (text) => (await client.query(text)).rows as unknown[],
    output,
    async using(options, use) {
      const opened = await output(options)
      await opened.open?.()
      try {
        await use(opened)
      } finally {
        await opened.close?.()
      }
    },
    delivered: (events, first = 0) => deliver(batchOf(events as string[], undefined, first), formatter),
  }
}
