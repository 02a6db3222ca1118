import { type Problem, renderLocation } from '../kernel/index.ts'
import { paintFor, tell } from './terminal.ts'

const paint = paintFor('stderr')

/** A problem for a person: where, what, what to do. */
export function problemText(problem: Problem, severity: 'error' | 'warning' = 'error'): string {
  const colour = severity === 'error' ? 'red' : 'yellow'
  const where = problem.at ? `${paint('bold', renderLocation(problem.at))} ` : ''
  const hint = problem.hint ? `\n    ${paint('dim', '→')} ${problem.hint}` : ''
  return `${paint(colour, severity)} ${where}${paint('dim', problem.code)} ${problem.message}${hint}\n`
}

/** Prints problems on stderr. */
export function reportProblems(problems: readonly Problem[], severity: 'error' | 'warning' = 'error'): void {
  for (const problem of problems) tell(problemText(problem, severity))
}
