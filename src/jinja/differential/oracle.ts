import { type ChildProcess, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { Python } from '../../../test/python.ts'
import type { EnvironmentOptions } from '../index.ts'
import type { Spec } from './spec.ts'

/** A template with everything it needs, for both sides. */
export interface Case {
  readonly template: string
  readonly context: Readonly<Record<string, Spec>>
  /** Other templates, by name. */
  readonly templates: Readonly<Record<string, string>>
  readonly undefined: 'default' | 'strict' | 'chainable'
  readonly syntax: Partial<EnvironmentOptions>
}

/** The text, or the type of the error. */
export type Answer = { readonly ok: string } | { readonly error: string; readonly message: string }

/** The real Jinja2, in a process of its own. */
export interface Oracle {
  ask(question: Case): Promise<Answer>
  /** The answers for each value of that variable; undefined leaves it out. */
  askEach(question: Case, name: string, values: readonly (Spec | undefined)[]): Promise<readonly Answer[]>
  versions(): Promise<{ readonly jinja2: string; readonly markupsafe: string }>
  close(): void
}

export function startOracle({ command, env }: Python): Oracle {
  const script = fileURLToPath(new URL('./oracle.py', import.meta.url))
  const child: ChildProcess = spawn(command, [script], { stdio: ['pipe', 'pipe', 'inherit'], env })
  const waiting: ((line: string) => void)[] = []
  createInterface({ input: child.stdout! }).on('line', (line) => waiting.shift()?.(line))
  child.on('exit', () => {
    for (const answer of waiting.splice(0))
      answer('{"error":"OracleDied","message":"the Python process ended"}')
  })
  const send = (request: object): Promise<string> =>
    new Promise((resolve) => {
      waiting.push(resolve)
      child.stdin!.write(`${JSON.stringify(request)}\n`)
    })
  return {
    async ask(question) {
      return JSON.parse(await send({ ...question, context: Object.entries(question.context) }))
    },
    async askEach(question, name, values) {
      const context = Object.entries(question.context)
      const given = values.map((value) => (value === undefined ? [] : [value]))
      return JSON.parse(await send({ ...question, context, each: name, values: given }))
    },
    async versions() {
      return JSON.parse(await send({ versions: ['jinja2', 'markupsafe'] }))
    },
    close() {
      child.stdin!.end()
    },
  }
}
