import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { findPython } from '../../../../test/python.ts'
import { openCorpus } from './world.ts'

/*
 * Events as a SIEM sees them, rendered round after round, so that what a template remembers grows and is used. The
 * random numbers are the same on both sides.
 */
const FOLDER = import.meta.dirname
/** Enough for each pool to fill up and to be emptied again. */
const ROUNDS = 40
const GOLDEN = join(FOLDER, 'golden.json')

type Texts = Readonly<Record<string, readonly string[]>>

const python = findPython('jinja2')
const corpus = await openCorpus(FOLDER)
const ours = renderAll()

function renderAll(): Texts {
  const texts: Record<string, string[]> = Object.fromEntries(corpus.names.map((name) => [name, []]))
  for (let round = 0; round < ROUNDS; round++) {
    for (const name of corpus.names) texts[name]!.push(corpus.render(name, round))
  }
  return texts
}

function askJinja(): Texts {
  const { command, env } = python!
  const input = `${JSON.stringify({ folder: FOLDER, rounds: ROUNDS })}\n`
  const { stdout, stderr } = spawnSync(command, [join(FOLDER, 'world.py')], {
    env,
    input,
    maxBuffer: 2 ** 28,
  })
  if (stdout.length === 0) throw new Error(String(stderr))
  return JSON.parse(String(stdout))
}

function digests(texts: Texts): Record<string, string> {
  const sha256 = (all: readonly string[]) => createHash('sha256').update(all.join('\0')).digest('hex')
  return Object.fromEntries(Object.entries(texts).map(([name, all]) => [name, sha256(all)]))
}

describe.skipIf(python === undefined)('the same as Jinja2, asked now', () => {
  const theirs = python === undefined ? {} : askJinja()
  if (process.env.EVENTLOOM_JINJA_RECORD !== undefined) {
    writeFileSync(GOLDEN, `${JSON.stringify(digests(theirs), null, 2)}\n`)
  }

  it.each(corpus.names)('%s', (name) => expect(ours[name]).toEqual(theirs[name]))
})

it('the same as Jinja2, as it was recorded', () => {
  expect(digests(ours)).toEqual(JSON.parse(readFileSync(GOLDEN, 'utf8')))
})

it('forty templates of 60 to 150 lines, which say something else each round', () => {
  expect(corpus.names).toHaveLength(40)
  for (const name of corpus.names) {
    const lines = readFileSync(join(FOLDER, 'templates', `${name}.jinja`), 'utf8').split('\n').length
    expect([name, lines >= 60 && lines <= 150]).toEqual([name, true])
    expect([name, new Set(ours[name]).size]).toEqual([name, ROUNDS])
  }
})

it('what looks like JSON is JSON', () => {
  const objects = corpus.names.filter((name) => /^\s*[{[]/.test(ours[name]![0]!))
  expect(objects.length).toBeGreaterThan(25)
  for (const name of objects) for (const text of ours[name]!) expect(() => JSON.parse(text)).not.toThrow()
})
