import { promisify } from 'node:util'
import {
  type Delivery,
  DeliveryError,
  type Failure,
  type Output,
  type OutputContext,
} from '../../../kernel/index.ts'
import { joined } from '../../encoding/joined.ts'
import { halving } from '../halving.ts'
import { answerError } from '../http/status.ts'
import { underWay } from '../under-way.ts'
import { bulkFailures } from './answer.ts'
import { bulk, documents } from './bulk.ts'
import { Cluster } from './cluster.ts'
import type { OpenSearchOptions } from './options.ts'
import { requireWrite } from './rights.ts'

/** Of each item its status and what was wrong with it: a tenth of what would be sent otherwise. */
const ANSWER = 'filter_path=took,errors,items.*.status,items.*.error.type,items.*.error.reason'

export async function opensearchOutput(options: OpenSearchOptions, context: OutputContext): Promise<Output> {
  const lines = await bulk(options, context)
  const cluster = await Cluster.open(options, context)
  const compress = options.compression === 'gzip' ? promisify((await import('node:zlib')).gzip) : undefined
  const named = options.id !== 'none'
  const pipeline = options.pipeline === null ? '' : `&pipeline=${encodeURIComponent(options.pipeline)}`
  const index = lines.index === undefined ? '' : `/${encodeURIComponent(lines.index)}`
  const path = `${index}/_bulk?${ANSWER}${pipeline}`
  const headers = {
    'content-type': 'application/x-ndjson',
    ...(compress && { 'content-encoding': 'gzip' }),
  }
  const writes = underWay()

  const write = async (delivery: Delivery, signal: AbortSignal): Promise<readonly Failure[] | undefined> => {
    const failures: Failure[] = []
    const { frames, lines: made } = documents(delivery, lines, failures)
    const send = async (some: readonly number[]): Promise<DeliveryError | undefined> => {
      const text = joined(
        some.map((frame) => made[frame]!),
        '',
        '',
        '',
      )
      try {
        const body = compress ? await compress(text) : text
        const answer = await cluster.ask({ method: 'POST', path, headers, body, signal, repeatable: named })
        failures.push(...(bulkFailures(answer, some, named && options.op === 'create') ?? []))
        return undefined
      } catch (error) {
        if (error instanceof DeliveryError) return error
        throw error
      }
    }
    if (frames.length > 0) failures.push(...(await halving(frames, send, () => undefined, signal)))
    return failures.length > 0 ? failures : undefined
  }

  const answers = async (): Promise<void> => {
    const { status, headers, text, where } = await cluster.ask({ method: 'GET', path: '/', repeatable: true })
    // Who may write need not be allowed to ask.
    if (status !== 200 && status !== 403) throw answerError(status, headers, text, where)
  }

  return {
    open: answers,
    // One more, to be made ready while the others are under way.
    concurrency: options.connections + 1,
    write: (delivery, signal) => writes.track(write(delivery, signal)),
    async check() {
      await answers()
      if (index === '') return
      const { status, headers, text, where } = await cluster.ask({
        method: 'HEAD',
        path: index,
        repeatable: true,
      })
      if (status === 404) {
        throw new DeliveryError('server', 'E_OUTPUT_TARGET', `${where} has no index ${lines.index} yet`, {
          hint: 'the first event creates it, if the cluster allows that; or create it with the mapping you want',
        })
      }
      if (status !== 200 && status !== 403) throw answerError(status, headers, text, where)
      await requireWrite(cluster, lines.index!)
    },
    async close() {
      await writes.settled()
      await cluster.close()
    },
  }
}
