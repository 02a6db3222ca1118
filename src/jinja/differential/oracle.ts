import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
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
  close(): void
}

const CANDIDATES = [process.env.EVENTLOOM_PYTHON, 'python3', '/usr/bin/python3', 'python']

/** A Python that has Jinja2; undefined when there is none on this machine. */
export function findPython(): string | undefined {
  return CANDIDATES.find(
    (python) => python !== undefined && spawnSync(python, ['-c', 'import jinja2']).status === 0,
  )
}

export function startOracle(python: string): Oracle {
  const script = fileURLToPath(new URL('./oracle.py', import.meta.url))
  const child: ChildProcess = spawn(python, [script], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, TZ: 'UTC', PYTHONHASHSEED: '0', PYTHONIOENCODING: 'utf-8' },
  })
  const waiting: ((answer: Answer) => void)[] = []
  createInterface({ input: child.stdout! }).on('line', (line) => waiting.shift()?.(JSON.parse(line)))
  child.on('exit', () => {
    for (const answer of waiting.splice(0))
      answer({ error: 'OracleDied', message: 'the Python process ended' })
  })
  return {
    ask(question) {
      return new Promise((resolve) => {
        waiting.push(resolve)
        const context = Object.entries(question.context)
        child.stdin!.write(`${JSON.stringify({ ...question, context })}\n`)
      })
    },
    close() {
      child.stdin!.end()
    },
  }
}
