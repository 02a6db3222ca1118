import * as z from 'zod'
import { formatterReference } from '../../../kernel/index.ts'
import { tlsOptions, tlsRules } from '../../tls/options.ts'

const address = () => z.url({ protocol: /^https?$/, error: 'must be an http or https address' })
const seconds = () => z.int().min(1).max(86_400)
const JINJA = 'A text, or Jinja that sees `event`, `time` and `tags`'

export const options = z
  .strictObject({
    hosts: z
      .array(address())
      .min(1)
      .describe(
        'Nodes of the cluster, taken in turn; one that does not answer is left out for a while. A path in front of the API is kept.',
      ),
    username: z.string().min(1).nullable().default(null).describe('User.'),
    password: z.string().min(1).nullable().default(null).describe('Password.'),
    index: z
      .string()
      .min(1)
      .describe(
        `Index, alias or data stream that events go to. ${JINJA}, as logs-{{ time.strftime("%Y.%m.%d") }}.`,
      ),
    op: z
      .enum(['index', 'create'])
      .default('index')
      .describe(
        'create for data streams, which take nothing else; index replaces a document of the same id.',
      ),
    id: z
      .string()
      .min(1)
      .default('event')
      .describe(
        'Id of a document: `event` for a name that is the same at every attempt and after every resume, so that nothing is there twice; `none` to have OpenSearch make one; or Jinja.',
      ),
    routing: z.string().min(1).nullable().default(null).describe(`Decides about the shard. ${JINJA}.`),
    pipeline: z.string().min(1).nullable().default(null).describe('Ingest pipeline that events run through.'),
    compression: z.enum(['none', 'gzip']).default('none').describe('How requests are compressed.'),
    connections: z
      .int()
      .min(1)
      .max(65_535)
      .default(32)
      .describe('Connections to each host at once, at most.'),
    connect_timeout: seconds().default(10).describe('Seconds for a connection to be made.'),
    request_timeout: seconds()
      .default(300)
      .describe(
        'Seconds that an answer may take; delivery.write_timeout, which is shorter, counts for the whole write.',
      ),
    ...tlsOptions,
    proxy_url: address().nullable().default(null).describe('Proxy, with user and password if it wants them.'),
    formatter: formatterReference('json'),
  })
  .check(tlsRules)
  .check(({ value, issues }) => {
    if ((value.username === null) !== (value.password === null)) {
      issues.push({
        code: 'custom',
        input: value,
        path: ['username'],
        message: 'needs password, and the other way round',
      })
    }
  })

export type OpenSearchOptions = z.output<typeof options>
