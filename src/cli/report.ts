import pc from 'picocolors'
import { type Problem, renderLocation } from '../kernel/index.ts'

/** A problem for a person: where, what, what to do. */
export function problemText(problem: Problem, severity: 'error' | 'warning' = 'error'): string {
  const paint = severity === 'error' ? pc.red : pc.yellow
  const where = problem.at ? `${pc.bold(renderLocation(problem.at))} ` : ''
  const hint = problem.hint ? `\n    ${pc.dim('→')} ${problem.hint}` : ''
  return `${paint(severity)} ${where}${pc.dim(problem.code)} ${problem.message}${hint}\n`
}

/** Prints problems on stderr. */
export function reportProblems(problems: readonly Problem[], severity: 'error' | 'warning' = 'error'): void {
  for (const problem of problems) process.stderr.write(problemText(problem, severity))
}
