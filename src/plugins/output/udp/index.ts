import { defineOutput } from '../../../kernel/index.ts'
import { options } from './options.ts'
import { udpOutput } from './output.ts'

export default defineOutput({
  name: 'udp',
  title: 'UDP',
  summary:
    'Sends each event as a datagram. Nobody confirms datagrams: a network or receiver that is busy loses them without a word; only that nobody listens may become known.',
  options,
  examples: [
    {
      title: 'Syslog',
      options: { host: 'localhost', port: 514, separator: '', formatter: { format: 'syslog' } },
    },
    {
      title: 'No faster than the receiver reads, unfragmented',
      options: { host: '10.0.0.7', port: 8125, rate: 5000, max_datagram: 1472 },
    },
  ],
  open: (options) => udpOutput(options),
})
