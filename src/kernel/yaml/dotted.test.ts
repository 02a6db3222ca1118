import fc from 'fast-check'
import { expect, test } from 'vitest'
import * as z from 'zod'
import { ProblemsError, renderProblem } from '../errors.ts'
import { freeMap } from '../options/fields.ts'
import { parseYaml } from './parse.ts'
import { readYaml } from './read.ts'

const sample = z.union([
  z.strictObject({ type: z.literal('csv'), source: z.string() }),
  z.strictObject({ type: z.literal('items'), source: z.array(z.string()) }),
])
const condition: z.ZodType = z.lazy(() =>
  z.union([z.strictObject({ gt: freeMap(z.number()) }), z.strictObject({ or: z.array(condition) })]),
)
const schema = z.strictObject({
  server: z
    .strictObject({ host: z.string().optional(), ports: z.strictObject({ tcp: z.int() }).optional() })
    .optional(),
  headers: freeMap(z.string()).optional(),
  vars: freeMap(z.unknown()).optional(),
  samples: freeMap(sample).optional(),
  templates: z.array(freeMap(z.strictObject({ template: z.string() }))).optional(),
  when: condition.optional(),
  formatter: z.looseObject({ format: z.string() }).optional(),
})

const read = (text: string) => readYaml(schema, parseYaml(text, 'x.yml'))

function problems(text: string): string[] {
  try {
    read(text)
  } catch (error) {
    if (error instanceof ProblemsError) return error.problems.map(renderProblem)
    throw error
  }
  return []
}

test.each<[string, unknown]>([
  ['server.ports.tcp: 1', { server: { ports: { tcp: 1 } } }],
  ['server.host: a\nserver: {ports.tcp: 1}', { server: { host: 'a', ports: { tcp: 1 } } }],
  ['server: {}\nserver.host: a', { server: { host: 'a' } }],
  ['headers: {X-A.b: c}', { headers: { 'X-A.b': 'c' } }],
  ['headers.X-A.b: c', { headers: { 'X-A.b': 'c' } }],
  ['vars: {a.b: {c.d: 1}}', { vars: { 'a.b': { 'c.d': 1 } } }],
  ['samples.users.type: csv\nsamples.users.source: u', { samples: { users: { type: 'csv', source: 'u' } } }],
  ['samples: {a.type: {type: csv, source: u}}', { samples: { 'a.type': { type: 'csv', source: 'u' } } }],
  [
    'templates: [{login.json: {template: x}}, {b.template: y}]',
    { templates: [{ 'login.json': { template: 'x' } }, { b: { template: 'y' } }] },
  ],
  ['when: {or: [{gt: {shared.n: 3}}]}', { when: { or: [{ gt: { 'shared.n': 3 } }] } }],
  ['when.gt: {shared.n: 3}', { when: { gt: { 'shared.n': 3 } } }],
  ['formatter.format: x\nformatter: {template: "{{a}}"}', { formatter: { format: 'x', template: '{{a}}' } }],
])('%s', (text, expected) => {
  expect(read(text)).toEqual(expected)
})

test.each([
  ['server.host: a\nserver: {host: b}', 'x.yml:2:10: E_YAML_DOTTED "server.host" is given twice'],
  ['server.host: a\nserver: 5', 'x.yml:2:1: E_YAML_DOTTED "server" is given twice'],
  ['server:\nserver.host: a', 'x.yml:2:1: E_YAML_DOTTED "server" is given twice'],
  ['vars: {a: 1}\nvars.a: 2', 'x.yml:2:1: E_YAML_DOTTED "vars.a" is given twice'],
])('two spellings that contradict each other: %j', (text, start) => {
  expect(problems(text)[0]).toContain(start)
})

test('problems below a dotted key stand where it is written', () => {
  expect(problems('server.ports.tcp: x\nservre.host: 1\nheaders: {200: a}\n"a.": 1')).toEqual([
    expect.stringContaining('x.yml:1:19: E_OPTION_INVALID "server.ports.tcp"'),
    expect.stringContaining(
      'x.yml:3:11: E_OPTION_INVALID the key 200 is not a text (write it in quotes: "200")',
    ),
    expect.stringContaining('x.yml:2:1: E_OPTION_UNKNOWN unknown option "servre" (did you mean "server"?)'),
    expect.stringContaining('x.yml:4:1: E_OPTION_UNKNOWN unknown option "a."'),
  ])
})

test('any mapping of known fields reads the same in every mixture of spellings', () => {
  const names = ['a', 'b', 'c'] as const
  const leaf = z.int().optional()
  const fields = <T extends z.ZodType>(of: T) => z.strictObject({ a: of, b: of, c: of })
  const tree = fields(fields(fields(leaf).optional()).optional())
  const name = fc.constantFrom(...names)
  const leaves = fc.uniqueArray(fc.tuple(name, name, name, fc.nat(99), fc.nat(3)), {
    selector: ([a, b, c]) => a + b + c,
    minLength: 1,
    maxLength: 12,
  })
  fc.assert(
    fc.property(leaves, (given) => {
      const nested: Record<string, Record<string, Record<string, number>>> = {}
      const lines = given.map(([a, b, c, value, style]) => {
        nested[a] = { ...nested[a], [b]: { ...nested[a]?.[b], [c]: value } }
        return spelling([a, b, c], value, style)
      })
      // A key that is written twice in the same spelling is not a mixture but a repeated key.
      fc.pre(new Set(lines.map((line) => line.slice(0, line.indexOf(':')))).size === lines.length)
      expect(readYaml(tree, parseYaml(lines.join('\n'), 'x.yml'))).toEqual(nested)
    }),
    { numRuns: 300 },
  )
})

function spelling([a, b, c]: readonly [string, string, string], value: number, style: number): string {
  if (style === 0) return `${a}.${b}.${c}: ${value}`
  if (style === 1) return `${a}: {${b}.${c}: ${value}}`
  return style === 2 ? `${a}.${b}: {${c}: ${value}}` : `${a}: {${b}: {${c}: ${value}}}`
}
