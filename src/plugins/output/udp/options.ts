import * as z from 'zod'
import { byteSize, formatterReference } from '../../../kernel/index.ts'
import { encodingOption } from '../../encoding/names.ts'

export const options = z.strictObject({
  host: z.string().min(1).describe('Name or address of the receiver.'),
  port: z.int().min(1).max(65_535).describe('Its port.'),
  encoding: encodingOption(),
  separator: z.string().default('\n').describe('What follows the event in its datagram.'),
  max_datagram: byteSize()
    .default(65_507)
    .describe(
      'Longer events are refused, in bytes. The network itself takes up to 65507, and 1472 in one piece.',
    ),
  rate: z
    .number()
    .gt(0)
    .optional()
    .describe('Datagrams per second, at most: a receiver that is overrun drops the rest without a word.'),
  confirm: z
    .number()
    .min(0)
    .max(60)
    .default(0.05)
    .describe(
      'Seconds to wait, after the last datagram of a batch, for word that nobody listens; the batch is then sent again. Longer than a round trip is good.',
    ),
  formatter: formatterReference('plain'),
})

export type UdpOptions = z.output<typeof options>
