import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { deliveryOptions, type LoomError, RELEASE } from '../../kernel/index.ts'
import type { Project } from '../load/project.ts'
import type { RunOptions } from '../options.ts'
import { Run } from '../run.ts'
import { folder, withOutputs } from '../test-run.ts'
import { setting, stateful, store } from './test-run.ts'

test('a checkpoint is for the same run only', async () => {
  const { project, options } = setting({ resume: true, seed: 5 })
  const sink = store([], true, () => {})
  const file = join(folder, 'words.txt')
  writeFileSync(file, 'one')
  const event = { definition: stateful, options: { words: 'words.txt' } }
  const named = { ...withOutputs(project, sink), event }
  await new Run(named, options).complete()
  const code = (changed: Project, given: Partial<RunOptions> = {}) => {
    try {
      new Run(changed, { ...options, ...given })
      return 'same'
    } catch (error) {
      return (error as LoomError).message
    }
  }
  expect(code(named)).toBe('same')
  expect(code(named, { concurrency: 50, queue: 7 })).toBe('same')
  const delivery = deliveryOptions.parse({ max_events: 3 })
  expect(code({ ...named, output: named.output.map((entry) => ({ ...entry, options: { delivery } })) })).toBe(
    'same',
  )
  expect(code({ ...named, event: { ...event, options: { words: 'words.txt', more: 1 } } })).toContain(
    ': event changed',
  )
  expect(code({ ...named, output: [...named.output, ...named.output] })).toContain(': output changed')
  expect(code(named, { seed: 6 })).toContain(': seed changed')
  expect(code(named, { maxEvents: 6, id: 'other' })).toContain(': --id, --max-events changed')
  writeFileSync(file, 'two')
  expect(code(named)).toContain(': words.txt changed')
  writeFileSync(file, 'one')
  expect(code(named)).toBe('same')
  writeFileSync(project.checkpoint!.path!, '{"version": 9}')
  expect(code(named)).toContain('not a checkpoint of version 1')
  const { checkpoint: _, ...without } = named
  expect(code(without)).toContain('keeps no checkpoint')
})

test('a checkpoint knows what files include and import, plugins, and the release', async () => {
  const { project, options } = setting({ resume: true, seed: 5 })
  const sink = store([], true, () => {})
  const files: Record<string, string> = {
    'event.jinja': '{% include "parts/head.jinja" %}{{ "out/written.csv" }}',
    'parts/head.jinja': "{% from 'macros.jinja' import x %}",
    'parts/macros.jinja': '{% macro x() %}1{% endmacro %}',
    'script.ts': "import { y } from './lib'\nwriteFileSync('state.json', '')",
    'lib.ts': 'export const y = 1',
    'state.json': '{}',
    'plugins/mine.ts': "import './deep/more.ts'",
    'plugins/deep/more.ts': '1',
    'named.ts': '2',
    'unrelated.jinja': '3',
  }
  const put = (name: string, text: string) => {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), text)
  }
  for (const [name, text] of Object.entries(files)) put(name, text)
  const event = { definition: stateful, options: { templates: ['event.jinja'], script: 'script.ts' } }
  const named = { ...withOutputs(project, sink), event, plugins: ['named.ts', 'a-package'] }
  await new Run(named, options).complete()
  const changed = () => {
    try {
      new Run(named, options)
      return 'same'
    } catch (error) {
      return /: (.*) changed/.exec((error as LoomError).message)![1]
    }
  }
  expect(changed()).toBe('same')
  for (const [name, text] of Object.entries(files)) {
    put(name, `${text} `)
    expect([name, changed()]).toEqual([name, /state|unrelated/.test(name) ? 'same' : name])
    put(name, text)
  }
  const path = project.checkpoint!.path!
  writeFileSync(path, readFileSync(path, 'utf8').replace(`"${RELEASE}"`, '"0.0.9"'))
  expect(changed()).toBe('the version of eventloom')
})
