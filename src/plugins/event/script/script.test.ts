import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import {
  type Context,
  type EventSource,
  Float,
  fixedZone,
  type Log,
  LoomError,
  readOptions,
  renderProblem,
  rng,
  silent,
  UTC,
  zone,
} from '../../../kernel/index.ts'
import plugin from './index.ts'

const root = mkdtempSync(join(tmpdir(), 'eventloom-script-test-'))
afterAll(() => rmSync(root, { recursive: true }))
let projects = 0

const python = spawnSync('python3', ['-c', 'import zoneinfo']).status === 0
if (!python) console.warn('python3 ≥ 3.9 was not found: tests of Python scripts are skipped')

type Files = Readonly<Record<string, string>>

/** Opens a project of those files; the first one is the script. */
async function open(files: Files, options: object = {}, more: Partial<Context> = {}): Promise<EventSource> {
  const directory = join(root, String(projects++))
  mkdirSync(directory)
  for (const [name, text] of Object.entries(files)) writeFileSync(join(directory, name), text)
  const read = readOptions(plugin.options, { path: Object.keys(files)[0], ...options })
  if (!read.ok) throw new LoomError('E_OPTION_INVALID', read.problems[0]!.message)
  const context = {
    directory,
    resolve: (path: string) => join(directory, path),
    id: 'script',
    zone: UTC,
    clock: { now: () => 0, sleepUntil: async () => {} },
    rng: rng(7),
    log: silent,
    trusted: false,
    ...more,
  }
  return plugin.open(read.value, context)
}

/** What came of ticks at 0, 1.5, 3, … seconds, one entry a tick; handed over in blocks of `size`. */
async function run(source: EventSource, count: number, size = count): Promise<unknown[]> {
  const seen: unknown[] = Array.from({ length: count }, () => [])
  let ended = false
  for (let first = 0; first < count && !ended; first += size) {
    const times = Float64Array.from({ length: Math.min(size, count - first) }, (_, i) => (first + i) * 1.5e6)
    const tags = (index: number) => ((first + index) % 2 ? ODD : EVEN)
    await source.produce(
      { size: times.length, first, times, tags },
      {
        push: (tick, event) => void (seen[first + tick] as unknown[]).push(event),
        drop: (tick) => {
          seen[first + tick] = 'dropped'
        },
        fail: (tick, error) => {
          seen[first + tick] = renderProblem(error as LoomError)
        },
        exhaust: (tick) => {
          seen.length = first + tick
          ended = true
        },
      },
    )
  }
  await source.close?.()
  return ended ? [...seen, 'exhausted'] : seen
}
const ODD = ['odd']
const EVEN = ['even', 'x']

const all = async (files: Files, count: number, options: object = {}, more: Partial<Context> = {}) =>
  run(await open(files, options, more), count)

test.each([...plugin.examples])('example «$title» loads', ({ options }) => {
  expect(readOptions(plugin.options, options)).toMatchObject({ ok: true })
})

interface Language {
  readonly suffix: string
  /** A script whose function of `sequence` and `call` has that body. */
  script(body: { js: string; py: string }): string
}

const javascript: Language = {
  suffix: 'mjs',
  script: ({ js }) => `export default (call) => { const { sequence } = call\n${js}\n}\n`,
}
const pythonic: Language = {
  suffix: 'py',
  script: ({ py }) =>
    `import os, random, re, time\nclass Dropped(Exception): pass\nclass Exhausted(Exception): pass\ndef produce(params):\n  sequence = params["sequence"]\n${py}\n`,
}

describe.each(python ? [javascript, pythonic] : [javascript])('in $suffix', ({ suffix, script }) => {
  const name = `s.${suffix}`
  const files = (js: string, py: string) => ({ [name]: script({ js, py }) })

  test('a call may give one event, several, none, a record, a drop, an error', async () => {
    const made = await all(
      files(
        'return [() => "ä\\n\\u2028", () => ["a", { b: [1] }, ""], () => [], () => ({ a: null }), () => call.drop(), () => { throw new TypeError("no") }, () => 7, () => ["x", 7]][sequence]()',
        '  if sequence == 4: raise Dropped()\n  if sequence == 5: raise TypeError("no")\n  return ["ä\\n\\u2028", ["a", {"b": [1]}, ""], [], {"a": None}, 0, 0, 7, ["x", 7]][sequence]',
      ),
      8,
    )
    expect(made.slice(0, 5)).toEqual([['ä\n\u2028'], ['a', { b: [1] }, ''], [], [{ a: null }], 'dropped'])
    expect(made[5]).toMatch(new RegExp(`^${name}:\\d+.*E_SCRIPT TypeError: no$`))
    expect(made[6]).toMatch(/E_SCRIPT_RESULT the script returned (number|int), which is no event/)
    expect(made[7]).toMatch(/E_SCRIPT_RESULT the script returned (number|int) at index 1 of a list/)
  })

  test('exhaustion ends the generation before its tick, for good', async () => {
    const source = await open(
      files(
        'return sequence === 2 ? call.exhaust() : "e"',
        '  if sequence == 2: raise Exhausted()\n  return "e"',
      ),
    )
    expect(await run(source, 5)).toEqual([['e'], ['e'], 'exhausted'])
    expect(await run(source, 5)).toEqual(['exhausted'])
  })

  test('the same project and seed give the same bytes, whatever the block size', async () => {
    const scripts = files(
      'call.state.n = (call.state.n ?? 0) + 1; return `${call.rng.int(1, 1e9)} ${Math.random()} ${call.state.n} ${call.timestamp} ${call.tags}`',
      "  global n\n  n += 1\n  return f\"{params['rng'].random()} {random.random()} {n} {params['timestamp']} {params['tags']} {set(params['tags'])}\"\nn = 0",
    )
    const whole = await run(await open(scripts), 25)
    expect(new Set(whole.map(String)).size).toBe(25)
    expect(await run(await open(scripts), 25, 1)).toEqual(whole)
    expect(await run(await open(scripts), 25, 7)).toEqual(whole)
    expect(await run(await open(scripts, {}, { rng: rng(8) }), 25)).not.toEqual(whole)
  })

  test('an endless loop fails its tick and no other; the script starts anew', async () => {
    const warnings: unknown[] = []
    const log: Log = { ...silent, warn: (message, fields) => void warnings.push([message, fields?.error]) }
    const made = await all(
      files(
        'globalThis.n = (globalThis.n ?? 0) + 1; if (sequence === 3) for (;;); return String(globalThis.n)',
        '  global n\n  n += 1\n  while sequence == 3: pass\n  return str(n)\nn = 0',
      ),
      6,
      { timeout: 0.3 },
      { log },
    )
    expect(made[3]).toBe(
      `${name}: E_SCRIPT_TIMEOUT the script did not answer within 0.3 s (look for an endless loop, or raise the option "timeout")`,
    )
    expect(made.filter((_, i) => i !== 3)).toEqual([['1'], ['2'], ['3'], ['4'], ['5']])
    expect(warnings).toEqual([
      ['The script is started anew; its state is lost.', 'the script did not answer within 0.3 s'],
    ])
  })

  test('slow calls that return in time are no endless loop, and their answers are not lost', async () => {
    const made = await all(
      files(
        'const end = Date.now() + 150; while (sequence < 4 && Date.now() < end); if (sequence === 4) for (;;); globalThis.n = (globalThis.n ?? 0) + 1; return String(globalThis.n)',
        '  global n\n  if sequence < 4: time.sleep(0.15)\n  while sequence == 4: pass\n  n += 1\n  return str(n)\nn = 0',
      ),
      6,
      { timeout: 0.4 },
    )
    expect(made.slice(0, 4)).toEqual([['1'], ['2'], ['3'], ['4']])
    expect(made[4]).toMatch('E_SCRIPT_TIMEOUT')
    expect(made[5]).toEqual(['1'])
  })

  test('a script that kills its thread or process fails that tick only', async () => {
    const made = await all(
      files('if (sequence % 2) process.exit(3); return "e"', '  if sequence % 2: os._exit(3)\n  return "e"'),
      4,
    )
    const crash = expect.stringMatching(/E_SCRIPT_CRASH the script('s process)? ended.* with code 3/)
    expect(made).toEqual([['e'], crash, ['e'], crash])
  })

  test('what a script prints goes to the log, up to a bound, and disturbs nothing', async () => {
    const lines: unknown[] = []
    const log: Log = { ...silent, warn: (_, fields) => void lines.push(fields?.line) }
    const made = await all(
      files('console.log("=\\"p\\""); return "e"', '  print(\'="p"\')\n  return "e"'),
      300,
      {},
      { log },
    )
    expect(made).toEqual(Array(300).fill(['e']))
    expect(lines.slice(0, 2)).toEqual(['="p"', '="p"'])
    expect(lines.length).toBeLessThanOrEqual(201)
  })

  test('params arrive; time is in the zone of the generator', async () => {
    const scripts = files(
      'return [String(call.timestamp), JSON.stringify(call.params), String(call.timestamp.micros)]',
      '  import json\n  t = params["timestamp"]\n  return [t.isoformat(), json.dumps(params["params"], separators=(",", ":")), str(int(t.timestamp() * 1000000))]',
    )
    const params = { a: [1, new Float(2)], 'b.c': 'ü' }
    const [, there] = await all(scripts, 2, { params }, { zone: zone('Asia/Kathmandu') })
    const two = suffix === 'py' ? '2.0' : '2'
    const text = suffix === 'py' ? '\\u00fc' : 'ü'
    expect(there).toEqual(['1970-01-01T05:30:01.500000+05:30', `{"a":[1,${two}],"b.c":"${text}"}`, '1500000'])
    const [, fixed] = await all(scripts, 2, {}, { zone: fixedZone(-210) })
    expect(fixed).toEqual(['1969-12-31T20:30:01.500000-03:30', '{}', '1500000'])
  })

  test.each([
    ['a syntax error', 'export default (', 'def produce(:', /s\.\w+:1:\d+: E_SCRIPT_LOAD/],
    [
      'an error while loading',
      '\nnull.x',
      '\n1/0',
      /s\.\w+:2.*: E_SCRIPT_LOAD (TypeError|ZeroDivisionError)/,
    ],
    ['no function', 'export const produce = 1', 'produce = 1', /E_SCRIPT_LOAD the script .*function/],
  ])('%s is told when the project opens', async (_, js, py, told) => {
    const error = await open({ [name]: suffix === 'py' ? py : js }).catch(String)
    expect(error).toMatch(/LoomError/)
    const problem = await open({ [name]: suffix === 'py' ? py : js }).catch(renderProblem)
    expect(problem).toMatch(told)
  })

  test('siblings can be imported', async () => {
    const sibling =
      suffix === 'py' ? { 'other.py': 'word = "w"' } : { 'other.mjs': 'export const word = "w"' }
    const main =
      suffix === 'py'
        ? 'from other import word\ndef produce(p): return word'
        : 'import { word } from "./other.mjs"\nexport const produce = () => word'
    expect(await all({ [name]: main, ...sibling }, 1)).toEqual([['w']])
  })
})

test('what goes wrong outside a call is told too', async () => {
  const rejected = {
    'p.mjs': 'export default async () => { Promise.reject(new Error("lost")); await new Promise(() => {}) }',
  }
  expect(await all(rejected, 1)).toEqual(['p.mjs:1:45: E_SCRIPT_CRASH Error: lost'])
})

test('a missing file, an unknown language and a missing interpreter are told with what to do', async () => {
  expect(await open({ 'p.rb': '' }).catch(renderProblem)).toMatch(/E_OPTION_INVALID .*p\.rb.*\.py/)
  expect(await open({ 'p.mjs': '' }, { path: 'q.mjs' }).catch(renderProblem)).toMatch(
    /E_SCRIPT_LOAD .*q\.mjs/,
  )
  const none = await open({ 'p.py': '' }, { python: 'no-such-python' }).catch(renderProblem)
  expect(none).toMatch(/E_SCRIPT_PYTHON cannot run "no-such-python".*option "python"/)
})

test.runIf(python)('Python scripts written for Eventum find its signals, and its plugin types', async () => {
  const script = `from eventum.plugins.event.exceptions import PluginEventDroppedError, PluginEventsExhaustedError, PluginProduceError
from eventum.plugins.event.base.plugin import ProduceParams
import eventum.plugins.event.exceptions as signals

def produce(params: ProduceParams) -> list[str]:
    assert signals.PluginEventDroppedError is PluginEventDroppedError
    n = params['sequence']
    if n == 1: raise PluginEventDroppedError
    if n == 2: raise PluginProduceError('bad', context={'a': 1})
    if n == 3: raise PluginEventsExhaustedError
    return ['e']
`
  expect(await all({ 's.py': script }, 5)).toEqual([
    ['e'],
    'dropped',
    's.py:9: E_SCRIPT PluginProduceError: bad',
    'exhausted',
  ])
  const other = await open({ 's.py': 'from eventum.core import Generator' }).catch(renderProblem)
  expect(other).toMatch(/s\.py:1: E_SCRIPT_LOAD .*Generator/)
})

test.runIf(python)(
  'a Python script that hangs in C code, holding the interpreter, is killed too',
  async () => {
    const script =
      'import re\ndef produce(p):\n  if p["sequence"] == 2: re.match("(a+)+$", "a" * 64 + "b")\n  return "e"'
    const made = await all({ 's.py': script }, 4, { timeout: 0.3 })
    expect(made).toEqual([['e'], ['e'], expect.stringContaining('E_SCRIPT_TIMEOUT'), ['e']])
  },
)

test.runIf(python)('a Python script leaves no compiled files in the project', async () => {
  await all({ 's.py': 'import other\ndef produce(p): return "e"', 'other.py': '' }, 1)
  expect(existsSync(join(root, String(projects - 1), '__pycache__'))).toBe(false)
})
