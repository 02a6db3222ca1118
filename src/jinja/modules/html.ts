import { defineFunction, truth } from '../python/ops.ts'
import { unescapeHtml } from '../python/text/html.ts'
import { Namespace } from './native.ts'
import { text } from './read.ts'

/** Python's `html`. */
export const htmlModule = new Namespace('html', {
  escape: defineFunction('escape(s, quote?)', (s, quote = true) => {
    const escaped = text(s).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
    return truth(quote) ? escaped.replaceAll('"', '&quot;').replaceAll("'", '&#x27;') : escaped
  }),
  unescape: defineFunction('unescape(s)', (s) => unescapeHtml(text(s))),
})
