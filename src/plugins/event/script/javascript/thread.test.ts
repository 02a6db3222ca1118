import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterAll, expect, test, vi } from 'vitest'
import { type LoomError, renderProblem, silent } from '../../../../kernel/index.ts'
import type { Answer } from '../message.ts'
import { startThread } from './thread.ts'

const root = mkdtempSync(join(tmpdir(), 'eventloom-thread-test-'))
const temporary = join(root, 'tmp')
mkdirSync(temporary)
vi.stubEnv('TMPDIR', temporary)
afterAll(() => {
  vi.unstubAllEnvs()
  rmSync(root, { recursive: true })
})
let folders = 0

/** What a script, the first of those files, answers to `count` ticks; or why it could not be loaded. */
async function answers(
  files: Readonly<Record<string, string>>,
  count: number,
): Promise<Partial<Answer> | string> {
  const directory = join(root, String(folders++))
  mkdirSync(directory)
  for (const [name, text] of Object.entries(files)) writeFileSync(join(directory, name), text)
  const name = Object.keys(files)[0]!
  const runner = await startThread({
    path: join(directory, name),
    name,
    shown: (file) => basename(file),
    directory,
    params: {},
    seed: 's',
    zone: 'UTC',
    limit: 5_000,
    startLimit: 15_000,
    log: silent,
  }).catch((error) => renderProblem(error as LoomError))
  if (typeof runner === 'string') return runner
  const block = { first: 0, times: new Float64Array(count), tagLists: [[]], tagList: new Uint16Array(count) }
  let answer: Answer | undefined
  expect(await runner.run(block, (whole) => (answer = whole))).toBeUndefined()
  await runner.close()
  return answer!
}

test('TypeScript: types go, siblings and JSON can be imported, errors name the line of the source', async () => {
  const source = `import type { ScriptCall } from 'eventloom'
import { twice } from './twice.ts'
import { readFileSync } from 'node:fs'
import data from './data.json' with { type: 'json' }

export default async ({ sequence }: ScriptCall): Promise<string> => {
  if (sequence === 1) return fail('boom' as string)
  return twice(data.word) + readFileSync(new URL('./data.json', import.meta.url), 'utf8').length
}

function fail(text: string): never {
  throw new RangeError(text)
}
`
  const twice = 'export const twice = (text: string): string => text + text'
  expect(await answers({ 'p.ts': source, 'twice.ts': twice, 'data.json': '{"word":"w"}' }, 2)).toMatchObject({
    texts: ['ww12'],
    faults: [{ file: expect.stringMatching(/p\.ts$/), line: 12, column: 9, message: 'RangeError: boom' }],
  })
  expect(readdirSync(temporary)).toEqual([])
})

test('errors of syntax are told with their place, in siblings too', async () => {
  expect(await answers({ 'p.ts': 'export default () => 1\nlet x: = 1' }, 1)).toBe(
    'p.ts:2:8: E_SCRIPT_LOAD Unexpected "="',
  )
  const files = { 'p.mjs': 'import "./q.mjs"\nexport default () => ""', 'q.mjs': '\n\nlet = = 1' }
  expect(await answers(files, 1)).toMatch(/^q\.mjs:3:\d+: E_SCRIPT_LOAD/)
  expect(await answers({ 'p.mjs': 'import "./gone.mjs"' }, 1)).toMatch(/E_SCRIPT_LOAD Error: .*gone\.mjs/)
})

test.each([
  ['p.js', 'export default () => "e"'],
  ['p.cjs', 'module.exports = () => "e"'],
  ['p.cjs', 'exports.produce = () => "e"'],
  ['p.mts', 'export const produce = (): string => "e"'],
  ['p.cts', 'const word: string = require("node:path").basename("/a/e")\nexport = () => word'],
  ['p.mjs', 'await 0\nexport default async () => "e"'],
])('%s: %s', async (name, text) => {
  expect(await answers({ [name]: text }, 1)).toMatchObject({ texts: ['e'] })
})
