import { execFile } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** Paths of PEM files. */
export interface Certificates {
  /** The authority that signed both. */
  readonly ca: string
  readonly server: { readonly cert: string; readonly key: string }
  readonly client: { readonly cert: string; readonly key: string }
}

/** An authority of its own, a server certificate for the loopback interface and a client certificate, in `folder`. */
export async function certificates(folder: string): Promise<Certificates> {
  const at = (name: string) => join(folder, name)
  const openssl = (...args: string[]) => run('openssl', args)
  const ca = at('ca.pem')
  const authority = at('ca.key')
  const fresh = ['-newkey', 'rsa:2048', '-nodes', '-days', '2']
  await openssl('req', '-x509', ...fresh, '-keyout', authority, '-out', ca, '-subj', '/CN=eventloom tests')
  const names = at('names.txt')
  writeFileSync(names, 'subjectAltName=IP:127.0.0.1,DNS:localhost')
  const issue = async (name: string) => {
    const [request, key, cert] = [at(`${name}.csr`), at(`${name}.key`), at(`${name}.pem`)]
    await openssl('req', ...fresh.slice(0, 3), '-keyout', key, '-out', request, '-subj', `/CN=${name}`)
    const signed = ['-CA', ca, '-CAkey', authority, '-CAcreateserial', '-days', '2', '-extfile', names]
    await openssl('x509', '-req', '-in', request, '-out', cert, ...signed)
    return { cert, key }
  }
  return { ca, server: await issue('server'), client: await issue('client') }
}
