import { expect, test } from 'vitest'
import { jsonSchema, optionRows, readOptions } from '../../../kernel/index.ts'
import { options } from './options.ts'

function problems(raw: unknown): string[] {
  const read = readOptions(options, raw)
  return read.ok ? [] : read.problems.map(({ code, message }) => `${code} ${message}`)
}

const one = (entry: object = {}) => ({ a: { template: 'a.jinja', ...entry } })

test.each([
  { mode: 'all', templates: [one()] },
  { mode: 'any', templates: [{ '': { template: './x//a.j2', vars: { 'b.c': null } } }] },
  { mode: 'chance', templates: [one({ chance: '0.5' })] },
  { mode: 'spin', templates: [one()], params: { a: [1] } },
  { mode: 'chain', templates: [one()], chain: ['a', 'a'] },
  { mode: 'fsm', templates: [one({ initial: 'yes', transitions: [{ to: 'a', when: { always: null } }] })] },
  {
    mode: 'all',
    templates: [one()],
    samples: { 'x.y': { type: 'items', source: [1] } },
    undefined: 'strict',
  },
  { mode: 'all', templates: [one()], limits: { output: 10 } },
])('%j is sound', (raw) => {
  expect(problems(raw)).toEqual([])
})

test.each([
  [{ templates: [one()] }, 'E_OPTION_MISSING option "mode" is required'],
  [{ mode: 'all', templates: [] }, 'E_OPTION_INVALID "templates": '],
  [
    { mode: 'all', templates: [{ ...one(), b: { template: 'b.jinja' } }] },
    '"templates.0": expected exactly one alias, not 2',
  ],
  [{ mode: 'all', templates: [one(), one()] }, '"templates.1.a": this alias was used before'],
  [
    { mode: 'all', templates: [{ a: { template: 'a.txt' } }] },
    '"templates.0.a.template": expected the path of a file that ends in .jinja or .j2',
  ],
  [
    { mode: 'all', templates: [{ a: { template: '/a.jinja' } }] },
    '"templates.0.a.template": expected a path relative to the project folder',
  ],
  [{ mode: 'all', templates: [{ a: { template: 'x/../../a.jinja' } }] }, '".." leads out of it'],
  [{ mode: 'all', templates: [one({ tempalte: 'x' })] }, 'E_OPTION_UNKNOWN unknown option "tempalte"'],
  [{ mode: 'all', templates: [one()], params: null }, 'E_OPTION_INVALID "params": '],
  [
    { mode: 'spin', templates: [one({ chance: 1 })] },
    '"templates.0.a.chance": belongs to mode chance; this is mode spin',
  ],
  [{ mode: 'chance', templates: [one()] }, '"templates.0.a": mode chance needs "chance" in each template'],
  [{ mode: 'chance', templates: [one({ chance: 0 })] }, '"templates.0.a.chance": '],
  [{ mode: 'chance', templates: [one({ chance: Number.POSITIVE_INFINITY })] }, '"templates.0.a.chance": '],
  [{ mode: 'all', templates: [one()], chain: ['a'] }, '"chain": belongs to mode chain; this is mode all'],
  [{ mode: 'chain', templates: [one()] }, '"chain": mode chain needs the list of aliases to render'],
  [
    { mode: 'chain', templates: [{ login: { template: 'a.jinja' } }], chain: ['logn'] },
    '"chain.0": there is no template "logn"; did you mean "login"?',
  ],
  [
    { mode: 'any', templates: [one({ initial: true })] },
    '"templates.0.a.initial": belongs to mode fsm; this is mode any',
  ],
  [
    { mode: 'any', templates: [one({ transitions: [] })] },
    '"templates.0.a.transitions": belongs to mode fsm; this is mode any',
  ],
  [{ mode: 'fsm', templates: [one()] }, '"templates": mode fsm needs one template with "initial: true"'],
  [
    { mode: 'fsm', templates: [one({ initial: true }), { b: { template: 'b.jinja', initial: true } }] },
    '"templates.1.b.initial": another template is initial already',
  ],
  [
    { mode: 'fsm', templates: [one({ initial: true, transitions: [{ to: 'z', when: { always: null } }] })] },
    '"templates.0.a.transitions.0.to": there is no template "z"; did you mean "a"?',
  ],
  [
    {
      mode: 'fsm',
      templates: [one({ initial: true, transitions: [{ to: 'a', when: { gt: { 'shared.n': 'x' } } }] })],
    },
    '"templates.0.a.transitions.0.when.gt.shared.n": expected a number',
  ],
  [
    { mode: 'all', templates: [one()], samples: { s: { type: 'csv', source: 'a.txt' } } },
    '"samples.s.source": expected the path of a .csv file',
  ],
  [
    { mode: 'all', templates: [one()], samples: { s: { type: 'csv', source: 'a.csv', delimiter: ';;' } } },
    '"samples.s.delimiter": expected exactly one character',
  ],
  [
    { mode: 'all', templates: [one()], samples: { s: { type: 'items', source: [] } } },
    '"samples.s.source": ',
  ],
])('%j has one problem', (raw, problem) => {
  expect(problems(raw)).toEqual([expect.stringContaining(problem)])
})

test('the option table and the JSON Schema reach down to the conditions', () => {
  const names = optionRows(options).map(({ name }) => name)
  expect(names).toContain('templates[].*.transitions[].when.has_tags')
  expect(names).toContain('samples.*.header')
  expect(optionRows(options).every(({ description }) => description !== '')).toBe(true)
  expect(JSON.stringify(jsonSchema(options))).toContain('"len_ge"')
})
