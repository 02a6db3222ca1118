import { type JsonStyle, jsonText } from '../python/json-text.ts'
import { Markup } from '../python/markup.ts'
import { needInt } from '../python/number/index-value.ts'
import type { Runtime } from '../python/runtime.ts'
import { plainTest } from '../python/text/plain.ts'
import { asText } from '../python/text/text.ts'
import type { Value } from '../python/types.ts'
import { type FilterTable, filter } from './define.ts'

export const JSON_FILTERS: FilterTable = {
  tojson: filter('do_tojson(eval_ctx, value, indent?)', toJson, 2),
}

/** Text that JSON and HTML hold as it is. */
const isHarmless = plainTest('"\\<>&\'')
const UNSAFE = /[<>&']/

const ONE_LINE: JsonStyle = {
  ascii: true,
  allowNan: true,
  skipKeys: false,
  sortKeys: true,
  indent: undefined,
  itemSeparator: ', ',
  keySeparator: ': ',
}

/** What `tojson` without arguments gives. */
export function jsonForHtml(value: Value): string {
  switch (typeof value) {
    case 'string':
      if (isHarmless(value)) return `"${value}"`
      break
    case 'number':
      if (Number.isInteger(value)) return `${value}`
      break
    case 'boolean':
      return value ? 'true' : 'false'
    default:
      if (value === null) return 'null'
  }
  const text = jsonText(value, ONE_LINE)
  return UNSAFE.test(text) ? withoutHtml(text) : text
}

function toJson(rt: Runtime, value: Value, indent: Value = null): Value {
  const sortKeys = rt.policies.jsonSortKeys
  if (indent === null && sortKeys) return new Markup(jsonForHtml(value))
  const text = jsonText(value, {
    ...ONE_LINE,
    sortKeys,
    indent: indent === null ? undefined : (asText(indent) ?? ' '.repeat(Math.max(needInt(indent), 0))),
    itemSeparator: indent === null ? ', ' : ',',
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
