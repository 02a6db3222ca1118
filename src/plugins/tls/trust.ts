import { readFileSync } from 'node:fs'
import * as tls from 'node:tls'

/** Where systems keep the authorities they trust, in one file; the variable is OpenSSL's own. */
const BUNDLES = [
  '/etc/ssl/certs/ca-certificates.crt',
  '/etc/pki/tls/certs/ca-bundle.crt',
  '/etc/ssl/ca-bundle.pem',
  '/etc/ssl/cert.pem',
]

/** What Node has had since 22.15 and the types of Node 20 do not know. */
type SystemStore = typeof tls & { getCACertificates?(from: 'system'): readonly string[] }

let known: readonly string[] | undefined

/** The authorities that this machine trusts, as PEM; Node's own list where the system has none. */
export function systemTrust(): readonly string[] {
  known ??= ofVariable() ?? ofSystem() ?? ofBundle() ?? tls.rootCertificates
  return known
}

function ofVariable(): readonly string[] | undefined {
  const path = process.env.SSL_CERT_FILE
  return path ? read(path) : undefined
}

function ofSystem(): readonly string[] | undefined {
  const found = (tls as SystemStore).getCACertificates?.('system')
  return found && found.length > 0 ? found : undefined
}

function ofBundle(): readonly string[] | undefined {
  for (const path of BUNDLES) {
    const found = read(path)
    if (found) return found
  }
  return undefined
}

function read(path: string): readonly string[] | undefined {
  try {
    return [readFileSync(path, 'utf8')]
  } catch {
    return undefined
  }
}
