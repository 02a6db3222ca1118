import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { LoomError } from '../../../../kernel/index.ts'
import { renderProblem } from '../../../../kernel/index.ts'
import { csvRows, splitRow } from './csv.ts'
import { Bad } from './parser.ts'

/** The items of a text, errors as text. */
function items(text: string, delimiter = ','): unknown[] {
  const parser = csvRows('t.csv', delimiter)
  const made = text.split('\n').map((line, i) => parser.line(line, i + 1))
  return [...made, parser.end?.()]
    .filter((item) => item !== undefined)
    .map((item) => (item instanceof Bad ? renderProblem(item.error) : item))
}

test('rows become records named by the header; quotes hold delimiters, line ends and quotes', () => {
  expect(items('\ufeffa,b\n1,2\n\n"x, ""y""","l1\nl2"\n,""\n')).toEqual([
    { a: '1', b: '2' },
    { a: 'x, "y"', b: 'l1\nl2' },
    { a: '', b: '' },
  ])
  expect(items('a;b\n1,5;"2;3"', ';')).toEqual([{ a: '1,5', b: '2;3' }])
})

test('a bad row is told with its line, and harms no other', () => {
  expect(items('a,b\n1\n2,3\n5" disk,"x"\n"6"7,8\n9,"10')).toEqual([
    't.csv:2: E_REPLAY_RECORD the row has 1 fields, the header 2',
    { a: '2', b: '3' },
    { a: '5" disk', b: 'x' },
    't.csv:5: E_REPLAY_RECORD text stands behind a quoted field',
    't.csv:6: E_REPLAY_RECORD a quoted field is not closed at the end of the file',
  ])
})

test('a quote that is never closed does not swallow the file', () => {
  const made = items(`a\n"${'x\n'.repeat(10_000)}y`)
  expect(made[0]).toMatch('t.csv:2: E_REPLAY_RECORD a quoted field is not closed within 10000 lines')
  expect(made[1]).toEqual({ a: 'y' })
})

test('a header that names a column twice is an error of the file', () => {
  const told = (text: string): string => {
    try {
      items(text)
      return ''
    } catch (error) {
      return renderProblem(error as LoomError)
    }
  }
  expect(told('a,b,a\n')).toBe('t.csv:1: E_REPLAY_RECORD two columns are named "a"')
  expect(told('a,"b"c\n"')).toBe('t.csv:1: E_REPLAY_RECORD text stands behind a quoted field')
})

const field = fc.string({ unit: fc.constantFrom('a', 'ü', ' ', '"', ',', '\n', ';', ''), maxLength: 6 })

test('reads what csv-parse reads', () => {
  fc.assert(
    fc.property(
      fc.array(fc.array(field, { minLength: 2, maxLength: 2 }), { minLength: 1, maxLength: 6 }),
      (rows) => {
        const text = [
          'x,y',
          ...rows.map((row) => row.map((each) => `"${each.replaceAll('"', '""')}"`).join(',')),
        ].join('\n')
        expect(items(text)).toEqual(parse(text, { columns: true }))
      },
    ),
    { numRuns: 200 },
  )
})

test('a row without quotes is split as String.split does', () => {
  const plain = fc.string({ unit: fc.constantFrom('a', ',', ' '), maxLength: 12 })
  fc.assert(fc.property(plain, (text) => void expect(splitRow(text, ',')).toEqual(text.split(','))))
})
