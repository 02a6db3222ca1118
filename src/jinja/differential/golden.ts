import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Answer, Case } from './oracle.ts'

/** What the real Jinja2 said to the cases written by hand, kept for machines that have no Python. */
const FILE = fileURLToPath(new URL('./golden.jsonl', import.meta.url))

type Row = readonly [template: string, answer: { readonly ok: string } | { readonly error: string }]

/** The answers in the order of the cases; throws when they belong to other cases. */
export function readGolden(cases: readonly Case[]): readonly Row[1][] {
  const lines = existsSync(FILE) ? readFileSync(FILE, 'utf8').trimEnd().split('\n') : []
  const rows = lines.map((line) => JSON.parse(line) as Row)
  const fits = rows.length === cases.length && cases.every(({ template }, i) => rows[i]?.[0] === template)
  if (!fits) throw new Error('the cases changed: run the test once with EVENTLOOM_JINJA_RECORD=1')
  return rows.map(([, answer]) => answer)
}

export function writeGolden(cases: readonly Case[], answers: readonly Answer[]): void {
  const rows = cases.map(({ template }, i): Row => {
    const answer = answers[i]!
    return [template, 'ok' in answer ? answer : { error: answer.error }]
  })
  writeFileSync(FILE, `${rows.map((row) => JSON.stringify(row)).join('\n')}\n`)
}
