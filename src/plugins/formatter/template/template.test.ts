import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  type AnyDefinition,
  type Batch,
  type Context,
  type Event,
  type Formatter,
  readOptions,
  rng,
  silent,
  UTC,
} from '../../../kernel/index.ts'
import batchDefinition from '../template-batch/index.ts'
import eachDefinition from './index.ts'

let directory: string

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'eventloom-formatter-'))
  await mkdir(join(directory, 'formats'))
  await writeFile(
    join(directory, 'formats/line.jinja'),
    "{% from 'formats/part.jinja' import wrap %}{{ wrap(event) }}\n",
  )
  await writeFile(join(directory, 'formats/part.jinja'), '{% macro wrap(x) %}<{{ x }}>{% endmacro %}')
  await writeFile(join(directory, 'formats/envelope.jinja'), '{{ events | length }}')
})

afterAll(() => rm(directory, { recursive: true }))

const each = eachDefinition as AnyDefinition<'formatter'>
const whole = batchDefinition as AnyDefinition<'formatter'>

async function open(definition: AnyDefinition<'formatter'>, raw: unknown): Promise<Formatter> {
  const read = readOptions(definition.options, raw)
  if (!read.ok) throw new Error(read.problems.map(({ message }) => message).join('\n'))
  const context: Context = {
    directory,
    resolve: (path) => join(directory, path),
    id: 'test',
    zone: UTC,
    clock: { now: () => 0, sleepUntil: () => Promise.resolve() },
    rng: rng(1),
    log: silent,
    trusted: false,
  }
  return definition.open(read.value as never, context)
}

function batch(...events: Event[]): Batch {
  const column = new Float64Array(events.length)
  return { size: events.length, seq: column, time: column, due: column, events, tags: events.map(() => []) }
}

test('template: one frame an event, text as it is, records as JSON', async () => {
  const formatter = await open(each, { template: '[{{ event }}]\n' })
  expect(formatter.format(batch('a', '{"x": 1}', { x: [1, 'é'] }))).toEqual({
    frames: ['[a]', '[{"x": 1}]', '[{"x":[1,"é"]}]'],
    carries: 'each',
    refused: [],
  })
})

test('template: from a file that imports another', async () => {
  const formatter = await open(each, { template_path: './formats//line.jinja' })
  expect(formatter.format(batch('a')).frames).toEqual(['<a>'])
})

test('template: events that fail are refused one by one', async () => {
  const formatter = await open(each, { template: '{{ 6 // (event | int) }}' })
  const { frames, carries, refused } = formatter.format(batch('1', '0', '3'))
  expect(frames).toEqual(['6', '2'])
  expect(carries).toEqual(Int32Array.of(0, 2))
  expect(refused).toEqual([{ event: 1, error: expect.objectContaining({ code: 'E_TEMPLATE_RENDER' }) }])
})

test('template-batch: one frame for all', async () => {
  const formatter = await open(whole, { template: "{{ events | join('+') }}" })
  expect(formatter.format(batch('a', { x: 1 }))).toEqual({
    frames: ['a+{"x":1}'],
    carries: 'all',
    refused: [],
  })
})

test('template-batch: a failure refuses all', async () => {
  const formatter = await open(whole, { template: '{{ events[0] + 1 }}' })
  const { frames, carries, refused } = formatter.format(batch('a', 'b'))
  expect([frames, carries]).toEqual([[], new Int32Array(0)])
  expect(refused.map(({ event }) => event)).toEqual([0, 1])
})

test('plain Jinja: a missing name prints nothing, extensions are off', async () => {
  expect((await open(each, { template: '[{{ nothing }}]' })).format(batch('a')).frames).toEqual(['[]'])
  for (const template of [
    '{% do [].append(1) %}',
    '{% for i in [1] %}{% break %}{% endfor %}',
    '{{ event | fromjson }}',
  ]) {
    await expect(open(each, { template })).rejects.toMatchObject({ code: 'E_TEMPLATE_SYNTAX' })
  }
})

test.each([
  {},
  { template: '' },
  { template: 'a', template_path: 'a' },
  { template_path: '/etc/hostname' },
  { template_path: '../a.jinja' },
  { template: 'a', format: 'template' },
])('%j is refused', async (raw) => {
  for (const definition of [each, whole]) {
    expect(readOptions(definition.options, raw)).toMatchObject({ ok: false })
  }
})

test('a file that is not there is said at once', async () => {
  await expect(open(each, { template_path: 'absent.jinja' })).rejects.toMatchObject({
    code: 'E_TEMPLATE_NOT_FOUND',
  })
})

test.each([
  ...each.examples.map((example) => [each, example] as const),
  ...whole.examples.map((example) => [whole, example] as const),
])('examples', async (definition, example) => {
  expect((await open(definition, example.options)).format(batch('"a"')).refused).toEqual([])
})
