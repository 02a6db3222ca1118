import { defineOutput } from '../../../kernel/index.ts'
import { options } from './options.ts'
import { tcpOutput } from './output.ts'

export default defineOutput({
  name: 'tcp',
  title: 'TCP',
  summary:
    'Sends events over one connection, which is made again when it breaks. TCP itself confirms nothing: what a broken connection leaves in doubt is sent again, so that events may arrive twice.',
  options,
  examples: [
    { title: 'Lines', options: { host: 'localhost', port: 5140 } },
    {
      title: 'Syslog over TLS (RFC 5425)',
      options: {
        host: 'logs.example.com',
        port: 6514,
        ssl: true,
        framing: 'octet_counting',
        formatter: { format: 'syslog' },
      },
    },
  ],
  open: (options, context) => tcpOutput(options, context),
})
