import { defineEvent } from '../../../kernel/index.ts'
import { options } from './options.ts'

export default defineEvent({
  name: 'template',
  title: 'Template',
  summary:
    'Renders Jinja templates, one or several for each timestamp, with samples, state and random data at hand. The mode says which template is rendered when. What a template learns from `subprocess` or the `globals` of other generators cannot be reproduced.',
  options,
  examples: [
    {
      title: 'Two kinds of log line, one rarer than the other',
      options: {
        mode: 'chance',
        templates: [
          { login: { template: 'templates/login.jinja', chance: 9 } },
          { failure: { template: 'templates/failure.jinja', chance: 1 } },
        ],
        params: { host: 'web-1' },
        samples: {
          users: { type: 'csv', source: 'samples/users.csv', header: true },
          methods: { type: 'items', source: ['password', 'key'] },
        },
      },
    },
    {
      title: 'A session with a beginning and an end',
      options: {
        mode: 'fsm',
        templates: [
          {
            open: {
              template: 'templates/open.jinja',
              initial: true,
              transitions: [{ to: 'work', when: { always: null } }],
            },
          },
          {
            work: {
              template: 'templates/work.jinja',
              transitions: [
                { to: 'close', when: { or: [{ ge: { 'shared.count': 5 } }, { after: { hour: 18 } }] } },
              ],
            },
          },
          {
            close: {
              template: 'templates/close.jinja',
              transitions: [{ to: 'open', when: { not: { has_tags: 'maintenance' } } }],
            },
          },
        ],
      },
    },
    {
      title: 'A fixed order of events, one a timestamp; one file under two aliases',
      options: {
        mode: 'chain',
        templates: [
          { request: { template: 'templates/message.jinja', vars: { kind: 'request' } } },
          { reply: { template: 'templates/message.jinja', vars: { kind: 'reply' } } },
        ],
        chain: ['request', 'reply', 'reply'],
        undefined: 'strict',
      },
    },
  ],
  async open(given, context) {
    const { openSource } = await import('./open.ts')
    return openSource(given, context)
  },
})
