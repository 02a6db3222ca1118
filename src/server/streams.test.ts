import { EventEmitter } from 'node:events'
import type { ServerResponse } from 'node:http'
import { describe, expect, test } from 'vitest'
import { type Framing, readConfig } from '../app/index.ts'
import { DeliveryError, type Failure } from '../kernel/index.ts'
import { Streams } from './streams.ts'

const limits = { host: '127.0.0.1', port: 0, max_streams: 1 }

/** A client that takes so many pieces and then stops reading, and what it was sent. */
function client(pieces: number) {
  const sent: string[] = []
  const state = { ended: false }
  const take = (piece: unknown) => sent.push(String(piece)) <= pieces
  const response = Object.assign(new EventEmitter(), {
    writeHead() {},
    flushHeaders() {},
    write: take,
    end(last?: unknown) {
      if (last !== undefined) take(last)
      state.ended = true
    },
  })
  return { sent, state, response: response as unknown as ServerResponse }
}

/** One letter a delivery, and a mark at the end. */
function marked(failures?: readonly Failure[]): Framing {
  return {
    contentType: 'x/y',
    binary: true,
    formatter: { format: 'plain' },
    open: () => ({
      unframed: true,
      write: () => ({ sent: 'r', failures }),
      end: () => Buffer.from('END'),
    }),
  }
}

async function asked() {
  const read = await readConfig('bnpl', { rate_per_second: 0, seed: 0, max_records: 1 })
  if (!read.ok) throw new Error('the config is not good')
  return read
}

describe('the mark at the end of a stream', () => {
  test('does not wait for a client that has stopped reading', async () => {
    const streams = new Streams(limits)
    const { response, sent, state } = client(1)
    await streams.send('bnpl', await asked(), marked(), response)
    expect(streams.full).toBe(false)
    expect(sent).toEqual(['r', 'END'])
    expect(state.ended).toBe(true)
  })

  test('is not sent when records are missing', async () => {
    const streams = new Streams(limits)
    const { response, sent, state } = client(9)
    const error = new DeliveryError('rejected', 'E_OUTPUT_SCHEMA', 'it does not fit')
    const sending = streams.send('bnpl', await asked(), marked([{ frame: 0, error }]), response)
    await expect(sending).rejects.toMatchObject({
      problems: [{ code: 'E_OUTPUT_SCHEMA', message: 'it does not fit (1 ×)' }],
    })
    expect(streams.full).toBe(false)
    expect(sent).toEqual(['r'])
    expect(state.ended).toBe(false)
  })

  test('nobody is told of what a client did not get that went away', async () => {
    const { response, sent } = client(0)
    const sending = new Streams(limits).send('bnpl', await asked(), marked(), response)
    while (sent.length === 0) await new Promise((resolve) => setTimeout(resolve, 5))
    Object.assign(response, { destroyed: true })
    response.emit('close')
    await sending
    expect(sent[0]).toBe('r')
  })
})
