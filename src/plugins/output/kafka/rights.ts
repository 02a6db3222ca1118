import type { BaseOptions } from '@platformatic/kafka'
import { DeliveryError } from '../../../kernel/index.ts'
import type { Kafka } from './courier.ts'

/** The operation WRITE among those that a broker says are allowed, and what it says where it was not asked. */
const WRITE = 1 << 4
const UNTOLD = -(2 ** 31)

/**
 * DeliveryError, rejected, when this user may see the topic and may not write to it. A broker that cannot tell (before
 * Kafka 2.8) is believed to allow it.
 */
export async function requireWrite(
  { Connection, metadataV12 }: Kafka,
  options: BaseOptions,
  topic: string,
  where: string,
): Promise<void> {
  const { clientId, bootstrapBrokers, connectTimeout, requestTimeout, tls, tlsServerName, sasl } = options
  const given = { connectTimeout, requestTimeout, tls, tlsServerName, sasl }
  const connection = new Connection(clientId, withoutUndefined(given))
  try {
    const [host, port] = addressOf(String(bootstrapBrokers![0]))
    await connection.connect(host, port)
    const { topics } = await metadataV12.api.async(connection, [topic], false, true)
    const allowed = topics[0]?.topicAuthorizedOperations ?? UNTOLD
    if (allowed === UNTOLD || (allowed & WRITE) !== 0) return
  } catch {
    // That it was reached and has the topic is known; it cannot say more.
    return
  } finally {
    await connection.close().catch(() => undefined)
  }
  throw new DeliveryError('rejected', 'E_OUTPUT_DENIED', `${where} lets this user not write to "${topic}"`, {
    hint: 'grant WRITE on the topic (kafka-acls --add --producer --topic …)',
  })
}

function addressOf(broker: string): [string, number] {
  const at = broker.lastIndexOf(':')
  return [broker.slice(0, at).replace(/^\[|\]$/g, ''), Number(broker.slice(at + 1))]
}

function withoutUndefined<T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined)) as never
}
