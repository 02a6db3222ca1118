import { defineOutput } from '../../../kernel/index.ts'
import { options } from './options.ts'

export default defineOutput({
  name: 'kafka',
  title: 'Apache Kafka',
  summary:
    'Sends each event as a message; topic, key, partition, headers and timestamp may depend on the event. With transactional_id each event is there exactly once for whoever reads committed messages, also after a crash and --resume; with enable_idempotence lost answers make no duplicates; otherwise each event is there at least once. Needs the package @platformatic/kafka.',
  options,
  examples: [
    {
      title: 'JSON to a topic, by key',
      options: {
        bootstrap_servers: ['localhost:9092'],
        topic: 'orders',
        key: '{{ event.customer_id }}',
        acks: 'all',
      },
    },
    {
      title: 'Exactly once, a topic for each kind of event, event time',
      options: {
        bootstrap_servers: ['kafka-1:9092', 'kafka-2:9092'],
        topic: 'events-{{ event.kind }}',
        headers: { source: 'eventloom', tags: '{{ tags | join(",") }}' },
        timestamp: 'event',
        transactional_id: 'eventloom-orders',
        compression_type: 'lz4',
      },
    },
    {
      title: 'Password over TLS',
      options: {
        bootstrap_servers: ['broker.example.com:9093'],
        topic: 'logs',
        security_protocol: 'SASL_SSL',
        sasl_mechanism: 'SCRAM-SHA-512',
        sasl_plain_username: 'loom',
        sasl_plain_password: '…',
        ssl_cafile: 'certificates/ca.pem',
      },
    },
  ],
  async open(options, context) {
    const { kafkaOutput } = await import('./output.ts')
    return kafkaOutput(options, context)
  },
})
