import * as z from 'zod'
import { defineOutput } from '../../../kernel/index.ts'
import { columnFileOptions } from '../../columns/options.ts'

const options = z.strictObject({
  ...columnFileOptions,
  ipc: z
    .enum(['file', 'stream'])
    .default('file')
    .describe('The form of Arrow IPC: a file (also known as Feather, version 2), or a stream.'),
})

export default defineOutput({
  name: 'arrow',
  title: 'Arrow files',
  summary:
    'Writes records to Apache Arrow IPC files, one after the other. A file has its name when it is whole; with a checkpoint each event is in exactly one. Needs the package apache-arrow.',
  options,
  examples: [
    { title: 'A million rows a file', options: { path: 'out/events-{n}.arrow' } },
    {
      title: 'A stream of chosen columns, a file a day',
      options: {
        path: 'out/readings.arrows',
        ipc: 'stream',
        schema: { device: 'string', at: 'timestamp', value: 'number' },
        rotate: { every: 'day' },
      },
    },
  ],
  serial: true,
  async open(options, context) {
    const { arrowOutput } = await import('./writer.ts')
    return arrowOutput(options, context)
  },
})

export type ArrowOptions = z.output<typeof options>
