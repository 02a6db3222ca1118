import { execFileSync, spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { rng, UTC } from '../../../kernel/index.ts'
import { PythonError, repr, typeName, type Value } from '../../python/ops.ts'
import { Namespace, refuseModule, STANDARD_MODULES, standardModules, type World } from '../index.ts'
import { evaluate } from './evaluate.ts'

/**
 * Python expressions, one a line, that must mean the same here and in CPython. `?` before one compares the type
 * of the result only (random values, the clock); `~` compares numbers to 14 digits, for what C libraries round
 * differently. Every member of every module occurs at least once.
 */
const CASES = readFileSync(new URL('./cases.txt', import.meta.url), 'utf8')

/** Members that the oldest CPython we compare with does not have yet. */
const NEWER = ['itertools.batched', 'math.sumprod', 'random.binomialvariate']

const world: World = {
  rng: rng('cpython'),
  clock: { now: () => 1_700_000_000_000_000, sleepUntil: () => Promise.resolve() },
  zone: UTC,
}

const modules = (await standardModules(STANDARD_MODULES, world)) as Map<string, Namespace>

const lines = CASES.trim()
  .split('\n')
  .map((line) => ({ mode: /^[?~]/.exec(line)?.[0], source: line.replace(/^[?~]/, '') }))

/** What both sides answer: the representation, the type's name, or `!ErrorType`. */
function ours({ mode, source }: (typeof lines)[number]): string {
  try {
    const value = evaluate(source, (name) => modules.get(name))
    return mode === '?' ? shortName(value) : repr(value)
  } catch (error) {
    return error instanceof PythonError ? `!${error.type}` : `a bug: ${error}`
  }
}

function shortName(value: Value): string {
  return typeName(value).replace(/^.*\./, '')
}

const PROGRAM = `
import base64, binascii, bisect, builtins, calendar, collections, copy, datetime, decimal, functools, hashlib, heapq, hmac, html, ipaddress
import itertools, json, math, operator, random, re, secrets, statistics, string, struct, sys, textwrap, time
import urllib.parse, uuid, zlib, zoneinfo, warnings
warnings.simplefilter('ignore')
for mode, source in json.load(sys.stdin):
    try:
        value = eval(source)
        answer = type(value).__name__ if mode == '?' else repr(value)
    except Exception as error:
        answer = '!' + type(error).__name__
    print(json.dumps(answer))
`

const hasPython = spawnSync('python3', ['-c', 'import sys; assert sys.version_info >= (3, 11)']).status === 0

function theirs(): string[] {
  const input = JSON.stringify(lines.map(({ mode, source }) => [mode ?? '', source]))
  const out = execFileSync('python3', ['-c', PROGRAM], { input, env: { ...process.env, TZ: 'UTC' } })
  return out
    .toString()
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
}

test.runIf(hasPython)('every expression means what it means in CPython', () => {
  const expected = theirs()
  const wrong = lines.flatMap((line, i) => {
    const answer = ours(line)
    return sameAnswer(answer, expected[i]!, line.mode)
      ? []
      : [`${line.source}\n  ours   ${answer}\n  Python ${expected[i]}`]
  })
  expect(wrong.join('\n')).toBe('')
})

function sameAnswer(a: string, b: string, mode: string | undefined): boolean {
  if (a === b) return true
  return mode === '~' && Math.abs(Number(a) / Number(b) - 1) < 1e-14
}

test('every member of every module occurs in a case', () => {
  const used = new Set(CASES.match(/[a-z][\w.]*\.\w+/gi))
  const missing = [...modules].flatMap(([name, module]) =>
    module
      .names()
      .filter((member) => !(module.getAttr(member) instanceof Namespace))
      .map((member) => `${name}.${member}`)
      .filter(
        (member) =>
          !NEWER.includes(member) && ![...used].some((use) => use === member || use.startsWith(`${member}.`)),
      ),
  )
  expect(missing).toEqual([])
})

test('randomness and time are those of the world', async () => {
  const drawn = async (seed: string) => {
    const other: World = { ...world, rng: rng(seed) }
    const made = await standardModules(STANDARD_MODULES, other)
    return [
      'uuid.uuid4()',
      'random.random()',
      'secrets.token_hex(8)',
      'uuid.uuid1()',
      'random.sample([1, 2, 3], 2)',
    ].map((source) => repr(evaluate(source, (name) => made.get(name))))
  }
  expect(await drawn('a')).toEqual(await drawn('a'))
  expect(await drawn('a')).not.toEqual(await drawn('b'))
  const now = ours({ mode: undefined, source: 'datetime.datetime.now(datetime.UTC).isoformat()' })
  expect(now).toBe("'2023-11-14T22:13:20+00:00'")
  expect(ours({ mode: undefined, source: 'time.time()' })).toBe('1700000000.0')
})

test('modules that reach beyond a template are refused by name', () => {
  expect(() => refuseModule('os')).toThrow("module 'os' is not available in templates")
  expect(() => refuseModule('math')).toThrow('write module.math')
  expect(refuseModule('nonsense')).toBeUndefined()
})
