import type { Server } from 'node:http'
import * as z from 'zod'
import { defineInput, tags } from '../../../kernel/index.ts'
import { RequestQueue } from './queue.ts'

const options = z.strictObject({
  port: z.int().min(1).max(65535).describe('Port to listen on.'),
  host: z
    .string()
    .min(1)
    .default('127.0.0.1')
    .describe(
      'Address to listen on. Anyone who reaches it can generate events: 0.0.0.0 opens it to the network.',
    ),
  max_pending_requests: z
    .int()
    .min(1)
    .default(100)
    .describe('Requests that may wait; more are refused with 429.'),
  tags: tags(),
})

/**
 * Serves from the first block asked for until it is stopped or aborted; what waits by then is still generated.
 * Nothing is held back to fill a block: whatever waits goes out at once.
 */
async function* requested(
  listen: (queue: RequestQueue) => Promise<Server>,
  queue: RequestQueue,
  size: number,
  signal: AbortSignal,
): AsyncGenerator<Float64Array, undefined> {
  const stop = () => queue.stop()
  if (signal.aborted) return
  const server = await listen(queue)
  signal.addEventListener('abort', stop)
  if (signal.aborted) stop()
  try {
    for (let block = await queue.take(size); block; block = await queue.take(size)) yield block
  } finally {
    signal.removeEventListener('abort', stop)
    stop()
    server.close()
    server.closeIdleConnections()
  }
}

export default defineInput({
  name: 'http',
  title: 'HTTP requests',
  summary:
    'Timestamps on demand: a POST to /generate with {"count": n} yields n at the moment it arrives; /stop ends it.',
  options,
  examples: [
    { title: 'On this machine only', options: { port: 8090 } },
    {
      title: 'From the network, up to a thousand requests waiting',
      options: { port: 8090, host: '0.0.0.0', max_pending_requests: 1000 },
    },
  ],
  open({ port, host, max_pending_requests: capacity, tags }, { clock, range }) {
    const listen = async (queue: RequestQueue) => {
      const server = await import('./server.ts')
      return server.listen({ host, port, clock, until: range.to ?? Infinity }, queue)
    }
    return {
      tags,
      ...(range.to === undefined ? {} : { end: range.to }),
      blocks: (from, size, signal) => requested(listen, new RequestQueue(capacity, from), size, signal),
    }
  },
})
