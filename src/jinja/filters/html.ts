import { Bytes } from '../python/bytes.ts'
import { Dict } from '../python/collection/dict.ts'
import { isIterable, toArray, unpack } from '../python/collection/iterate.ts'
import { escapeText, escapeValue, Markup } from '../python/markup.ts'
import type { Runtime } from '../python/runtime.ts'
import { encode } from '../python/text/encoding.ts'
import { percentEncoded } from '../python/text/percent.ts'
import { quote } from '../python/text/quote.ts'
import { str, truth } from '../python/text/repr.ts'
import { asText, needText } from '../python/text/text.ts'
import { Host, PythonError, type Value } from '../python/types.ts'
import { Undefined } from '../python/undefined.ts'
import { type FilterTable, filter } from './define.ts'
import { entriesOf } from './entries.ts'

const escapeFilter = filter('escape(s)', (_, value) => escapeValue(value))

export const HTML_FILTERS: FilterTable = {
  e: escapeFilter,
  escape: escapeFilter,
  forceescape: filter('do_forceescape(value)', (_, value) => {
    const html = value instanceof Host ? value.html() : undefined
    return new Markup(escapeText(html ?? str(value)))
  }),
  safe: filter('do_mark_safe(value)', (_, value) => {
    const html = value instanceof Host ? value.html() : undefined
    return new Markup(html ?? str(value))
  }),
  urlencode: filter('do_urlencode(value)', (_, value) => urlEncode(value)),
  xmlattr: filter('do_xmlattr(eval_ctx, d, autospace?)', xmlAttributes, 2),
}

function urlEncode(value: Value): Value {
  if (asText(value) !== undefined || !isIterable(value)) return urlQuote(value, false)
  const pairs = value instanceof Dict ? entriesOf(value) : toArray(value).map((pair) => unpack(pair, 2))
  return pairs.map(([key, item]) => `${urlQuote(key!, true)}=${urlQuote(item!, true)}`).join('&')
}

/** Percent-encodes UTF-8; in a query `/` as well, and spaces as `+`. */
function urlQuote(value: Value, inQuery: boolean): string {
  const bytes = value instanceof Bytes ? value.data : encode(str(value), 'utf-8', 'strict')
  const quoted = percentEncoded(bytes, inQuery ? ' ' : '/')
  return inQuery && quoted.includes(' ') ? quoted.replaceAll(' ', '+') : quoted
}

function xmlAttributes(rt: Runtime, value: Value, autoSpace: Value = true): Value {
  const items: string[] = []
  for (const [key, item] of entriesOf(value)) {
    if (item === null || item instanceof Undefined) continue
    const name = needText(key, 'attribute name')
    if (/[ \t\n\r\f\v/>=]/.test(name)) {
      throw new PythonError('ValueError', `Invalid character in attribute name: ${quote(name)}`)
    }
    items.push(`${escapeText(key)}="${escapeText(item)}"`)
  }
  const text = (truth(autoSpace) && items.length > 0 ? ' ' : '') + items.join(' ')
  return rt.autoescape ? new Markup(text) : text
}
