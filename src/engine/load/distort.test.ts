import { expect, test } from 'vitest'
import * as z from 'zod'
import { defineDistortion, type Kind, type Registry } from '../../kernel/index.ts'
import { loadProject, readProject } from './load.ts'
import { registry as plain } from './test-definitions.ts'

const noise = defineDistortion({
  name: 'noise',
  title: 'noise',
  summary: 'For the tests of the loader.',
  options: z.strictObject({ level: z.number().max(1).default(0.1) }),
  examples: [{ title: 'none', options: {} }],
  open: () => ({ distort() {} }),
})

const registry: Registry = {
  names: (kind) => (kind === 'distortion' ? ['noise'] : plain.names(kind)),
  find: (async (kind: Kind, name: string) =>
    kind === 'distortion'
      ? name === 'noise'
        ? noise
        : undefined
      : plain.find(kind, name)) as Registry['find'],
}

const load = (more: string) =>
  loadProject({
    file: 'generator.yml',
    text: `input: [{ timer: { seconds: 1 } }]\nevent: { template: { mode: all, templates: [{ a: { template: a } }] } }\noutput: [void]\n${more}`,
    registry,
  })

const problems = (more: string) =>
  load(more).then(
    () => [],
    (error: { problems: readonly { code: string; message: string; at?: { line?: number } }[] }) =>
      error.problems.map(({ code, message, at }) => `${at?.line} ${code} ${message}`),
  )

test('a project may say what goes wrong, and where that is told', async () => {
  const { distort, ledger } = await load(
    'distort:\n  - noise\n  - noise: { level: 0.5 }\nledger: { path: a.csv }\n',
  )
  expect(distort!.map(({ definition, options }) => [definition.name, options])).toEqual([
    ['noise', { level: 0.1 }],
    ['noise', { level: 0.5 }],
  ])
  expect(ledger).toEqual({ path: 'a.csv', write_mode: 'overwrite' })
})

test.each(['', 'distort:', 'distort: []'])('without it nothing goes wrong: %j', async (more) => {
  const project = await load(more)
  expect(project).not.toHaveProperty('distort')
  expect(project).not.toHaveProperty('ledger')
})

test('what is wrong with it is told at its place', async () => {
  expect(await problems('distort: noise')).toEqual([
    expect.stringMatching(/^4 E_PROJECT_VALUE "distort" is a list of/),
  ])
  expect(await problems('distort:\n  - nois')).toEqual([
    expect.stringMatching(/^5 E_PLUGIN_UNKNOWN distort\[0\]\.nois: there is no distortion plugin "nois"/),
  ])
  expect(await problems('distort:\n  - noise:\n      level: 7')).toEqual([
    expect.stringMatching(/^6 E_OPTION_INVALID/),
  ])
  expect(await problems('ledger: a.csv')).toEqual([
    expect.stringMatching(/^4 E_PROJECT_VALUE "ledger" is a mapping/),
  ])
  expect(await problems('ledger:\n  format: xml\n  pat: a')).toEqual([
    expect.stringMatching(/^4 E_OPTION_MISSING/),
    expect.stringMatching(/^5 E_OPTION_INVALID/),
    expect.stringMatching(/^6 E_OPTION_UNKNOWN/),
  ])
})

test('the same in a project given as a value', async () => {
  const project = await readProject(
    {
      input: [{ timer: { seconds: 1 } }],
      event: { template: { mode: 'all', templates: [{ a: { template: 'a' } }] } },
      distort: [{ noise: { level: 0.2 } }],
      ledger: { path: 'a' },
      output: ['void'],
    },
    { directory: '.', registry },
  )
  expect(project.distort![0]!.options).toEqual({ level: 0.2 })
  expect(project.ledger).toEqual({ path: 'a', write_mode: 'overwrite' })
})
