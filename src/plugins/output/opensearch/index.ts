import { defineOutput } from '../../../kernel/index.ts'
import { options } from './options.ts'

export default defineOutput({
  name: 'opensearch',
  title: 'OpenSearch',
  summary:
    'Indexes each batch with one bulk request, into indices or data streams. Documents have ids that are the same at every attempt, so that none is there twice; those that are refused, or came too fast, fail alone. Elasticsearch understands it, too.',
  options,
  examples: [
    {
      title: 'An index a day',
      options: {
        hosts: ['https://localhost:9200'],
        username: 'admin',
        password: '…',
        index: 'logs-{{ time.strftime("%Y.%m.%d") }}',
        ca_cert: 'certificates/ca.pem',
      },
    },
    {
      title: 'A data stream through a pipeline, three nodes',
      options: {
        hosts: ['https://node-1:9200', 'https://node-2:9200', 'https://node-3:9200'],
        username: 'loom',
        password: '…',
        index: 'metrics-app',
        op: 'create',
        pipeline: 'geoip',
        compression: 'gzip',
      },
    },
  ],
  async open(options, context) {
    const { opensearchOutput } = await import('./output.ts')
    return opensearchOutput(options, context)
  },
})
