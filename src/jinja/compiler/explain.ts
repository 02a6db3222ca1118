import { PythonError } from '../python/ops.ts'
import { LimitError } from './runtime/budget.ts'
import type { Step } from './runtime/trace.ts'
import { locate, type Source, type TemplateErrorCode, templateError } from './source.ts'

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
  if (!(error instanceof PythonError)) return error
  if (error.type === 'TemplateNotFound') {
    const reason = `there is no template '${error.message}'`
    const hint = 'names are relative to the folder of the project, with / between folders'
    return located('E_TEMPLATE_NOT_FOUND', reason, hint, error, steps, root)
  }
  return located('E_TEMPLATE_RENDER', `${error.type}: ${error.message}`, undefined, error, steps, root)
}

/** How many steps of the way are told; a recursion would fill the screen. */
const LONGEST_CHAIN = 10

function located(
  code: TemplateErrorCode,
  reason: string,
  hint: string | undefined,
  cause: Error,
  steps: readonly Step[],
  root: Source,
): unknown {
  const [innermost = { source: root, offset: 0, label: '' }, ...outer] = steps
  const chain: string[] = []
  let { label } = innermost
  for (const step of outer.slice(0, LONGEST_CHAIN)) {
    const { file, line, column } = locate(step.source, step.offset)
    chain.push(`${label === '' ? 'used' : `in ${label}, used`} at ${file}:${line}:${column}`)
    label = step.label
  }
  if (outer.length > LONGEST_CHAIN) chain.push(`… and ${outer.length - LONGEST_CHAIN} more`)
  else if (label !== '') chain.push(`in ${label}`)
  const { source, offset } = innermost
  return templateError(code, source, offset, reason, {
    chain,
    cause,
    ...(hint === undefined ? {} : { hint }),
  })
}
