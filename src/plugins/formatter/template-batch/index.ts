import { defineFormatter } from '../../../kernel/index.ts'
import { eventText } from '../../encoding/record.ts'
import { templateOptions } from '../template/options.ts'

const NONE = new Int32Array(0)

export default defineFormatter({
  name: 'template-batch',
  title: 'Template for a batch',
  summary:
    'Renders one Jinja template for all events of a batch. Records are given to it as their JSON. When it fails, the whole batch is refused.',
  options: templateOptions('it sees the texts of the events as the list `events`'),
  examples: [
    { title: 'A JSON array', options: { template: '[{{ events | join(", ") }}]' } },
    { title: 'A template in a file', options: { template_path: 'formats/envelope.jinja' } },
  ],
  async open(options, context) {
    const { openTemplate } = await import('../template/open.ts')
    const template = openTemplate(options, context)
    return {
      contentType: 'text/plain',
      gathers: true,
      format({ events }) {
        try {
          const frame = template.render({ events: events.map(eventText) })
          return { frames: [frame], carries: 'all', refused: [] }
        } catch (error) {
          return { frames: [], carries: NONE, refused: events.map((_, event) => ({ event, error })) }
        }
      },
    }
  },
})
