import { type Context, defineEvent, type EventSource } from '../../../kernel/index.ts'
import { checkOptions, options, type ReplayOptions } from './options.ts'

export default defineEvent({
  name: 'replay',
  title: 'Replay',
  summary:
    'Plays a recorded file: each line, JSON document or table row becomes an event, with a new time if you like.',
  options,
  examples: [
    { title: 'A log file, once', options: { path: 'access.log' } },
    {
      title: 'A log file for ever, with the time of each event in it',
      options: {
        path: 'access.log',
        repeat: true,
        timestamp_pattern: String.raw`\[(?P<timestamp>[^\]]+)\]`,
        timestamp_format: '%d/%b/%Y:%H:%M:%S %z',
      },
    },
    {
      title: 'Packed JSON lines, twice as fast as they were recorded',
      options: {
        path: 'events.ndjson.gz',
        format: 'ndjson',
        timestamp_field: 'event.created',
        timestamps: 'recorded',
        speed: 2,
      },
    },
    {
      title: 'Rows of a table as records',
      options: { path: 'orders.csv', format: 'csv', delimiter: ';', loop: 3 },
    },
  ],
  open,
})

// A function of its own: the compiler leaves the file names of imports inside a default export as they are.
async function open(settings: ReplayOptions, context: Context): Promise<EventSource> {
  checkOptions(settings)
  const { openReplay } = await import('./source.ts')
  return openReplay(settings, context)
}
