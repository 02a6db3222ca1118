import { defineMethods } from '../../python/arguments.ts'
import { type Methods, NamedTuple, PythonError, type Value } from '../../python/ops.ts'

export interface Parts {
  readonly scheme: string
  readonly netloc: string
  readonly path: string
  readonly query: string
  readonly fragment: string
}

const SCHEME = /^([A-Za-z][A-Za-z0-9+.-]*):/

/** The parts of a URL as `urllib.parse.urlsplit` finds them: nothing is decoded or checked. */
export function splitUrl(url: string, scheme: string, fragments: boolean): Parts {
  let rest = url.replace(/[\t\r\n]/g, '').trimStart()
  const found = SCHEME.exec(rest)
  if (found) rest = rest.slice(found[0].length)
  let netloc = ''
  if (rest.startsWith('//')) {
    const end = rest.slice(2).search(/[/?#]/)
    netloc = end < 0 ? rest.slice(2) : rest.slice(2, end + 2)
    rest = end < 0 ? '' : rest.slice(end + 2)
    if (netloc.includes('[') !== netloc.includes(']')) throw new PythonError('ValueError', 'Invalid IPv6 URL')
  }
  const [beforeFragment, fragment] = fragments ? cut(rest, '#') : [rest, '']
  const [path, query] = cut(beforeFragment, '?')
  return { scheme: found?.[1]?.toLowerCase() ?? scheme, netloc, path, query, fragment }
}

function cut(source: string, mark: string): [string, string] {
  const at = source.indexOf(mark)
  return at < 0 ? [source, ''] : [source.slice(0, at), source.slice(at + 1)]
}

/** Schemes whose relative references are resolved, and those with a network location. */
const HIERARCHICAL =
  'ftp http gopher nntp imap wais file https shttp mms prospero rtsp rtspu sftp svn svn+ssh ws wss snews rsync nfs git git+ssh telnet'.split(
    ' ',
  )

export function joinParts({ scheme, netloc, path, query, fragment }: Parts): string {
  let url = path
  if (netloc !== '' || (HIERARCHICAL.includes(scheme) && !url.startsWith('//') && scheme === 'file')) {
    url = `//${netloc}${url !== '' && !url.startsWith('/') ? '/' : ''}${url}`
  } else if (url.startsWith('//')) url = `//${url}`
  if (scheme !== '') url = `${scheme}:${url}`
  if (query !== '') url += `?${query}`
  return fragment === '' ? url : `${url}#${fragment}`
}

/** A reference resolved against a base URL (RFC 3986, section 5.2, as CPython does it). */
export function joinUrl(base: string, reference: string): string {
  if (base === '') return reference
  if (reference === '') return base
  const from = splitUrl(base, '', true)
  const to = splitUrl(reference, from.scheme, true)
  if (to.scheme !== from.scheme || (to.scheme !== '' && !HIERARCHICAL.includes(to.scheme))) return reference
  if (to.netloc !== '') return joinParts(to)
  if (to.path === '') return joinParts({ ...from, query: to.query || from.query, fragment: to.fragment })
  return joinParts({ ...to, netloc: from.netloc, path: resolvePath(from.path, to.path) })
}

function resolvePath(base: string, reference: string): string {
  const baseParts = base.split('/')
  if (baseParts.at(-1) !== '') baseParts.pop()
  let segments = reference.startsWith('/') ? reference.split('/') : [...baseParts, ...reference.split('/')]
  segments = segments.filter((segment, i) => i === 0 || i === segments.length - 1 || segment !== '')
  const resolved: string[] = []
  for (const segment of segments) {
    if (segment === '..') resolved.pop()
    else if (segment !== '.') resolved.push(segment)
  }
  const last = segments.at(-1)
  if (last === '.' || last === '..') resolved.push('')
  return resolved.join('/') || '/'
}

/** `SplitResult` and `ParseResult`: named tuples with the parts of the network location. */
export class UrlResult extends NamedTuple {
  override get methods(): Methods<never> {
    return METHODS
  }

  override getAttr(name: string): Value | undefined {
    switch (name) {
      case 'username':
        return this.#userInfo()[0]
      case 'password':
        return this.#userInfo()[1]
      case 'hostname':
        return this.#host()[0]
      case 'port':
        return this.#host()[1]
      default:
        return super.getAttr(name)
    }
  }

  #netloc(): string {
    return this.items[1] as string
  }

  #userInfo(): [string | null, string | null] {
    const at = this.#netloc().lastIndexOf('@')
    if (at < 0) return [null, null]
    const info = this.#netloc().slice(0, at)
    const colon = info.indexOf(':')
    return colon < 0 ? [info, null] : [info.slice(0, colon), info.slice(colon + 1)]
  }

  #host(): [string | null, number | null] {
    const place = this.#netloc().slice(this.#netloc().lastIndexOf('@') + 1)
    const found = /^(?:\[(.*)\]|([^:]*))(?::(.*))?$/.exec(place)
    const host = found?.[1] ?? found?.[2] ?? ''
    const port = found?.[3] ?? ''
    if (port !== '' && !/^\d+$/.test(port)) {
      throw new PythonError('ValueError', `Port could not be cast to integer value as '${port}'`)
    }
    if (Number(port) > 65_535) throw new PythonError('ValueError', 'Port out of range 0-65535')
    return [host === '' ? null : host.toLowerCase(), port === '' ? null : Number(port)]
  }

  url(): string {
    const [scheme, netloc, path, ...rest] = this.items as readonly string[]
    const [params, query, fragment] = rest.length === 3 ? rest : ['', ...rest]
    return joinParts({
      scheme: scheme!,
      netloc: netloc!,
      path: params ? `${path};${params}` : path!,
      query: query!,
      fragment: fragment!,
    })
  }
}

const METHODS: Methods<UrlResult> = new Map([
  ...(new NamedTuple('', [], []).methods as Methods<UrlResult>),
  ...defineMethods<UrlResult>('SplitResult', { 'geturl()': (result) => result.url() }),
])
