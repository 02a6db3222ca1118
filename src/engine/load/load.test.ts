import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { LoomError, problemsOf, type Registry, renderProblem } from '../../kernel/index.ts'
import { ENGINE_ERRORS } from '../catalogue.ts'
import { loadProject, readProject } from './load.ts'
import { registry } from './test-definitions.ts'

const VALID = `seed: 7
input:
  - cron: {expression: "* * * * *", count: 5, tags: [a]}
  - timer:
      seconds: 1
event:
  template:
    mode: fsm
    templates:
      - login.json:
          template: a.jinja
          transitions:
            - {to: b, when: {gt: {shared.n: 3}}}
output:
  - stdout:
  - http:
      url: http://localhost
      headers: {X-A.b: c}
      formatter.format: template
      formatter.template: "{{ event }}"
`

const load = (text: string) => loadProject({ text, file: 'p/generator.yml', registry })

async function problems(work: Promise<unknown>): Promise<string[]> {
  try {
    await work
    return []
  } catch (error) {
    return problemsOf(error).map(renderProblem)
  }
}

test('a project becomes plugins with validated options and places', async () => {
  const project = await load(VALID)
  expect(project).toMatchObject({ file: 'p/generator.yml', seed: 7, warnings: [] })
  expect(project.directory).toBe(join(process.cwd(), 'p'))
  expect(project.input.map(({ definition, options, at }) => [definition.name, options, at?.line])).toEqual([
    ['cron', { expression: '* * * * *', count: 5, start: null, tags: ['a'] }, 3],
    ['timer', { seconds: 1, tags: [] }, 4],
  ])
  expect(project.event.options).toMatchObject({
    templates: [{ 'login.json': { transitions: [{ when: { gt: { 'shared.n': 3 } } }] } }],
  })
  const [stdout, http] = project.output
  expect(stdout?.formatter).toMatchObject({ definition: { kind: 'formatter', name: 'plain' }, options: {} })
  expect(http?.options).toMatchObject({ headers: { 'X-A.b': 'c' } })
  expect(http?.formatter).toMatchObject({
    definition: { name: 'template' },
    options: { template: '{{ event }}' },
    at: { line: 19 },
  })
})

test('the same project as a value, and plugins given by name alone', async () => {
  const project = await readProject(
    {
      input: [{ 'timer.seconds': 1 }],
      event: { template: { mode: 'all', templates: [{ a: { template: 'a' } }] } },
      output: ['void', 'raw', { 'raw.formatter': { format: 'json' } }, { http: { url: 'u' } }],
    },
    { directory: 'p', registry },
  )
  expect(project.file).toBeUndefined()
  expect(project.output.map((entry) => [entry.definition.name, entry.formatter?.options])).toEqual([
    ['void', undefined],
    ['raw', undefined],
    ['raw', { indent: 0 }],
    ['http', { indent: 2 }],
  ])
  expect(project.input[0]?.options).toEqual({ seconds: 1, tags: [] })
})

test('dotted keys reach from the top to the last option', async () => {
  const text = `event.template.mode: all
event: {template.templates: [{a: {template: a.jinja}}]}
input: [{timer.seconds: 2}]
output: [{http.url: u, http.formatter.format: json, http: {formatter: {indent: 4}}}]
`
  const project = await load(text)
  expect(project.event.options).toMatchObject({ mode: 'all', templates: [{ a: { template: 'a.jinja' } }] })
  expect(project.output[0]?.formatter?.options).toEqual({ indent: 4 })
  const twice = text.replace('{indent: 4}', '{format: plain}')
  expect(await problems(load(twice))).toEqual([
    expect.stringContaining(
      'p/generator.yml:4:72: E_YAML_DOTTED "output[0].http.formatter.format" is given twice',
    ),
  ])
})

test('an event plugin refers to a model, which has its options beside the name', async () => {
  const project = await load(`input: [{timer.seconds: 1}]
event:
  model.name: shop
  model: {customers: "5"}
output: [void: {}]
`)
  expect(project.event.definition.name).toBe('model')
  expect(project.event.model).toMatchObject({
    definition: { kind: 'model', name: 'shop' },
    options: { rate: 1, customers: 5 },
    at: { line: 3 },
  })
})

test.each([
  [
    '{name: shpo}',
    '2:23: E_PLUGIN_UNKNOWN event.model: there is no model plugin "shpo" (did you mean "shop"?)',
  ],
  ['{name: shop, customers: x}', '2:40: E_OPTION_INVALID "customers": expected number, received string'],
  ['{name: shop, rates: 1}', '2:29: E_OPTION_UNKNOWN unknown option "rates" (did you mean "rate"?)'],
  ['{name: shop}', '2:23: E_OPTION_MISSING option "customers" is required (expected number)'],
  ['{}', '2:9: E_OPTION_MISSING option "name" is required (expected string)'],
  [
    '{name: timer}',
    '2:23: E_PLUGIN_UNKNOWN event.model: there is no model plugin "timer" ("timer" is a plugin of the kind input)',
  ],
])('a wrong reference to a model %s is told with its place', async (options, expected) => {
  const found = await problems(
    load(`input: [{timer.seconds: 1}]
event: {model: ${options}}
output: [void: {}]
`),
  )
  expect(found.map((problem) => problem.replace('p/generator.yml:', ''))).toContain(expected)
})

test('all problems of a file come at once, in its order, each with its place and a hint', async () => {
  const text = `inptu: 1
seed: 1.5
input:
  - crno: {}
  - timer: {seconds: 0, repaet: 1}
  - timer:
    seconds: 1
event:
  template:
    mode: some
output:
  - cron: {}
  - http:
      url: 5
      headers: {200: x}
      formatter: {format: json, indent: -1}
  - stdout: {formatter: {format: jsno}}
`
  const found = await problems(load(text))
  expect(found.map((problem) => problem.replace('p/generator.yml:', ''))).toEqual([
    '1:1: E_PROJECT_KEY a project has no key "inptu" (did you mean "input"?)',
    '2:7: E_PROJECT_VALUE "seed" is an integer or a text (put other values in quotes)',
    '4:5: E_PLUGIN_UNKNOWN input[0].crno: there is no input plugin "crno" (did you mean "cron"?)',
    expect.stringContaining('5:22: E_OPTION_INVALID "seconds"'),
    '5:25: E_OPTION_UNKNOWN unknown option "repaet" (did you mean "repeat"?)',
    '7:5: E_PLUGIN_ENTRY input[2] holds one plugin, but "seconds" stands beside "timer" (indent the options of "timer" further than its name)',
    '9:3: E_OPTION_MISSING option "templates" is required (expected array)',
    expect.stringContaining('10:11: E_OPTION_INVALID "mode"'),
    '12:5: E_PLUGIN_UNKNOWN output[0].cron: there is no output plugin "cron" ("cron" is a plugin of the kind input)',
    expect.stringContaining('14:12: E_OPTION_INVALID "url"'),
    '15:17: E_OPTION_INVALID the key 200 is not a text (write it in quotes: "200")',
    expect.stringContaining('16:41: E_OPTION_INVALID "indent"'),
    '17:34: E_PLUGIN_UNKNOWN output[2].stdout.formatter: there is no formatter plugin "jsno" (did you mean "json"?)',
  ])
})

test.each([
  ['', 'p/generator.yml:1:1: E_PROJECT_VALUE the project is empty'],
  ['[]', 'p/generator.yml:1:1: E_PROJECT_VALUE a project is a mapping'],
  ['input: []\nevent: {null: {}}\noutput: 5', 'p/generator.yml:1:1: E_PROJECT_VALUE "input" is a list'],
  [
    'input: [{}]\nevent: {a: {}, b: {}}\noutput: [5]',
    'p/generator.yml:1:9: E_PLUGIN_ENTRY input[0] is one plugin',
  ],
  ['input: [{timer: 5}]', 'p/generator.yml:1:17: E_PLUGIN_ENTRY input[0].timer: the options of a plugin'],
  ['plugins: [5]', 'p/generator.yml:1:11: E_PROJECT_VALUE "plugins" is a list'],
  ['plugins: [./a.ts]', 'p/generator.yml:1:1: E_PROJECT_PLUGINS'],
  ['a: "\uFDD0"', 'p/generator.yml:1:5: E_YAML_CHARACTER'],
])('%j is refused with its place', async (text, start) => {
  expect((await problems(load(text))).some((problem) => problem.startsWith(start))).toBe(true)
})

test('a problem of a project given as a value tells the path to it', async () => {
  const project = { input: [{ timer: { seconds: 0 } }], event: 'template', output: ['stdout'] }
  expect(await problems(readProject(project, { directory: '.', registry }))).toEqual([
    expect.stringContaining('E_OPTION_INVALID input[0].timer: "seconds"'),
    expect.stringContaining('E_OPTION_MISSING event.template: option "mode" is required'),
    expect.stringContaining('E_OPTION_MISSING event.template: option "templates" is required'),
  ])
  const cyclic: unknown[] = []
  cyclic.push(cyclic)
  expect(await problems(readProject(cyclic, { directory: '.', registry }))).toEqual([
    expect.stringContaining('E_PROJECT_VALUE'),
  ])
})

test("a project's own plugins are loaded before anything is looked up", async () => {
  const asked: unknown[] = []
  const own = async (plugins: readonly string[], directory: string): Promise<Registry> => {
    asked.push([plugins, directory])
    return registry
  }
  const text = `${VALID}plugins: [./my.ts, a-package]\n`
  await loadProject({ text, file: '/x/generator.yml', registry: own })
  expect(asked).toEqual([[['./my.ts', 'a-package'], '/x']])
  const broken = () => Promise.reject(new LoomError('E_PLUGIN_FILE', 'no such file'))
  expect(await problems(loadProject({ text, file: 'g.yml', registry: broken }))).toEqual([
    'g.yml:21:1: E_PLUGIN_FILE no such file',
  ])
})

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'eventloom-load-'))
  await mkdir(join(folder, 'empty'))
  await writeFile(join(folder, 'generator.yml'), VALID)
  await writeFile(join(folder, 'latin.yml'), Buffer.from([0x61, 0xe4]))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

test('a path may name the file or its folder', async () => {
  for (const path of [folder, join(folder, 'generator.yml')]) {
    const project = await loadProject({ path, registry })
    expect(project).toMatchObject({ file: join(folder, 'generator.yml'), directory: folder })
  }
})

test.each([
  ['other.yml', 'E_PROJECT_MISSING there is no such file (the folder holds generator.yml, latin.yml)'],
  ['generator.yml/x', 'E_PROJECT_MISSING'],
  ['empty', 'E_PROJECT_MISSING there is no such file (no YAML file is in'],
  ['none/x.yml', 'E_PROJECT_MISSING there is no such file (there is no folder'],
  ['latin.yml', 'E_PROJECT_ENCODING'],
])('%s cannot be read', async (path, said) => {
  expect(await problems(loadProject({ path: join(folder, path), registry }))).toEqual([
    expect.stringContaining(said),
  ])
})

test('the catalogue is sorted', () => {
  const codes = Object.keys(ENGINE_ERRORS)
  expect(codes).toEqual(codes.toSorted())
})
