import { LoomError } from '../../kernel/index.ts'
import { PythonError } from '../python/ops.ts'
import { LimitError } from './runtime/budget.ts'
import type { Step } from './runtime/trace.ts'
import { locate, type Source, type TemplateErrorCode, templateError } from './source.ts'

/** The hint for a template that is not there. */
export const NAMES = 'names are relative to the folder of the project, with / between folders'

/** A template that another one uses does not compile. */
export class BrokenTemplate extends Error {
  readonly problem: LoomError

  constructor(problem: LoomError) {
    super(problem.message)
    this.problem = problem
  }
}

/** What V8 says when something grows out of all bounds. */
const EXHAUSTED =
  /^(Maximum call stack size exceeded|Invalid (string|array) length|Invalid count value|Maximum BigInt size exceeded|Array buffer allocation failed)/

/**
 * The error as the caller of `render` gets it: what Python would raise, and what went too far, with the place
 * in the template and the way there. Everything else belongs to the host and stays what it is.
 */
export function explain(error: unknown, steps: readonly Step[], root: Source): unknown {
  if (error instanceof LimitError) {
    return located('E_TEMPLATE_LIMIT', error.message, error.hint, error, steps, root)
  }
  if (error instanceof RangeError && EXHAUSTED.test(error.message)) {
    const reason = `a value or the nesting of calls grew out of all bounds (${error.message})`
    return located('E_TEMPLATE_LIMIT', reason, 'look for what grows without end', error, steps, root)
  }
  if (error instanceof BrokenTemplate) {
    const { code, message, hint, at } = error.problem
    return new LoomError(code, `${message}${wayHere(steps)}`, { hint, at })
  }
  if (!(error instanceof PythonError)) return error
  if (error.type === 'MemoryError') {
    const reason = 'a value grew out of all bounds'
    return located('E_TEMPLATE_LIMIT', reason, 'look for what grows without end', error, steps, root)
  }
  if (error.type === 'TemplateNotFound') {
    const reason = `there is no template '${error.message}'`
    return located('E_TEMPLATE_NOT_FOUND', reason, NAMES, error, steps, root)
  }
  return located('E_TEMPLATE_RENDER', `${error.type}: ${error.message}`, undefined, error, steps, root)
}

function located(
  code: TemplateErrorCode,
  reason: string,
  hint: string | undefined,
  cause: Error,
  steps: readonly Step[],
  root: Source,
): LoomError {
  const { source, offset, label } = steps[0] ?? { source: root, offset: 0, label: '' }
  const way = wayHere(steps.slice(1), label)
  return templateError(code, source, offset, reason, { way, cause, ...(hint === undefined ? {} : { hint }) })
}

/** How many steps of the way are told; a recursion would fill the screen. */
const LONGEST_WAY = 10

/** The places that led here, innermost first, one a line; `label` is what the innermost one led into. */
function wayHere(steps: readonly Step[], label = ''): string {
  let inside = label
  let way = ''
  for (const step of steps.slice(0, LONGEST_WAY)) {
    const { file, line, column } = locate(step.source, step.offset)
    way += `\n  ${inside === '' ? 'used' : `in ${inside}, used`} at ${file}:${line}:${column}`
    inside = step.label
  }
  if (steps.length > LONGEST_WAY) return `${way}\n  … and ${steps.length - LONGEST_WAY} more`
  return inside === '' ? way : `${way}\n  in ${inside}`
}
