import { afterEach, expect, test } from 'vitest'
import definition from './index.ts'
import { cleanUp, open, produce } from './test-project.ts'

afterEach(cleanUp)

test.each(definition.examples)('example: $title', async ({ options: raw }) => {
  const listed = (raw as { templates: Record<string, { template: string }>[] }).templates.flatMap(
    Object.values,
  )
  const files = Object.fromEntries(listed.map(({ template }) => [template, 'x']))
  const source = await open(raw, { files: { ...files, 'samples/users.csv': 'name\nann\n' } })
  expect((await produce(source, 5)).events).toEqual(['x', 'x', 'x', 'x', 'x'])
})
