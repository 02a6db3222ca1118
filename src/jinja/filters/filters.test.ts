import { expect, test } from 'vitest'
import { rng } from '../../kernel/index.ts'
import { Dict } from '../python/collection/dict.ts'
import { toArray } from '../python/collection/iterate.ts'
import { Markup } from '../python/markup.ts'
import { DEFAULT_POLICIES, type Runtime } from '../python/runtime.ts'
import { repr } from '../python/text/repr.ts'
import { Kwargs, type Value } from '../python/types.ts'
import { Undefined } from '../python/undefined.ts'
import { TESTS } from '../tests/index.ts'
import { FILTERS } from './index.ts'

const NAMES =
  'abs attr batch capitalize center count d default dictsort e escape filesizeformat first float forceescape format ' +
  'groupby indent int items join last length list lower map max min pprint random reject rejectattr replace reverse ' +
  'round safe select selectattr slice sort string striptags sum title tojson trim truncate unique upper urlencode ' +
  'urlize wordcount wordwrap xmlattr'
const TEST_NAMES =
  '!= < <= == > >= boolean callable defined divisibleby eq equalto escaped even false filter float ge greaterthan gt ' +
  'in integer iterable le lessthan lower lt mapping ne none number odd sameas sequence string test true undefined upper'

function runtime(autoescape = false): Runtime {
  return {
    undefinedKind: 'default',
    autoescape,
    rng: rng(1),
    policies: DEFAULT_POLICIES,
    newline: '\n',
    undefined: (origin) => new Undefined('default', origin),
    filter: (name) => FILTERS.get(name),
    test: (name) => TESTS.get(name),
  }
}

const run = (name: string, value: Value, ...args: (Value | Kwargs)[]): Value =>
  FILTERS.get(name)!(runtime(), value, ...args)

const keywords = (entries: Record<string, Value>): Kwargs => Kwargs.from(Object.entries(entries))

test('there are all of Jinja 3.1 and no more', () => {
  expect([...FILTERS.keys()].sort()).toEqual(NAMES.split(' '))
  expect([...TESTS.keys()].sort()).toEqual(TEST_NAMES.split(' '))
})

test('tojson sorts keys, escapes what HTML minds, and is markup', () => {
  const value = new Dict([
    ['b', [1, 'é<&\'>"\x7f😀']],
    ['a', null],
  ])
  const json = run('tojson', value)
  expect(json).toBeInstanceOf(Markup)
  expect((json as Markup).text).toBe(
    '{"a": null, "b": [1, "\\u00e9\\u003c\\u0026\\u0027\\u003e\\"\\u007f\\ud83d\\ude00"]}',
  )
  expect((run('tojson', [1, []], keywords({ indent: 1 })) as Markup).text).toBe('[\n 1,\n []\n]')
  expect(() => run('tojson', new Undefined('default', { name: 'x' }))).toThrow('not JSON serializable')
})

test('tojson escapes every ASCII character as Python does', () => {
  const short: Record<string, string> = {
    '"': '\\"',
    '\\': '\\\\',
    '\n': '\\n',
    '\r': '\\r',
    '\t': '\\t',
    '\f': '\\f',
    '\b': '\\b',
  }
  for (let code = 0; code < 0x80; code++) {
    const unit = String.fromCharCode(code)
    const plain = code >= 0x20 && code < 0x7f && !"<>&'".includes(unit)
    const escaped = short[unit] ?? (plain ? unit : `\\u${code.toString(16).padStart(4, '0')}`)
    expect((run('tojson', `a${unit}<b`) as Markup).text).toBe(`"a${escaped}\\u003cb"`)
  }
})

test('selection is lazy, single-pass, and finds errors only when it runs', () => {
  const rows = [1, 2, 3].map((n) => new Dict([['n', n]]))
  const selected = run('selectattr', rows, 'n', 'gt', 1)
  rows.push(new Dict([['n', 4]]))
  expect(repr(selected)).toMatch(/^<generator object sync_do_selectattr at /)
  expect(toArray(run('map', selected, keywords({ attribute: 'n' })))).toEqual([2, 3, 4])
  expect(toArray(selected)).toEqual([])
  const broken = run('map', [1], 'nope')
  expect(() => toArray(broken)).toThrow("No filter named 'nope'.")
  expect(run('first', run('map', ['1', 'x'], 'int'))).toBe(1)
})

test('random draws from the runtime, uniformly', () => {
  const rt = runtime()
  const counts = new Map<Value, number>()
  for (let i = 0; i < 4000; i++) {
    const item = FILTERS.get('random')!(rt, ['a', 'b', 'c', 'd'])
    counts.set(item, (counts.get(item) ?? 0) + 1)
  }
  // Binomial(4000, 1/4): standard deviation 27.4; five of them.
  for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(137)
  expect(counts.size).toBe(4)
  expect(run('random', [])).toBeInstanceOf(Undefined)
})

test('escaping filters mind what is safe already', () => {
  const escaping = (name: string, value: Value, ...args: Value[]): Value =>
    FILTERS.get(name)!(runtime(true), value, ...args)
  expect(repr(escaping('join', [new Markup('<b>'), '<i>'], ','))).toBe("Markup('<b>,&lt;i&gt;')")
  expect(repr(escaping('replace', '<a>', 'a', new Markup('<b>')))).toBe("Markup('&lt;<b>&gt;')")
  expect(repr(run('forceescape', new Markup('&lt;')))).toBe("Markup('&amp;lt;')")
})

test('what filters refuse', () => {
  expect(() => run('round', 1, 0, 'x')).toThrow('method must be common, ceil or floor')
  expect(() => run('selectattr', [1])).not.toThrow()
  expect(() => toArray(run('selectattr', [1]))).toThrow('Missing parameter for attribute name')
  expect(() => run('dictsort', new Dict(), false, 'x')).toThrow(
    'You can only sort by either "key" or "value"',
  )
  expect(() => run('xmlattr', new Dict([['a b', 1]]))).toThrow("Invalid character in attribute name: 'a b'")
})
