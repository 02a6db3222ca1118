import * as z from 'zod'
import { DeliveryError, type FailureKind } from '../../../kernel/index.ts'

const RANGE = /^([1-5])xx$|^([1-5]\d\d)-([1-5]\d\d)$/i

const code = z.int().min(100).max(599)
const range = z
  .string()
  .regex(RANGE, 'must be a status such as 201, a class such as 2xx, or a range such as 200-299')

/** One status, a class `2xx`, a range `200-204`, or a list of these. */
export const statusOption = z.union([code, range, z.array(z.union([code, range])).min(1)])

/** Says which statuses mean that the events arrived. */
export function statusTest(accepted: z.output<typeof statusOption>): (status: number) => boolean {
  const ranges = (Array.isArray(accepted) ? accepted : [accepted]).map(bounds)
  return (status) => ranges.some(([low, high]) => status >= low && status <= high)
}

function bounds(each: number | string): readonly [number, number] {
  if (typeof each === 'number') return [each, each]
  const [, hundreds, low, high] = RANGE.exec(each)!
  return hundreds === undefined
    ? [Number(low), Number(high)]
    : [Number(hundreds) * 100, Number(hundreds) * 100 + 99]
}

type Headers = Readonly<Record<string, string | string[] | undefined>>

/** What an answer that is no success means. `text` is the beginning of its body. */
export function answerError(status: number, headers: Headers, text: string, where: string): DeliveryError {
  const kind = kindOf(status, headers)
  const said = text.trim().replaceAll(/\s+/g, ' ')
  const message = `${where} answered ${status}${said === '' ? '' : `: ${said}`}`
  const code = DENIED.has(status) ? 'E_OUTPUT_DENIED' : CODES[kind]
  return new DeliveryError(kind, code, message, {
    hint: HINTS[status],
    retryAfter: retryAfter(headers),
  })
}

const DENIED = new Set([401, 403, 407])

const CODES: Readonly<Record<FailureKind, string>> = {
  connect: 'E_OUTPUT_CONNECT',
  timeout: 'E_OUTPUT_TIMEOUT',
  throttled: 'E_OUTPUT_THROTTLED',
  server: 'E_OUTPUT_SERVER',
  rejected: 'E_OUTPUT_REJECTED',
}

const HINTS: Readonly<Record<number, string>> = {
  301: 'redirects are not followed; give the address it names as url',
  302: 'redirects are not followed; give the address it names as url',
  307: 'redirects are not followed; give the address it names as url',
  308: 'redirects are not followed; give the address it names as url',
  401: 'check username and password, or the header that authorizes',
  403: 'these credentials have no right to send',
  404: 'check the path of url',
  405: 'check method',
  407: 'give the user and password of the proxy in proxy_url',
  413: 'send less at once: delivery.max_events or delivery.max_bytes',
}

function kindOf(status: number, headers: Headers): FailureKind {
  if (status === 429 || (status === 503 && headers['retry-after'] !== undefined)) return 'throttled'
  if (status === 408) return 'timeout'
  // Too early: the same request may pass a moment later.
  return status >= 500 || status === 425 ? 'server' : 'rejected'
}

/** Milliseconds, from seconds or a date; a date counts from the server's own. */
function retryAfter(headers: Headers): number | undefined {
  const asked = single(headers['retry-after'])
  if (asked === undefined) return undefined
  if (/^\d+$/.test(asked)) return Number(asked) * 1000
  const wait = Date.parse(asked) - Date.parse(single(headers.date) ?? '')
  return Number.isNaN(wait) ? undefined : Math.max(0, wait)
}

function single(value: string | string[] | undefined): string | undefined {
  return typeof value === 'string' ? value.trim() : value?.[0]?.trim()
}
