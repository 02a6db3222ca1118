import { defineFormatter } from '../../../kernel/index.ts'
import { formatEach } from '../../encoding/format.ts'
import { eventText } from '../../encoding/record.ts'
import { templateOptions } from './options.ts'

export default defineFormatter({
  name: 'template',
  title: 'Template',
  summary:
    'Renders a Jinja template for each event. A record is given to it as its JSON. Plain Jinja: no extensions, and no filters but its own.',
  options: templateOptions('it sees the text of the event as `event`'),
  examples: [
    { title: 'A line around each event', options: { template: '{"message": {{ event | tojson }}}' } },
    { title: 'A template in a file', options: { template_path: 'formats/line.jinja' } },
  ],
  async open(options, context) {
    const { openTemplate } = await import('./open.ts')
    const template = openTemplate(options, context)
    return {
      contentType: 'text/plain',
      format: (batch) => formatEach(batch, (event) => template.render({ event: eventText(event) })),
    }
  },
})
