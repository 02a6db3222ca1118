import { DeliveryError, type FailureKind } from '../../../kernel/index.ts'

/** Codes of ClickHouse (ErrorCodes.cpp) that a later attempt may not meet again, by what they mean. */
const THROTTLED = new Set([201, 202, 203, 241, 252, 439, 731])
const TIMEOUT = new Set([159, 160, 209])
const DENIED = new Set([164, 192, 193, 194, 195, 291, 497, 516])
const MISSING = new Set([60, 81, 218])
/** Codes about a row or a value. Others with such a name are told by it. */
const DATA = new Set([
  6, 26, 27, 32, 33, 38, 41, 53, 62, 69, 70, 72, 85, 117, 131, 190, 349, 376, 407, 441, 467, 469, 502, 675,
  676,
])
const DATA_NAMES =
  /CANNOT_(PARSE|INSERT|CONVERT|READ_ALL)|INCORRECT_DATA|TYPE_MISMATCH|VIOLATED_CONSTRAINT|OUT_OF_BOUND|OVERFLOW|\bat row \d+/

/** What ClickHouse said. `header` is X-ClickHouse-Exception-Code, which older servers do not send. */
export function clickhouseError(status: number, header: unknown, text: string, where: string): DeliveryError {
  const code = Number(header ?? /^\s*Code: (\d+)/.exec(text)?.[1] ?? Number.NaN)
  const said = text.trim().replaceAll(/\s+/g, ' ').slice(0, 1000)
  const make = (kind: FailureKind, name: string, hint?: string) =>
    new DeliveryError(kind, name, `${where} answered ${status}: ${said}`, { hint })
  if (DENIED.has(code) || status === 401 || status === 403) {
    return make(
      'rejected',
      'E_OUTPUT_DENIED',
      'check username and password, and the right INSERT for the table',
    )
  }
  if (MISSING.has(code))
    return make('server', 'E_OUTPUT_TARGET', 'create the table, or check database and table')
  if (THROTTLED.has(code) || status === 429) return make('throttled', 'E_OUTPUT_THROTTLED')
  if (TIMEOUT.has(code)) return make('timeout', 'E_OUTPUT_TIMEOUT')
  if (code === 73) {
    return make('rejected', 'E_OUTPUT_UNSUPPORTED', 'this release lacks the format; check input_format')
  }
  if (code === 115) {
    return make('rejected', 'E_OUTPUT_UNSUPPORTED', 'this release lacks the setting; check settings')
  }
  if (DATA.has(code) || DATA_NAMES.test(said)) {
    return make('rejected', 'E_OUTPUT_REJECTED', 'compare the event with the columns and input_format')
  }
  return make('server', 'E_OUTPUT_SERVER')
}

/** The row, from 0, that ClickHouse names in its complaint. */
export function rowOf(error: DeliveryError): number | undefined {
  const found = /\bat row (\d+)/.exec(error.message)
  return found ? Math.max(0, Number(found[1]) - 1) : undefined
}
