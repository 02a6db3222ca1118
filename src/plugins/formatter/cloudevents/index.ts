import * as z from 'zod'
import { type Batch, defineFormatter, type Event, isoFormatter } from '../../../kernel/index.ts'
import { formatEach } from '../../encoding/format.ts'
import { respaced } from '../../encoding/json.ts'
import { recordText } from '../../encoding/record.ts'

const MEDIA_TYPE = /^[\w!#$&^.+-]+\/[\w!#$&^.+-]+(\s*;\s*[\w-]+=("[^"]*"|[\w.-]+))*$/
const JSON_TYPE = /^[^;]*[/+]json\s*(;|$)/i

export default defineFormatter({
  name: 'cloudevents',
  title: 'CloudEvents',
  summary:
    'Each event in a CloudEvents 1.0 envelope, structured JSON mode. The id is the generator and the sequence number, the time is the event’s own: the same run gives the same envelopes.',
  options: z.strictObject({
    source: z
      .string()
      .min(1)
      .optional()
      .describe('Where events come from, a URI reference; /eventloom/GENERATOR by default.'),
    type: z.string().min(1).default('eventloom.event').describe('What kind of events these are.'),
    subject: z.string().min(1).optional().describe('What the events are about.'),
    datacontenttype: z
      .string()
      .regex(MEDIA_TYPE, 'must be a media type such as application/json')
      .optional()
      .describe(
        'Media type of the data. By default application/json where the event is JSON, text/plain elsewhere; with another type than JSON the data is always text.',
      ),
  }),
  examples: [
    { title: 'Named by their domain', options: { source: '/shop/checkout', type: 'shop.order.placed' } },
  ],
  open({ source, type, subject, datacontenttype }, context) {
    const iso = isoFormatter(context.zone)
    const origin = source ?? `/eventloom/${encodeURIComponent(context.id)}`
    const idHead = `{"specversion":"1.0","id":${JSON.stringify(`${context.id}-`).slice(0, -1)}`
    const timeHead =
      `","source":${JSON.stringify(origin)},"type":${JSON.stringify(type)}` +
      `${subject === undefined ? '' : `,"subject":${JSON.stringify(subject)}`},"time":"`
    const dataHead = (mediaType: string) => `","datacontenttype":${JSON.stringify(mediaType)},"data":`
    const jsonHead = dataHead(datacontenttype ?? 'application/json')
    const textHead = dataHead(datacontenttype ?? 'text/plain')
    const mayBeJson = datacontenttype === undefined || JSON_TYPE.test(datacontenttype)

    const body = (event: Event): string => {
      const json = typeof event === 'string' ? (mayBeJson ? respaced(event) : undefined) : recordText(event)
      if (json === undefined) return textHead + JSON.stringify(event)
      return mayBeJson ? jsonHead + json : textHead + JSON.stringify(json)
    }
    const envelope = (event: Event, index: number, batch: Batch): string =>
      `${idHead}${batch.seq[index]!}${timeHead}${iso(batch.time[index]!)}${body(event)}}`
    return {
      contentType: 'application/cloudevents+json',
      format: (batch) => formatEach(batch, envelope),
    }
  },
})
