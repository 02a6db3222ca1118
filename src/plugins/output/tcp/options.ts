import * as z from 'zod'
import { formatterReference } from '../../../kernel/index.ts'
import { encodingOption } from '../../encoding/names.ts'
import { tlsAsked, tlsOptions, tlsRules } from '../../tls/options.ts'

export const options = z
  .strictObject({
    host: z.string().min(1).describe('Name or address of the server.'),
    port: z.int().min(1).max(65_535).describe('Its port.'),
    encoding: encodingOption(),
    framing: z
      .enum(['separator', 'octet_counting'])
      .default('separator')
      .describe(
        'What tells events apart: a separator after each, or its length in bytes and a blank before each (RFC 6587).',
      ),
    separator: z.string().default('\n').describe('What follows each event with framing: separator.'),
    confirm: z
      .number()
      .min(0)
      .max(60)
      .default(0.05)
      .describe(
        'Seconds for which the connection must have outlived the last byte before events count as written; without answers nothing else tells. What a broken connection leaves in doubt is sent again. Longer than a round trip is good.',
      ),
    keep_alive: z
      .int()
      .min(0)
      .max(86_400)
      .default(60)
      .describe(
        'Seconds of silence after which the system asks whether the server is still there; 0 never asks.',
      ),
    connect_timeout: z.int().min(1).max(86_400).default(10).describe('Seconds for a connection to be made.'),
    ssl: z.boolean().default(false).describe('Speak TLS.'),
    ...tlsOptions,
    formatter: formatterReference('plain'),
  })
  .check(tlsRules)
  .check(({ value, issues }) => {
    const asked = value.ssl ? undefined : tlsAsked(value)
    if (asked === undefined) return
    issues.push({ code: 'custom', input: value, path: [asked], message: 'needs ssl: true' })
  })

export type TcpOptions = z.output<typeof options>
