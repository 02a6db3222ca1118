/** Where a problem stands in a file a user wrote. Lines and columns count from 1. */
export interface SourceLocation {
  readonly file: string
  readonly line?: number
  readonly column?: number
}

/** One thing that is wrong, said so that the reader knows what to do next. */
export interface Problem {
  /** `E_…`, listed in the catalogue of the layer that raises it and in docs/errors.md. */
  readonly code: string
  /** What happened, one sentence. */
  readonly message: string
  /** What to do next. */
  readonly hint?: string
  readonly at?: SourceLocation
}

export interface ProblemDetails {
  readonly hint?: string | undefined
  readonly at?: SourceLocation | undefined
  readonly cause?: unknown
}

/** Every error that eventloom raises on purpose. Anything else that escapes is a bug. */
export class LoomError extends Error implements Problem {
  override readonly name = 'LoomError'
  readonly code: string
  readonly hint?: string
  readonly at?: SourceLocation

  constructor(code: string, message: string, details: ProblemDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause })
    this.code = code
    if (details.hint !== undefined) this.hint = details.hint
    if (details.at !== undefined) this.at = details.at
  }
}

/** Several problems found in one pass: a user mends them all at once, not one a run. */
export class ProblemsError extends LoomError {
  readonly problems: readonly Problem[]

  constructor(problems: readonly Problem[]) {
    const [first] = problems
    super(first?.code ?? 'E_UNEXPECTED', problems.map(renderProblem).join('\n'))
    this.problems = problems
  }
}

/** The problems that an error carries; a foreign error becomes one problem with the given code. */
export function problemsOf(error: unknown, code = 'E_UNEXPECTED'): readonly Problem[] {
  if (error instanceof ProblemsError) return error.problems
  if (error instanceof LoomError) return [error]
  return [{ code, message: error instanceof Error ? error.message : String(error) }]
}

/** `file:line:column`, as far as known. */
export function renderLocation(at: SourceLocation): string {
  if (at.line === undefined) return at.file
  return at.column === undefined ? `${at.file}:${at.line}` : `${at.file}:${at.line}:${at.column}`
}

/** `file:line:column: E_CODE message (hint)` on one line. */
export function renderProblem(problem: Problem): string {
  const where = problem.at ? `${renderLocation(problem.at)}: ` : ''
  const hint = problem.hint ? ` (${problem.hint})` : ''
  return `${where}${problem.code} ${problem.message}${hint}`
}
