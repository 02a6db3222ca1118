import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ProblemsError } from '../../kernel/index.ts'
import { loadProject, readProject } from './load.ts'
import { registry } from './test-definitions.ts'

const VALID = `seed: 1
input:
  - cron: {expression: "* * * * *", count: \${params.n}}
  - timer:
      seconds: 1.5
event.template:
  mode: all
  templates: [{a.b: {template: a.jinja}}]
  params: {x: {y.z: 1}, password: "\${secrets.pw}"}
output:
  - stdout:
  - http:
      url: http://x
      formatter.format: template
      formatter: {template: "{% raw %}{{ event }}{% endraw %}"}
`

const context = { registry, params: { n: 3 }, secret: () => 'p' }

async function loads(text: string): Promise<void> {
  const lines = text.split(/\r\n?|\n/).length
  try {
    const project = await loadProject({ text, file: 'g.yml', ...context })
    expect(project.input.length).toBeGreaterThan(0)
  } catch (error) {
    expect(error).toBeInstanceOf(ProblemsError)
    const { problems } = error as ProblemsError
    expect(problems.length).toBeGreaterThan(0)
    for (const problem of problems) {
      expect(problem.code).not.toBe('E_UNEXPECTED')
      expect(problem.message).not.toMatch(/[\uFDD0-\uFDEF]|Symbol/)
      expect(problem.at?.line).toBeGreaterThan(0)
      expect(problem.at?.line).toBeLessThanOrEqual(lines)
    }
  }
}

test('the project that is broken below is whole', async () => {
  await loadProject({ text: VALID, file: 'g.yml', ...context })
})

test('a project that was cut off loads or is refused with lines', async () => {
  for (let length = 0; length < VALID.length; length += 2) await loads(VALID.slice(0, length))
})

test('a project in which anything was changed loads or is refused with lines', async () => {
  const piece = fc.oneof(
    fc.constantFrom(
      '${params.n}',
      '${secrets.q}',
      '${',
      '}',
      'a.b',
      ': ',
      '- ',
      '{}',
      '[]',
      '~',
      '"',
      '1',
      '\n',
      '  ',
    ),
    fc.constantFrom(
      'format: ',
      'stdout',
      'formatter',
      '{% raw %}',
      '__proto__',
      'input: ',
      '<<: ',
      '&a ',
      '*a',
      '2024-01-01',
    ),
    fc.string({ maxLength: 4 }),
  )
  const edit = fc.tuple(fc.nat(VALID.length), fc.nat(8), piece)
  await fc.assert(
    fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 3 }), (edits) =>
      loads(edits.reduce((text, [at, drop, put]) => text.slice(0, at) + put + text.slice(at + drop), VALID)),
    ),
    { numRuns: 300 },
  )
})

test('any value given as a project is read or refused with problems', async () => {
  const names = [
    'input',
    'event',
    'output',
    'seed',
    'timer',
    'template',
    'stdout',
    'formatter',
    'format',
    'seconds',
    'a.b',
  ]
  const key = fc.oneof(fc.constantFrom(...names), fc.string({ maxLength: 5 }))
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof(
      { depthSize: 'medium' },
      fc.oneof(
        fc.integer(),
        fc.boolean(),
        fc.constant(null),
        fc.constantFrom(...names, '${params.n}', '${x}'),
        fc.date(),
      ),
      fc.array(tie('value'), { maxLength: 3 }),
      fc.dictionary(key, tie('value'), { maxKeys: 4 }),
    ),
  }))
  await fc.assert(
    fc.asyncProperty(
      fc.dictionary(fc.constantFrom('input', 'event', 'output', 'seed', 'x'), value),
      async (project) => {
        try {
          await readProject(project, { directory: '.', ...context })
        } catch (error) {
          expect(error).toBeInstanceOf(ProblemsError)
          for (const { code } of (error as ProblemsError).problems) expect(code).not.toBe('E_UNEXPECTED')
        }
      },
    ),
    { numRuns: 250 },
  )
})
