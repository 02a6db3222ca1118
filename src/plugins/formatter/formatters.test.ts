import fc from 'fast-check'
import { expect, test } from 'vitest'
import { batchOf, openFormatter, readAs } from '../../../test/plugin-context.ts'
import { type AnyDefinition, Float, type Formatted, type Rec } from '../../kernel/index.ts'
import cloudevents from './cloudevents/index.ts'
import csv from './csv/index.ts'
import trigger from './eventum-http-input/index.ts'
import json from './json/index.ts'
import jsonBatch from './json-batch/index.ts'
import plain from './plain/index.ts'
import syslog from './syslog/index.ts'

const codes = (formatted: Formatted) =>
  formatted.refused.map(({ event, error }) => [event, (error as { code: string }).code])

const cycle: Record<string, unknown> = {}
cycle.self = cycle

test.each([cloudevents, csv, trigger, json, jsonBatch, plain, syslog] as unknown as AnyDefinition[])(
  'the examples of $name hold',
  async (definition) => {
    for (const { options } of definition.examples) {
      const formatter = await openFormatter(definition, options)
      const { frames, refused } = formatter.format(batchOf(['{"a": 1}', { a: 1 }]))
      expect(frames.length).toBeGreaterThan(0)
      expect(refused).toEqual([])
    }
    expect(() => readAs(definition, { wrong: 1 })).toThrow('E_OPTION_UNKNOWN wrong')
  },
)

test('plain leaves texts alone and prints records', async () => {
  const formatter = await openFormatter(plain)
  const texts = batchOf(['a', '', 'é\n{'])
  expect(formatter.format(texts)).toEqual({ frames: texts.events, carries: 'each', refused: [] })
  const mixed = formatter.format(batchOf(['a', { b: [1, null] }, cycle, { big: 2n ** 70n, f: new Float(1) }]))
  expect(mixed.frames).toEqual(['a', '{"b":[1,null]}', '{"big":1180591620717411303424,"f":1}'])
  expect(mixed.carries).toEqual(Int32Array.of(0, 1, 3))
  expect(codes(mixed)).toEqual([[2, 'E_EVENT_UNPRINTABLE']])
})

test('json refuses event by event', async () => {
  const formatter = await openFormatter(json)
  const formatted = formatter.format(batchOf(['{"a":1}', 'nope', '[1.0,2]', '', { x: { y: 1 } }]))
  expect(formatted.frames).toEqual(['{"a": 1}', '[1.0, 2]', '{"x":{"y":1}}'])
  expect(formatted.carries).toEqual(Int32Array.of(0, 2, 4))
  expect(codes(formatted)).toEqual([
    [1, 'E_EVENT_NOT_JSON'],
    [3, 'E_EVENT_NOT_JSON'],
  ])
  expect(formatter.format(batchOf(['1', 'null'])).carries).toBe('each')
})

test.each([json, jsonBatch] as unknown as AnyDefinition<'formatter'>[])(
  '$name takes a text of known form as it is, and looks at the others',
  async (definition) => {
    const formatter = await openFormatter(definition)
    expect(formatter.form).toBe('json')
    // Spaced otherwise than promised, to see that nobody looks.
    const batch = {
      ...batchOf(['{"a":1}', '{"a":1}', 'nope']),
      forms: ['json', undefined, undefined],
    } as const
    const { frames, refused } = formatter.format(batch)
    expect(frames.join(', ').replace(/^\[|\]$/g, '')).toBe('{"a":1}, {"a": 1}')
    expect(refused.map(({ event }) => event)).toEqual([2])
  },
)

test('json indents', async () => {
  const formatter = await openFormatter(json, { indent: 2 })
  const [text, record] = formatter.format(
    batchOf(['{"a":{"b":[1,{},[]],"c":"{,[\\"" }}', { a: [1, { b: 'x\\' }] }]),
  ).frames
  expect(text).toBe(
    '{\n  "a": {\n    "b": [\n      1,\n      {},\n      []\n    ],\n    "c": "{,[\\""\n  }\n}',
  )
  expect(record).toBe('{\n  "a": [\n    1,\n    {\n      "b": "x\\\\"\n    }\n  ]\n}')
  const deep = formatter.format(batchOf(['['.repeat(1000) + ']'.repeat(1000)]))
  expect(codes(deep)).toEqual([[0, 'E_EVENT_NOT_JSON']])
})

test('json indents as JSON.stringify does', async () => {
  const formatter = await openFormatter(json, { indent: 3 })
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const text = JSON.stringify(value)
      expect(formatter.format(batchOf([text])).frames[0]).toBe(JSON.stringify(JSON.parse(text), null, 3))
    }),
  )
})

test('json-batch makes one array of what is valid', async () => {
  const flat = await openFormatter(jsonBatch)
  const formatted = flat.format(batchOf(['{"a":1}', 'x', { b: 2 }]))
  expect(formatted.carries).toBe('all')
  expect(formatted.frames.map(String)).toEqual(['[{"a": 1}, {"b":2}]'])
  expect(codes(formatted)).toEqual([[1, 'E_EVENT_NOT_JSON']])
  const none = flat.format(batchOf(['x', 'y']))
  expect(none.frames).toEqual([])
  expect(none.refused).toHaveLength(2)
  const lines = await openFormatter(jsonBatch, { indent: 1 })
  expect(lines.format(batchOf(['{"a":1}', { b: [] }])).frames).toEqual([
    '[\n {\n  "a": 1\n },\n {\n  "b": []\n }\n]',
  ])
})

test('eventum-http-input says how many', async () => {
  const formatter = await openFormatter(trigger)
  expect(formatter.format(batchOf(['a', 'b', { c: 1 }]))).toEqual({
    frames: ['{"count": 3}'],
    carries: 'all',
    refused: [],
  })
})

test('csv quotes as RFC 4180 says', async () => {
  const formatter = await openFormatter(csv, { columns: ['a', 'b.c', 'd'] })
  expect(formatter.head).toBe('a,b.c,d')
  expect(
    formatter.format(
      batchOf([
        { a: 'x,y', b: { c: 'say "hi"' }, d: 'two\nlines' },
        '{"a":12345678901234567890, "b":{"c":[1,{"z":null}]}, "d":"\\u00e9"}',
        { a: null, d: true, 'b.c': 1.5 },
        '{"b": 1, "a": "last", "a": "wins"}',
        { a: 2n ** 64n, d: Number.NaN },
      ]),
    ).frames,
  ).toEqual([
    '"x,y","say ""hi""","two\nlines"',
    '12345678901234567890,"[1, {""z"": null}]",é',
    ',1.5,true',
    'wins,,',
    '18446744073709551616,,',
  ])
  expect(codes(formatter.format(batchOf(['[1]', 'text', '"x"'])))).toEqual([
    [0, 'E_EVENT_NOT_JSON'],
    [1, 'E_EVENT_NOT_JSON'],
    [2, 'E_EVENT_NOT_JSON'],
  ])
})

test('csv takes its columns from the first event', async () => {
  const formatter = await openFormatter(csv, { delimiter: ';', quote: "'" })
  expect(formatter.head).toBeUndefined()
  const { frames, refused } = formatter.format(batchOf(['{}', '{"b;":1,"a":2}', { a: "it's", c: 9 }]))
  expect(refused).toHaveLength(1)
  expect(frames).toEqual(['1;2', ";'it''s'"])
  expect(formatter.head).toBe("'b;';a")
  const one = await openFormatter(csv, { columns: ['x'], header: false })
  expect(one.head).toBeUndefined()
  expect(one.format(batchOf([{ y: 1 }])).frames).toEqual(['""'])
  expect(() => readAs(csv as never, { delimiter: '"' })).toThrow('E_OPTION_INVALID quote')
  expect(() => readAs(csv as never, { delimiter: '\n' })).toThrow('E_OPTION_INVALID delimiter')
})

test('csv is read back by another parser', async () => {
  const { parse } = await import('csv-parse/sync')
  const cell = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '\r', ' ', 'é', "'") })
  const rows = fc.array(fc.record({ x: cell, y: cell, z: cell }), { minLength: 1 })
  const formatter = await openFormatter(csv, { columns: ['x', 'y', 'z'] })
  fc.assert(
    fc.property(rows, (records: Rec[]) => {
      const { frames } = formatter.format(batchOf(records))
      const text = [formatter.head, ...(frames as string[])].map((line) => `${line}\r\n`).join('')
      expect(parse(text, { columns: true, record_delimiter: '\r\n' })).toEqual(records)
    }),
  )
})

test('cloudevents wraps without touching the data', async () => {
  const formatter = await openFormatter(cloudevents, { source: '/shop "1"', type: 'order', subject: 's' })
  expect(formatter.format(batchOf(['{"n":1.50}', 'plain "text"', { r: 1 }], undefined, 41)).frames).toEqual([
    '{"specversion":"1.0","id":"gen-41","source":"/shop \\"1\\"","type":"order","subject":"s","time":"2024-01-31T15:04:05.000123+00:00","datacontenttype":"application/json","data":{"n": 1.50}}',
    '{"specversion":"1.0","id":"gen-42","source":"/shop \\"1\\"","type":"order","subject":"s","time":"2024-01-31T15:04:05.000124+00:00","datacontenttype":"text/plain","data":"plain \\"text\\""}',
    '{"specversion":"1.0","id":"gen-43","source":"/shop \\"1\\"","type":"order","subject":"s","time":"2024-01-31T15:04:05.000125+00:00","datacontenttype":"application/json","data":{"r":1}}',
  ])
  const xml = await openFormatter(cloudevents, { datacontenttype: 'application/xml' })
  const [first, second] = xml.format(batchOf(['{"a":1}', { a: 1 }])).frames as string[]
  expect(JSON.parse(first!)).toMatchObject({ source: '/eventloom/gen', data: '{"a":1}' })
  expect(JSON.parse(second!)).toMatchObject({ datacontenttype: 'application/xml', data: '{"a":1}' })
  const problem = await openFormatter(cloudevents, {
    datacontenttype: 'application/problem+json; charset=utf-8',
  })
  expect(JSON.parse(problem.format(batchOf(['[1]'])).frames[0] as string).data).toEqual([1])
  expect(() => readAs(cloudevents as never, { datacontenttype: 'json' })).toThrow('datacontenttype')
})
