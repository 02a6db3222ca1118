import { jsonLine, ONE_LINE } from '../python/json-line.ts'
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

/** What `tojson` without arguments gives. */
export function jsonForHtml(value: Value): string {
  return jsonLine(value)
}

function toJson(rt: Runtime, value: Value, indent: Value = null): Value {
  const sortKeys = rt.policies.jsonSortKeys
  if (indent === null) {
    return new Markup(sortKeys ? jsonLine(value) : jsonText(value, { ...ONE_LINE, sortKeys }))
  }
  const margin = asText(indent) ?? ' '.repeat(Math.max(needInt(indent), 0))
  const style = { ...ONE_LINE, sortKeys, indent: withoutHtml(margin), itemSeparator: ',' }
  return new Markup(jsonText(value, style))
}

function withoutHtml(text: string): string {
  return text.replace(/[<>&']/g, (unit) => `\\u00${unit.charCodeAt(0).toString(16)}`)
}
