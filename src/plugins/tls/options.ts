import * as z from 'zod'
import { filePath } from '../../kernel/index.ts'

/** The options of every output that can speak TLS: spread into its strict object, with `.check(tlsRules)`. */
export const tlsOptions = {
  verify: z
    .boolean()
    .default(true)
    .describe('Check the certificate of the server and its name. Only tests have a reason to turn it off.'),
  ca_cert: filePath()
    .min(1)
    .nullable()
    .default(null)
    .describe('PEM file with authorities to trust, besides those that the system trusts.'),
  client_cert: filePath()
    .min(1)
    .nullable()
    .default(null)
    .describe('PEM file with the certificate to show to the server; needs client_cert_key.'),
  client_cert_key: filePath()
    .min(1)
    .nullable()
    .default(null)
    .describe('PEM file with the key of client_cert.'),
  server_host_name: z
    .string()
    .min(1)
    .nullable()
    .default(null)
    .describe('The name to ask for (SNI) and to find in the certificate, if it is not the host’s.'),
}

export interface TlsOptions {
  readonly verify: boolean
  readonly ca_cert: string | null
  readonly client_cert: string | null
  readonly client_cert_key: string | null
  readonly server_host_name: string | null
}

interface Checked<T> {
  readonly value: T
  readonly issues: object[]
}

/** For `.check` of the strict object: certificate and key come together. */
export function tlsRules({
  value,
  issues,
}: Checked<Pick<TlsOptions, 'client_cert' | 'client_cert_key'>>): void {
  if ((value.client_cert === null) === (value.client_cert_key === null)) return
  const [given, missing] =
    value.client_cert === null ? ['client_cert_key', 'client_cert'] : ['client_cert', 'client_cert_key']
  issues.push({ code: 'custom', input: value, path: [given], message: `needs ${missing}` })
}

/** Whether any option was given that means nothing without TLS. */
export function tlsAsked(options: TlsOptions): string | undefined {
  return (['ca_cert', 'client_cert', 'client_cert_key', 'server_host_name'] as const).find(
    (name) => options[name] !== null,
  )
}
