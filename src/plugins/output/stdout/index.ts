import { EOL } from 'node:os'
import * as z from 'zod'
import { defineOutput, formatterReference } from '../../../kernel/index.ts'
import { frameWriter } from '../../encoding/frames.ts'
import { encodingOption } from '../../encoding/names.ts'
import { textEncoding } from '../../encoding/text.ts'
import { standardSink } from './sink.ts'
import { sinkOutput } from './write.ts'

export default defineOutput({
  name: 'stdout',
  title: 'Standard output',
  summary:
    'Writes to the standard output or error of the process: a terminal, a pipe or a redirected file. A slow reader slows the run down; a reader that goes away ends it.',
  options: z.strictObject({
    stream: z.enum(['stdout', 'stderr']).default('stdout').describe('Which of the two streams.'),
    encoding: encodingOption(),
    separator: z
      .string()
      .default(EOL)
      .describe('What follows each event; a line break of the system by default.'),
    flush_interval: z
      .number()
      .min(0)
      .default(1)
      .describe(
        'Taken for the sake of existing projects. Nothing waits to be flushed: a batch counts as written when the system has taken its bytes.',
      ),
    formatter: formatterReference('plain'),
  }),
  examples: [
    { title: 'Events as they are', options: {} },
    { title: 'JSON lines on standard error', options: { stream: 'stderr', formatter: { format: 'json' } } },
  ],
  serial: true,
  async open({ stream, encoding, separator }, { formatter }) {
    const writer = frameWriter(await textEncoding(encoding), separator)
    return sinkOutput(standardSink(stream), stream, writer, formatter)
  },
})
