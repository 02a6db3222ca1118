import { defineOutput } from '../../../kernel/index.ts'
import { options } from './options.ts'
import { httpOutput } from './output.ts'

export default defineOutput({
  name: 'http',
  title: 'HTTP',
  summary:
    'Sends each batch (or each event, by the formatter) as a request. Answers decide: 429 and 5xx are tried again, after Retry-After if it is given; other 4xx are rejections. A name for the content goes along, so that a server can refuse a second copy.',
  options,
  examples: [
    { title: 'A JSON array a batch', options: { url: 'http://localhost:8080/events' } },
    {
      title: 'An event a request, in order, with a token',
      options: {
        url: 'https://collector.example.com/v1/logs',
        headers: { Authorization: 'Bearer …' },
        formatter: { format: 'json' },
      },
    },
    {
      title: 'Own authority, client certificate, compressed, through a proxy',
      options: {
        url: 'https://ingest.internal/bulk',
        ca_cert: 'certificates/ca.pem',
        client_cert: 'certificates/client.pem',
        client_cert_key: 'certificates/client.key',
        compression: 'gzip',
        proxy_url: 'http://proxy.internal:3128',
      },
    },
  ],
  open: (options, context) => httpOutput(options, context),
})
