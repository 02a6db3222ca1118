import { DeliveryError, type FailureKind } from '../../../kernel/index.ts'
import { networkError } from '../network-error.ts'

/** What the client throws: an error, or several with an error for each broker or partition. */
interface ClientError extends Error {
  readonly code?: string
  readonly apiId?: string
  readonly errors?: readonly ClientError[]
  readonly path?: string
  readonly serverErrorMessage?: string | null
  readonly response?: unknown
}

/** Answers of a broker that say that the message is at fault, not the way to the broker. */
const REJECTIONS = new Set([
  'INVALID_RECORD',
  'INVALID_TIMESTAMP',
  'MESSAGE_TOO_LARGE',
  'RECORD_LIST_TOO_LARGE',
])

/** Answers that no other attempt will change until somebody changes the project or the rights. */
const REFUSALS: Readonly<Record<string, string>> = {
  CLUSTER_AUTHORIZATION_FAILED: 'this user may not write; ask for the right IdempotentWrite',
  INVALID_REQUIRED_ACKS: 'the broker does not know these acks',
  INVALID_TOPIC_EXCEPTION: 'give the topic a name of letters, digits, ., _ and -',
  POLICY_VIOLATION: 'a policy of the cluster forbids it',
  TOPIC_AUTHORIZATION_FAILED: 'this user may not write to the topic',
  TRANSACTIONAL_ID_AUTHORIZATION_FAILED: 'this user may not use the transactional_id',
  UNSUPPORTED_COMPRESSION_TYPE: 'use another compression_type',
}

/** The messages are at fault; which of them, sending them in smaller parts will tell. */
export function isRejection(cause: unknown): boolean {
  return all(cause).some(({ apiId }) => apiId !== undefined && REJECTIONS.has(apiId))
}

const PASSING = new Set([
  'NOT_COORDINATOR',
  'CONCURRENT_TRANSACTIONS',
  'COORDINATOR_LOAD_IN_PROGRESS',
  'COORDINATOR_NOT_AVAILABLE',
])

/** Nothing happened, and a moment later the same request will do. */
export function isPassing(cause: unknown): boolean {
  return all(cause).some(({ apiId }) => apiId !== undefined && PASSING.has(apiId))
}

/** Nobody knows whether the messages arrived, and no broker answered that any of them did not. */
export function isUncertain(cause: unknown): boolean {
  return leaves(cause as ClientError).every(({ code, apiId }) =>
    apiId === undefined ? code !== 'PLT_KFK_USER' : UNCERTAIN.has(apiId),
  )
}

const UNCERTAIN = new Set(['NOT_ENOUGH_REPLICAS_AFTER_APPEND', 'REQUEST_TIMED_OUT'])

/** What an error for several brokers or partitions is made of. */
function leaves(error: ClientError): readonly ClientError[] {
  return error.errors?.length ? error.errors.flatMap(leaves) : [error]
}

/** Is there sense in another attempt? */
export function mayPass(error: unknown): boolean {
  return error instanceof DeliveryError && error.kind !== 'rejected'
}

/** Any failure of the client as one that says what to do about it. `where` names the cluster. */
export function kafkaError(cause: unknown, where: string): DeliveryError {
  if (cause instanceof DeliveryError) return cause
  const found = all(cause)
  const answer = found.find(({ apiId }) => apiId !== undefined)
  if (answer) return answerError(answer.apiId!, answer, where)
  if (found.some(({ message }) => message.startsWith('SASL'))) {
    return new DeliveryError('connect', 'E_OUTPUT_CONNECT', `${where} does not know this user and password`, {
      hint: 'check sasl_plain_username, sasl_plain_password and sasl_mechanism',
      cause,
    })
  }
  const missing = found.find(({ message }) => message.startsWith('Unknown topic'))
  if (missing) return missingTopic(missing.message.replace(/^Unknown topic (.*)\.$/, '$1'), where)
  if (found.some(({ code }) => code === 'PLT_KFK_TIMEOUT')) {
    return new DeliveryError('timeout', 'E_OUTPUT_TIMEOUT', `${where} did not answer in time`, { cause })
  }
  return networkError(found.at(-1), where)
}

export function missingTopic(topic: string, where: string): DeliveryError {
  return new DeliveryError('server', 'E_OUTPUT_TARGET', `${where} has no topic "${topic}"`, {
    hint: 'create it, or let the brokers create topics (auto.create.topics.enable)',
  })
}

function answerError(apiId: string, cause: ClientError, where: string): DeliveryError {
  const said = cause.serverErrorMessage || cause.message
  const kind = kindOf(apiId)
  return new DeliveryError(kind, CODES[kind], `${where} answered ${apiId}: ${said}`, {
    hint:
      REFUSALS[apiId] ??
      (apiId === 'MESSAGE_TOO_LARGE'
        ? 'raise max.message.bytes of the topic, or make events shorter'
        : undefined),
    cause,
  })
}

const CODES: Readonly<Record<FailureKind, string>> = {
  connect: 'E_OUTPUT_CONNECT',
  timeout: 'E_OUTPUT_TIMEOUT',
  throttled: 'E_OUTPUT_THROTTLED',
  server: 'E_OUTPUT_SERVER',
  rejected: 'E_OUTPUT_REJECTED',
}

function kindOf(apiId: string): FailureKind {
  if (REJECTIONS.has(apiId) || apiId in REFUSALS) return 'rejected'
  if (apiId === 'REQUEST_TIMED_OUT') return 'timeout'
  return apiId === 'THROTTLING_QUOTA_EXCEEDED' ? 'throttled' : 'server'
}

/** The error and all that it is made of, outermost first. */
function all(cause: unknown): ClientError[] {
  if (!(cause instanceof Error)) return []
  const error = cause as ClientError
  return [error, ...(error.errors ?? []).flatMap(all), ...all(error.cause)]
}
