// Read from the plugins' definitions by `npm run docs`.
import type * as z from 'zod'

type Options<M extends { default: { options: z.ZodType } }> = z.input<M['default']['options']>

/** The options of every plugin that ships with eventloom, by kind and name. */
export interface PluginOptions {
  input: {
    'burst': Options<typeof import('../plugins/input/burst/index.ts')>
    'calendar': Options<typeof import('../plugins/input/calendar/index.ts')>
    'cron': Options<typeof import('../plugins/input/cron/index.ts')>
    'hawkes': Options<typeof import('../plugins/input/hawkes/index.ts')>
    'http': Options<typeof import('../plugins/input/http/index.ts')>
    'linspace': Options<typeof import('../plugins/input/linspace/index.ts')>
    'mmpp': Options<typeof import('../plugins/input/mmpp/index.ts')>
    'nhpp': Options<typeof import('../plugins/input/nhpp/index.ts')>
    'onoff': Options<typeof import('../plugins/input/onoff/index.ts')>
    'poisson': Options<typeof import('../plugins/input/poisson/index.ts')>
    'renewal': Options<typeof import('../plugins/input/renewal/index.ts')>
    'static': Options<typeof import('../plugins/input/static/index.ts')>
    'time_patterns': Options<typeof import('../plugins/input/time_patterns/index.ts')>
    'timer': Options<typeof import('../plugins/input/timer/index.ts')>
    'timestamps': Options<typeof import('../plugins/input/timestamps/index.ts')>
    'trace': Options<typeof import('../plugins/input/trace/index.ts')>
    'uniform': Options<typeof import('../plugins/input/uniform/index.ts')>
  }
  event: {
    'model': Options<typeof import('../plugins/event/model/index.ts')>
    'replay': Options<typeof import('../plugins/event/replay/index.ts')>
    'script': Options<typeof import('../plugins/event/script/index.ts')>
    'template': Options<typeof import('../plugins/event/template/index.ts')>
  }
  model: {
    'bnpl': Options<typeof import('../plugins/model/bnpl/index.ts')>
    'card-fraud': Options<typeof import('../plugins/model/card-fraud/index.ts')>
  }
  distortion: {
    'drift': Options<typeof import('../plugins/distortion/drift/index.ts')>
    'drop': Options<typeof import('../plugins/distortion/drop/index.ts')>
    'duplicate': Options<typeof import('../plugins/distortion/duplicate/index.ts')>
    'late': Options<typeof import('../plugins/distortion/late/index.ts')>
    'missing': Options<typeof import('../plugins/distortion/missing/index.ts')>
    'noise': Options<typeof import('../plugins/distortion/noise/index.ts')>
  }
  formatter: {
    'cloudevents': Options<typeof import('../plugins/formatter/cloudevents/index.ts')>
    'csv': Options<typeof import('../plugins/formatter/csv/index.ts')>
    'eventum-http-input': Options<typeof import('../plugins/formatter/eventum-http-input/index.ts')>
    'json': Options<typeof import('../plugins/formatter/json/index.ts')>
    'json-batch': Options<typeof import('../plugins/formatter/json-batch/index.ts')>
    'plain': Options<typeof import('../plugins/formatter/plain/index.ts')>
    'syslog': Options<typeof import('../plugins/formatter/syslog/index.ts')>
    'template': Options<typeof import('../plugins/formatter/template/index.ts')>
    'template-batch': Options<typeof import('../plugins/formatter/template-batch/index.ts')>
  }
  output: {
    'arrow': Options<typeof import('../plugins/output/arrow/index.ts')>
    'clickhouse': Options<typeof import('../plugins/output/clickhouse/index.ts')>
    'discard': Options<typeof import('../plugins/output/discard/index.ts')>
    'file': Options<typeof import('../plugins/output/file/index.ts')>
    'http': Options<typeof import('../plugins/output/http/index.ts')>
    'kafka': Options<typeof import('../plugins/output/kafka/index.ts')>
    'opensearch': Options<typeof import('../plugins/output/opensearch/index.ts')>
    'parquet': Options<typeof import('../plugins/output/parquet/index.ts')>
    'postgres': Options<typeof import('../plugins/output/postgres/index.ts')>
    'stdout': Options<typeof import('../plugins/output/stdout/index.ts')>
    'tcp': Options<typeof import('../plugins/output/tcp/index.ts')>
    'udp': Options<typeof import('../plugins/output/udp/index.ts')>
  }
}
