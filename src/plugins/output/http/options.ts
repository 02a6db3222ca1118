import * as z from 'zod'
import { formatterReference, freeMap } from '../../../kernel/index.ts'
import { tlsOptions, tlsRules } from '../../tls/options.ts'
import { statusOption } from './status.ts'

const address = () => z.url({ protocol: /^https?$/, error: 'must be an http or https address' })
/** Booleans first: as numbers they would be 1 and 0. */
const headerValue = z.union([z.literal([true, false]), z.string(), z.number()])

const name = () => z.string().regex(/^[\w!#$%&'*+.^`|~-]+$/, 'must be the name of a header')

export const options = z
  .strictObject({
    url: address().describe('Where each request goes.'),
    method: z
      .enum(['GET', 'HEAD', 'OPTIONS', 'POST', 'PUT', 'PATCH', 'DELETE'])
      .default('POST')
      .describe('The method of each request.'),
    success_code: statusOption
      .default('2xx')
      .describe('Statuses that mean that events arrived: 201, 2xx, 200-204, or a list of such.'),
    headers: freeMap(headerValue)
      .default({})
      .describe('Headers of each request. Content-Type is the formatter’s unless it is given here.'),
    username: z.string().min(1).nullable().default(null).describe('User for basic authentication.'),
    password: z.string().min(1).nullable().default(null).describe('Password for basic authentication.'),
    idempotency_header: name()
      .nullable()
      .default('Idempotency-Key')
      .describe(
        'Header with a name for what the request carries, the same at every attempt, so that the server can refuse a second copy; null sends none.',
      ),
    compression: z.enum(['none', 'gzip']).default('none').describe('How bodies are compressed.'),
    connections: z.int().min(1).max(65_535).default(100).describe('Connections at once, at most.'),
    connect_timeout: z.int().min(1).max(86_400).default(10).describe('Seconds for a connection to be made.'),
    request_timeout: z
      .int()
      .min(1)
      .max(86_400)
      .default(300)
      .describe(
        'Seconds that an answer may take; delivery.write_timeout, which is shorter, counts for the whole write.',
      ),
    ...tlsOptions,
    proxy_url: address()
      .nullable()
      .default(null)
      .describe(
        'Proxy, with user and password if it wants them. Without it HTTP_PROXY, HTTPS_PROXY, ALL_PROXY and NO_PROXY of the environment count.',
      ),
    formatter: formatterReference('json-batch'),
  })
  .check(tlsRules)
  .check(({ value, issues }) => {
    if (value.password !== null && value.username === null) {
      issues.push({ code: 'custom', input: value, path: ['password'], message: 'needs username' })
    }
  })

export type HttpOptions = z.output<typeof options>
