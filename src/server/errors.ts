import type { OptionProblem } from '../kernel/index.ts'

/** One thing that is wrong with a request, as clients of the service know it. */
export interface RequestProblem {
  readonly loc: readonly (string | number)[]
  readonly msg: string
  readonly type: string
}

const TYPES: Readonly<Record<OptionProblem['code'], string>> = {
  E_OPTION_MISSING: 'missing',
  E_OPTION_UNKNOWN: 'extra_forbidden',
  E_OPTION_INVALID: 'value_error',
}

/** The body of a 422. */
export function unprocessable(problems: readonly OptionProblem[]): { detail: RequestProblem[] } {
  return {
    detail: problems.map(({ path, code, message, hint }) => ({
      loc: ['body', ...path],
      msg: hint === undefined ? message : `${message} (${hint})`,
      type: TYPES[code],
    })),
  }
}
