import { jsonText } from '../python/json-text.ts'
import { Markup } from '../python/markup.ts'
import { needInt } from '../python/number/index-value.ts'
import type { Runtime } from '../python/runtime.ts'
import { asText } from '../python/text/text.ts'
import type { Value } from '../python/types.ts'
import { type FilterTable, filter } from './define.ts'

export const JSON_FILTERS: FilterTable = {
  tojson: filter('do_tojson(eval_ctx, value, indent?)', toJson, 2),
}

/** Text that JSON and HTML hold as it is. */
const HARMLESS = /^[ !#-%(-;=?-[\]-~]*$/
const UNSAFE = /[<>&']/

function toJson(rt: Runtime, value: Value, indent: Value = null): Value {
  if (typeof value === 'string' && HARMLESS.test(value)) return new Markup(`"${value}"`)
  const text = jsonText(value, {
    ascii: true,
    allowNan: true,
    skipKeys: false,
    sortKeys: rt.policies.jsonSortKeys,
    indent: indent === null ? undefined : (asText(indent) ?? ' '.repeat(Math.max(needInt(indent), 0))),
    itemSeparator: indent === null ? ', ' : ',',
    keySeparator: ': ',
  })
  return new Markup(UNSAFE.test(text) ? withoutHtml(text) : text)
}

function withoutHtml(text: string): string {
  return text
    .replaceAll('<', '\\u003c')
    .replaceAll('>', '\\u003e')
    .replaceAll('&', '\\u0026')
    .replaceAll("'", '\\u0027')
}
