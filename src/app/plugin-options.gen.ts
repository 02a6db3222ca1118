// Read from the plugins' definitions by `npm run docs`.
import type * as z from 'zod'

type Options<M extends { default: { options: z.ZodType } }> = z.input<M['default']['options']>

/** The options of every plugin that ships with eventloom, by kind and name. */
export interface PluginOptions {
  input: {
    'cron': Options<typeof import('../plugins/input/cron/index.ts')>
    'http': Options<typeof import('../plugins/input/http/index.ts')>
    'linspace': Options<typeof import('../plugins/input/linspace/index.ts')>
    'static': Options<typeof import('../plugins/input/static/index.ts')>
    'time_patterns': Options<typeof import('../plugins/input/time_patterns/index.ts')>
    'timer': Options<typeof import('../plugins/input/timer/index.ts')>
    'timestamps': Options<typeof import('../plugins/input/timestamps/index.ts')>
  }
  event: {
    'replay': Options<typeof import('../plugins/event/replay/index.ts')>
    'script': Options<typeof import('../plugins/event/script/index.ts')>
    'template': Options<typeof import('../plugins/event/template/index.ts')>
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
    'discard': Options<typeof import('../plugins/output/discard/index.ts')>
    'file': Options<typeof import('../plugins/output/file/index.ts')>
    'stdout': Options<typeof import('../plugins/output/stdout/index.ts')>
  }
}
