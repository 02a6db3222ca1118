import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { repr } from '../../../../jinja/index.ts'
import {
  CivilTime,
  Float,
  type LogFields,
  problemsOf,
  readOptions,
  rng,
  silent,
} from '../../../../kernel/index.ts'
import { loadSamples } from './load.ts'
import { sample } from './options.ts'

let directory: string

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'eventloom-samples-'))
})

afterAll(() => rm(directory, { recursive: true }))

async function load(raw: unknown, warnings: LogFields[] = []) {
  const read = readOptions(sample, raw)
  if (!read.ok) throw new Error(read.problems.map(({ message }) => message).join('\n'))
  const context = {
    resolve: (path: string) => join(directory, path),
    rng: rng(1),
    log: { ...silent, warn: (_: string, fields?: LogFields) => void warnings.push(fields ?? {}) },
  }
  return (await loadSamples({ it: read.value }, context)).get('it')!
}

async function file(name: string, content: string | Uint8Array): Promise<string> {
  await writeFile(join(directory, name), content)
  return name
}

/** Columns and rows as Python would print them. */
async function shown(raw: unknown) {
  const loaded = await load(raw)
  return [repr(loaded.getAttr('columns')!), ...loaded.rows.map((row) => row.repr())]
}

async function problem(raw: unknown) {
  const error = await load(raw).then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  return problemsOf(error)[0]
}

const items = (...source: unknown[]) => ({ type: 'items', source })
const csv = async (text: string | Uint8Array, rest = {}) => ({
  type: 'csv',
  source: await file('it.csv', text),
  ...rest,
})
const json = async (text: string) => ({ type: 'json', source: await file('it.json', text) })

test('items: values, lists and mappings become rows', async () => {
  expect(await shown(items('a', new Float(1), null))).toEqual([
    "['_0']",
    "Row(_0='a')",
    'Row(_0=1.0)',
    'Row(_0=None)',
  ])
  expect(await shown(items('a', ['b', 'c']))).toEqual(["['_0']", "Row(_0='a')", "Row(_0=['b', 'c'])"])
  expect(await shown(items([1, 'x'], [2, 'y']))).toEqual([
    "['_0', '_1']",
    "Row(_0=1, _1='x')",
    "Row(_0=2, _1='y')",
  ])
  expect(await shown(items({ a: 1, b: 2 }, { b: 4, a: 3 }))).toEqual([
    "['a', 'b']",
    'Row(a=1, b=2)',
    'Row(a=3, b=4)',
  ])
})

test('items: dates of YAML become dates', async () => {
  const [, row] = await shown(items(new CivilTime({ year: 2024, month: 1, day: 2, dateOnly: true })))
  expect(row).toBe('Row(_0=datetime.date(2024, 1, 2))')
})

test.each([
  [items([1, 2], [3]), 'row 2 has 1 cells, the first has 2'],
  [items([1], 'ab'), 'row 2 is no list, but the first is'],
  [items({ a: 1 }, 2), 'row 2 is no mapping, but the first is'],
  [items({ a: 1 }, { b: 2 }), 'row 2 lacks "a" and has "b" besides'],
])('%j is no table', async (raw, message) => {
  expect(await problem(raw)).toMatchObject({ code: 'E_SAMPLE', message: `sample "it": ${message}` })
})

test('csv: text cells, with names or without', async () => {
  expect(await shown(await csv('a,b\n1, 2 \n\n3,"x,""y"""\n', { header: true }))).toEqual([
    "['a', 'b']",
    "Row(a='1', b=' 2 ')",
    `Row(a='3', b='x,"y"')`,
  ])
  expect(await shown(await csv('a;b', { delimiter: ';' }))).toEqual(["['_0', '_1']", "Row(_0='a', _1='b')"])
  expect(await shown(await csv("'a,'',b',c", { quotechar: "'" }))).toEqual([
    "['_0', '_1']",
    `Row(_0="a,',b", _1='c')`,
  ])
  expect(await shown(await csv('', { header: true }))).toEqual(['[]'])
})

test('csv: a byte-order mark is no data, and every line ending is one', async () => {
  expect(await shown(await csv('\uFEFFa,b\r\n1,"x\r\ny"\r2,z', { header: true }))).toEqual([
    "['a', 'b']",
    "Row(a='1', b='x\\ny')",
    "Row(a='2', b='z')",
  ])
})

test('csv: short records are filled, with a warning', async () => {
  const warnings: LogFields[] = []
  const loaded = await load(await csv('a,b\n1\n2\n3,4\n', { header: true }), warnings)
  expect(loaded.rows.map((row) => row.items)).toEqual([
    ['1', ''],
    ['2', ''],
    ['3', '4'],
  ])
  expect(warnings).toEqual([{ file: 'it.csv', records: 2, line: 2, cells: 2 }])
})

test('csv: long records, open quotes and foreign encodings are refused', async () => {
  expect(await problem(await csv('a,b\n1,2\n1,2,3\n'))).toMatchObject({
    message: 'sample "it": line 3 has 3 cells, the first record has 2',
    hint: 'put " around cells that hold ","',
    at: { file: 'it.csv' },
  })
  expect((await problem(await csv('a,"b\n1')))?.message).toMatch(/quot/i)
  expect((await problem(await csv(Uint8Array.of(0xff, 0x41))))?.message).toBe(
    'sample "it": the file is not UTF-8',
  )
  expect((await problem({ type: 'csv', source: 'absent.csv' }))?.message).toBe(
    'sample "it": there is no such file',
  )
})

test('json: objects are matched by name, whatever their order', async () => {
  expect(await shown(await json('[{"a": 1, "b": [true, null]}, {"b": {}, "a": 2}]'))).toEqual([
    "['a', 'b']",
    'Row(a=1, b=[True, None])',
    'Row(a=2, b={})',
  ])
  expect(await shown(await json('[[1, "x"], [2, "y"]]'))).toEqual([
    "['_0', '_1']",
    "Row(_0=1, _1='x')",
    "Row(_0=2, _1='y')",
  ])
  expect(await shown(await json('[]'))).toEqual(['[]'])
})

test('json: ints and floats stay what they are, and digits are kept', async () => {
  const text = '[[1.0, 1, 1e2, -0.5, 123456789012345678901, "1.0", "#0", "a\\"2.0"]]'
  expect((await shown(await json(text)))[1]).toBe(
    `Row(_0=1.0, _1=1, _2=100.0, _3=-0.5, _4=123456789012345678901, _5='1.0', _6='#0', _7='a"2.0')`,
  )
})

test.each([
  ['{"a": 1}', 'expected an array of objects or of arrays'],
  ['[1, 2]', 'row 1 is neither an object nor an array'],
  ['[{"a": 1}, [1]]', 'objects and arrays are mixed'],
  ['[{"a": 1}, {"a": 1, "b": 2}]', 'row 2 has "b" besides'],
  ['[1,', 'not JSON: '],
])('json: %s is no table', async (text, message) => {
  expect((await problem(await json(text)))?.message).toContain(`sample "it": ${message}`)
})

test('all samples that cannot be read are reported at once', async () => {
  const context = { resolve: (path: string) => join(directory, path), rng: rng(1), log: silent }
  const broken = {
    one: { type: 'json', source: 'absent.json' },
    two: { type: 'items', source: [[1], []] },
  } as const
  await expect(
    loadSamples({ one: broken.one, two: { ...broken.two, source: [...broken.two.source] } }, context),
  ).rejects.toMatchObject({ problems: [{ code: 'E_SAMPLE' }, { code: 'E_SAMPLE' }] })
})
