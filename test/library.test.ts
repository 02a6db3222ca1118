import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { z } from 'zod'
import { defineEvent, defineGenerator, defineInput, run, use } from '../src/index.ts'
import { command, PACKS, projectFolder } from './command.ts'

const folders: { remove(): void }[] = []
afterEach(() => {
  for (const folder of folders.splice(0)) folder.remove()
})

function project(files: Record<string, string>): string {
  const folder = projectFolder(files)
  folders.push(folder)
  return folder.path
}

const described = {
  title: 't',
  summary: 's',
  options: z.strictObject({ step: z.int().default(1) }),
  examples: [{ title: 'e', options: {} }],
} as const

const seconds = defineInput({
  ...described,
  name: 'seconds',
  open: ({ step }) => ({
    tags: [],
    *blocks(from, size) {
      for (let t = Math.max(0, from); ; t += size * step * 1e6)
        yield Float64Array.from({ length: size }, (_, i) => t + i * step * 1e6)
    },
  }),
})

const dice = defineEvent({
  ...described,
  name: 'dice',
  open: (_, context) => ({
    produce(ticks, out) {
      for (let i = 0; i < ticks.size; i++)
        out.push(i, { n: ticks.first + i, dice: context.rng.fork(ticks.first + i).int(1, 6) })
    },
  }),
})

test('a project given as a value runs on own definitions and yields typed batches', async () => {
  const spec = defineGenerator({ seed: 5, input: [use(seconds, { step: 2 })], event: use(dice) })
  const seen: unknown[] = []
  for await (const batch of run(spec, { max_events: 3 })) {
    for (let i = 0; i < batch.size; i++) seen.push([batch.time[i], batch.events[i]])
  }
  expect(seen.map((row) => (row as [number])[0])).toEqual([0, 2e6, 4e6])
  const again = run(spec, { max_events: 3 })
  expect(await again.complete()).toMatchObject({ produced: 3, seed: 5, balanced: true })
})

test('outputs of a project given as a value are served too', async () => {
  const directory = project({})
  const spec = defineGenerator({
    input: [{ linspace: { start: '2024-01-01', end: '2024-01-02', count: 3 } }],
    event: use(dice),
    output: [{ file: { path: 'out.ndjson', formatter: { format: 'json' } } }],
  })
  expect((await run(spec, { directory }).complete()).total.written).toBe(3)
  expect(readFileSync(join(directory, 'out.ndjson'), 'utf8').trim().split('\n')).toHaveLength(3)
})

test('what is wrong with a value is said with its path', async () => {
  const spec = {
    input: [{ linspace: { start: '2024-01-01', end: '2024-01-02', count: 0 } }],
    event: use(dice),
  }
  await expect(run(spec as never).complete()).rejects.toThrow(/input\.?\[?0\]?.*linspace.*count/)
})

test('a pack runs by its path; leaving the loop ends the run', async () => {
  const generator = run(join(PACKS, 'web-access'), { seed: 1, from: '2025-01-06', output: '/dev/null' })
  for await (const batch of generator) {
    expect(String(batch.events[0])).toMatch(/^\d+\.\d+\.\d+\.\d+ - /)
    break
  }
  expect(generator.summary().balanced).toBe(true)
})

const PLUGIN = `import { defineEvent } from 'eventloom'
import { z } from 'zod'

export default defineEvent({
  name: 'greeting',
  title: 'Greeting',
  summary: 'Greets.',
  options: z.strictObject({ whom: z.string().describe('Who is greeted.') }),
  examples: [{ title: 'World', options: { whom: 'world' } }],
  open: ({ whom }: { whom: string }) => ({
    produce(ticks, out) {
      for (let i = 0; i < ticks.size; i++) out.push(i, \`hello \${whom}\`)
    },
  }),
})
`

test.each([
  ['named in the project', 'plugins: [./my-plugin.ts]\n', 'my-plugin.ts'],
  ['in its plugins folder', '', 'plugins/my-plugin.ts'],
])('an own plugin is found when it is %s', async (_, line, file) => {
  const path = project({
    'generator.yml': `${line}input: [{ static: { count: 2 } }]\nevent: { greeting: { whom: world } }\noutput: [{ stdout: {} }]\n`,
    [file]: PLUGIN,
  })
  expect(await command(['generate', '--path', path, '--progress', 'none'])).toEqual({
    code: 0,
    stdout: 'hello world\nhello world\n',
    stderr: '',
  })
  const wrong = project({
    'generator.yml': `${line}input: [{ static: { count: 2 } }]\nevent: { greeting: { whmo: world } }\noutput: [{ stdout: {} }]\n`,
    [file]: PLUGIN,
  })
  expect((await command(['validate', wrong])).stderr).toContain('did you mean "whom"?')
})

test('a plugin that cannot be loaded is named', async () => {
  const path = project({
    'generator.yml':
      'plugins: [./gone.ts, ./empty.ts]\ninput: [{ static: { count: 1 } }]\nevent: { x: {} }\noutput: [{ stdout: {} }]\n',
    'empty.ts': 'export const nothing = 1\n',
  })
  const { code, stderr } = await command(['validate', path])
  expect(code).toBe(1)
  expect(stderr).toMatch(/gone\.ts[\s\S]*empty\.ts/)
})
