import { DeliveryError } from '../../../kernel/index.ts'
import { answerError } from '../http/status.ts'
import type { Cluster } from './cluster.ts'

/** A document that is not there with a version that none has, in an index that must be an alias to be written to. */
const NEVER = 'if_seq_no=9007199254740991&if_primary_term=1&require_alias=true'

/**
 * DeliveryError, rejected, when this user may not write to the index. The cluster is asked for a write that it looks at
 * the rights for and cannot do then: nothing is written, and no index made.
 */
export async function requireWrite(cluster: Cluster, index: string): Promise<void> {
  const { status, headers, text, where } = await cluster.ask({
    method: 'PUT',
    path: `/${encodeURIComponent(index)}/_doc/eventloom-check?${NEVER}`,
    headers: { 'content-type': 'application/json' },
    body: '{}',
    repeatable: true,
  })
  if (status !== 403) return
  const { message } = answerError(status, headers, text, where)
  throw new DeliveryError('rejected', 'E_OUTPUT_DENIED', message, {
    hint: `give a role of this user the right to write to ${index}`,
  })
}
