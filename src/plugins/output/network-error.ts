import { DeliveryError } from '../../kernel/index.ts'

const TIMEOUTS = new Set(['ETIMEDOUT', 'UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT'])

/** What codes of the system, of TLS and of undici mean to whoever has to mend it. */
const HINTS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'is the server up, and is this its port?',
  ENOTFOUND: 'is the host name right?',
  EAI_AGAIN: 'can this machine resolve host names?',
  EHOSTUNREACH: 'is the network up?',
  ENETUNREACH: 'is the network up?',
  SELF_SIGNED_CERT_IN_CHAIN: 'name the authority in ca_cert',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'name the certificate in ca_cert',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'name the authority in ca_cert',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'name the authority in ca_cert',
  CERT_HAS_EXPIRED: 'the server needs a new certificate',
  ERR_TLS_CERT_ALTNAME_INVALID: 'give the name that is in the certificate as server_host_name',
  ERR_SSL_WRONG_VERSION_NUMBER: 'does the server speak TLS on this port?',
  EPROTO: 'does the server speak TLS on this port?',
  ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED: 'the server wants a client_cert',
}

/** A failure of the network, below what the destination itself may say: E_OUTPUT_CONNECT, or E_OUTPUT_TIMEOUT. */
export function networkError(cause: unknown, where: string): DeliveryError {
  if (cause instanceof DeliveryError) return cause
  const code = codeOf(cause)
  if (TIMEOUTS.has(code)) {
    return new DeliveryError('timeout', 'E_OUTPUT_TIMEOUT', `${where} did not answer in time`, { cause })
  }
  return new DeliveryError('connect', 'E_OUTPUT_CONNECT', `no connection to ${where}: ${messageOf(cause)}`, {
    hint: HINTS[code],
    cause,
  })
}

function codeOf(cause: unknown): string {
  const code = (cause as NodeJS.ErrnoException | undefined)?.code
  return typeof code === 'string' ? code : ''
}

/** Several addresses of a host give several errors and no message; the first says enough. */
function messageOf(cause: unknown): string {
  if (cause instanceof AggregateError && cause.message === '') return messageOf(cause.errors[0])
  return cause instanceof Error ? cause.message || codeOf(cause) : String(cause)
}
