import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ProblemsError } from '../errors.ts'
import { parseYaml } from './parse.ts'

const VALID = `# a project
input:
  - cron: {expression: "* * * * *", count: 5}
  - timer: &t
      seconds: 1.5   # a comment
      start: 2024-01-01 00:00:00
event:
  template:
    mode: all
    templates:
      - a: {template: a.jinja, vars: {x: [1, 0x1F, ~, yes]}}
    params: {<<: *t, "quoted": 'it''s'}
output:
  - stdout:
      formatter:
        format: template
        template: |
          {{ event }}
          \${params.x}
`

function parses(text: string): void {
  try {
    const file = parseYaml(text, 'x.yml')
    expect(file.value).not.toBe(undefined)
    for (const { at } of file.warnings) expect(at?.line).toBeGreaterThan(0)
  } catch (error) {
    expect(error).toBeInstanceOf(ProblemsError)
    const lines = text.split(/\r\n?|\n/).length
    for (const { at, code } of (error as ProblemsError).problems) {
      expect(code).toMatch(/^E_YAML_/)
      expect(at?.line).toBeGreaterThan(0)
      expect(at?.line).toBeLessThanOrEqual(lines)
      expect(at?.column).toBeGreaterThan(0)
    }
  }
}

test('any text is read or refused with lines', () => {
  const marks = fc.string({
    unit: fc.constantFrom(...'abc01-:?,[]{}#&*!|>\'"%@`~<=.$\\ \n\t\r'.split('')),
    maxLength: 80,
  })
  fc.assert(fc.property(fc.oneof(marks, fc.string({ unit: 'binary', maxLength: 40 })), parses), {
    numRuns: 1000,
  })
})

test('a file that was cut off is read or refused with lines', () => {
  for (let length = 0; length <= VALID.length; length += 2) parses(VALID.slice(0, length))
})

test('a file in which anything was overwritten, inserted or removed is read or refused with lines', () => {
  const piece = fc.oneof(
    fc.constantFrom(
      '\t',
      '\n',
      '- ',
      ': ',
      '{',
      '}',
      '[',
      ']',
      '"',
      "'",
      '&t ',
      '*t',
      '<<: ',
      '!!int ',
      '---\n',
      '\u0000',
    ),
    fc.string({ maxLength: 5 }),
  )
  const edit = fc.tuple(fc.nat(VALID.length), fc.nat(6), piece)
  fc.assert(
    fc.property(fc.array(edit, { minLength: 1, maxLength: 4 }), (edits) => {
      parses(edits.reduce((text, [at, drop, put]) => text.slice(0, at) + put + text.slice(at + drop), VALID))
    }),
    { numRuns: 400 },
  )
})
