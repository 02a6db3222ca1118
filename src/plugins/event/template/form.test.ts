import { afterEach, expect, test } from 'vitest'
import { respaced } from '../../encoding/json.ts'
import { cleanUp, produce, texts } from './test-project.ts'

afterEach(cleanUp)

const TEMPLATES = {
  json: `{%- do locals.set('n', (locals.n or 0) + 1) -%}
{
  "n": {{ locals.n }}, "id": "{{ module.rand.crypto.uuid4() }}",
  "quoted": {{ 'a "b"' | tojson }}, "data": {{ {'b': locals.n, 'a': [1,  2]} | tojson }}
}
`,
  broken: '{ "n": {{ timestamp.second }}, "text": "{{ module.rand.choice([\'plain\', \'"\']) }}" }',
  plain: 'no JSON at all',
}

test('events come in the form that was asked for, or as they are', async () => {
  const raw = await produce(await texts('all', TEMPLATES), 20)
  const formed = await produce(await texts('all', TEMPLATES, {}, { form: 'json' }), 20)
  expect(raw.forms.every((form) => form === undefined)).toBe(true)
  expect(formed.events).toHaveLength(60)
  for (const [i, event] of formed.events.entries()) {
    const known = formed.forms[i] === 'json'
    expect(event).toBe(known ? respaced(raw.events[i] as string) : raw.events[i])
    // It may only be given up where the text is no JSON.
    expect(known).toBe(respaced(raw.events[i] as string) !== undefined)
  }
  const broken = formed.forms.filter((_, i) => i % 3 === 1)
  expect(new Set(broken)).toEqual(new Set(['json', undefined]))
})
