import {
  Bytes,
  Dict,
  defineFunction,
  iterate,
  NamedTuple,
  Tuple,
  truth,
  type Value,
} from '../../python/ops.ts'
import { percentEncoded as quote } from '../../python/text/percent.ts'
import { Namespace } from '../native.ts'
import { text } from '../read.ts'
import { bytesOfText, parseQuery, quotePlus, unquote, unquoteToBytes, urlencode } from './quote.ts'
import { joinParts, joinUrl, splitUrl, UrlResult } from './split.ts'

const SPLIT = ['scheme', 'netloc', 'path', 'query', 'fragment']
const PARSE = ['scheme', 'netloc', 'path', 'params', 'query', 'fragment']

function urlsplit(url: Value, scheme: Value = '', fragments: Value = true): UrlResult {
  const parts = splitUrl(text(url), text(scheme), truth(fragments))
  return new UrlResult('SplitResult', SPLIT, [
    parts.scheme,
    parts.netloc,
    parts.path,
    parts.query,
    parts.fragment,
  ])
}

function urlparse(url: Value, scheme: Value = '', fragments: Value = true): UrlResult {
  const { path, ...parts } = splitUrl(text(url), text(scheme), truth(fragments))
  const at = path.indexOf(';', path.lastIndexOf('/') + 1)
  const [clean, params] = at < 0 ? [path, ''] : [path.slice(0, at), path.slice(at + 1)]
  return new UrlResult('ParseResult', PARSE, [
    parts.scheme,
    parts.netloc,
    clean,
    params,
    parts.query,
    parts.fragment,
  ])
}

const fields = (parts: Value): string[] => [...iterate(parts)].map((part) => text(part))

const pairs = (query: Value, keepBlank: Value, strict: Value, separator: Value) =>
  parseQuery(text(query), truth(keepBlank), truth(strict), text(separator))

const QUERY = 'qs, keep_blank_values?, strict_parsing?, encoding?, errors?, max_num_fields?, separator?'

/** Python's `urllib.parse`. */
export const urllibParseModule = new Namespace('urllib.parse', {
  quote: defineFunction('quote(string, safe?, encoding?, errors?)', (source, safe = '/') =>
    quote(bytesOfText(source), text(safe)),
  ),
  quote_plus: defineFunction('quote_plus(string, safe?, encoding?, errors?)', (source, safe = '') =>
    quotePlus(bytesOfText(source), text(safe)),
  ),
  quote_from_bytes: defineFunction('quote_from_bytes(bs, safe?)', (source, safe = '/') =>
    quote(bytesOfText(source), text(safe)),
  ),
  unquote: defineFunction('unquote(string, encoding?, errors?)', (source) =>
    unquote(source instanceof Bytes ? source.latin : text(source)),
  ),
  unquote_plus: defineFunction('unquote_plus(string, encoding?, errors?)', (source) =>
    unquote(text(source).replaceAll('+', ' ')),
  ),
  unquote_to_bytes: defineFunction(
    'unquote_to_bytes(string)',
    (source) => new Bytes(unquoteToBytes(source instanceof Bytes ? source.latin : text(source))),
  ),
  urlencode: defineFunction(
    'urlencode(query, doseq?, safe?, encoding?, errors?, quote_via?)',
    (query, doseq = false, safe = '', _encoding = null, _errors = null, via = null) =>
      urlencode(
        query,
        doseq,
        text(safe),
        typeof via === 'function' && via.name === 'quote' ? quote : quotePlus,
      ),
  ),
  urlsplit: defineFunction('urlsplit(url, scheme?, allow_fragments?)', urlsplit),
  urlparse: defineFunction('urlparse(url, scheme?, allow_fragments?)', urlparse),
  urlunsplit: defineFunction('urlunsplit(components)', (parts) => {
    const [scheme = '', netloc = '', path = '', query = '', fragment = ''] = fields(parts)
    return joinParts({ scheme, netloc, path, query, fragment })
  }),
  urlunparse: defineFunction('urlunparse(components)', (parts) => {
    const [scheme = '', netloc = '', path = '', params = '', query = '', fragment = ''] = fields(parts)
    return joinParts({ scheme, netloc, path: params === '' ? path : `${path};${params}`, query, fragment })
  }),
  urljoin: defineFunction('urljoin(base, url, allow_fragments?)', (base, url) =>
    joinUrl(text(base), text(url)),
  ),
  urldefrag: defineFunction('urldefrag(url)', (url) => {
    const { fragment, ...parts } = splitUrl(text(url), '', true)
    return new NamedTuple(
      'DefragResult',
      ['url', 'fragment'],
      [joinParts({ ...parts, fragment: '' }), fragment],
    )
  }),
  parse_qs: defineFunction(
    `parse_qs(${QUERY})`,
    (query, keep = false, strict = false, _e, _r, _m, separator = '&') => {
      const found = new Dict()
      for (const [name, value] of pairs(query, keep, strict, separator)) {
        const known = found.get(name)
        if (Array.isArray(known)) known.push(value)
        else found.set(name, [value])
      }
      return found
    },
  ),
  parse_qsl: defineFunction(
    `parse_qsl(${QUERY})`,
    (query, keep = false, strict = false, _e, _r, _m, separator = '&') =>
      pairs(query, keep, strict, separator).map((pair) => new Tuple(pair)),
  ),
})
