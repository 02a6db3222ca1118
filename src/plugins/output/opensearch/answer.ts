import { DeliveryError, type Failure, type FailureKind } from '../../../kernel/index.ts'
import { answerError } from '../http/status.ts'
import type { Answer } from './cluster.ts'

interface Item {
  readonly status: number
  readonly error?: { readonly type?: string; readonly reason?: string }
}

/**
 * What a bulk request brought, by frame; undefined when all documents are there. Throws a DeliveryError when the
 * request as a whole failed. `created`: a document that is there already is ours, of an earlier attempt.
 */
export function bulkFailures(
  answer: Answer,
  frames: readonly number[],
  created: boolean,
): Failure[] | undefined {
  const { status, headers, text, where } = answer
  if (status !== 200) throw answerError(status, headers, text, where)
  // The answer to a large batch is large; most say at once that all is well.
  if (/^\{"took":\d+,(?:"ingest_took":\d+,)?"errors":false\b/.test(text)) return undefined
  const items = itemsOf(text)
  if (items?.length !== frames.length) {
    throw new DeliveryError('server', 'E_OUTPUT_SERVER', `${where} does not answer as OpenSearch does`, {
      hint: 'is that the address of OpenSearch?',
    })
  }
  const failures: Failure[] = []
  items.forEach((item, i) => {
    if (item.error === undefined && item.status < 300) return
    if (item.status === 409 && created) return
    failures.push({ frame: frames[i]!, error: itemError(item, where) })
  })
  return failures
}

function itemsOf(text: string): readonly Item[] | undefined {
  try {
    const { items } = JSON.parse(text) as { items?: readonly Readonly<Record<string, Item>>[] }
    return items?.map((item) => Object.values(item)[0]!)
  } catch {
    return undefined
  }
}

const DENIED = new Set(['security_exception', 'cluster_block_exception'])
const MISSING = new Set(['index_not_found_exception', 'no_such_index_exception'])

function itemError({ status, error }: Item, where: string): DeliveryError {
  const type = error?.type ?? ''
  const message = `${where} answered ${status}: ${type}${error?.reason ? `, ${error.reason}` : ''}`
  const make = (kind: FailureKind, code: string, hint?: string) =>
    new DeliveryError(kind, code, message, { hint })
  if (status === 429) return make('throttled', 'E_OUTPUT_THROTTLED')
  if (MISSING.has(type))
    return make('server', 'E_OUTPUT_TARGET', 'create the index, or allow that it is created')
  if (DENIED.has(type) && status === 403) {
    return make('rejected', 'E_OUTPUT_DENIED', 'ask for the right to write to the index')
  }
  if (status >= 500) return make('server', 'E_OUTPUT_SERVER')
  const stream = error?.reason?.includes('op_type of create')
  return make('rejected', 'E_OUTPUT_REJECTED', stream ? 'say op: create, as data streams want it' : undefined)
}
