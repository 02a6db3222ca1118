import { index, list, PythonError, text, truth, type Value } from '../../../../../../jinja/index.ts'
import { macAddress, privateIpv4, publicIpv4, randomIpv6 } from '../../rand/network.ts'
import { slug } from '../latin.ts'
import type { Source, Table } from '../source.ts'
import { bothify, LOWER } from './base.ts'

const TLDS = ['com', 'com', 'com', 'com', 'biz', 'info', 'net', 'org']
const SAFE_TLDS = ['com', 'net', 'org']
const HOST_PREFIXES = ['db', 'srv', 'desktop', 'laptop', 'lt', 'email', 'web']
const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'CONNECT', 'OPTIONS', 'TRACE', 'PATCH']
const STATUS_CODES = [
  100, 101, 102, 103, 200, 201, 202, 203, 204, 205, 206, 207, 208, 226, 300, 301, 302, 303, 304, 305, 307,
  308, 400, 401, 402, 403, 404, 405, 406, 407, 408, 409, 410, 411, 412, 413, 414, 415, 416, 417, 421, 422,
  423, 424, 425, 426, 428, 429, 431, 451, 500, 501, 502, 503, 504, 505, 506, 507, 508, 510, 511,
]
const URI_PAGES =
  'index home search main post homepage category register login faq about terms privacy author'.split(' ')
const URI_PATHS = 'app main wp-content search category tag categories tags blog posts list explore'.split(' ')
const URI_EXTENSIONS = '.html .html .html .htm .htm .php .php .jsp .asp'.split(' ')
const FREE_DOMAINS = ['gmail.com', 'yahoo.com', 'hotmail.com']

/** Names of hosts, accounts and pages that other providers build on. */
export function internetNames(source: Source) {
  const { rng } = source
  const first = () => source.pick(source.latinFirst)
  const last = () => source.pick(source.latinLast)
  const userName = (): string => {
    switch (rng.int(0, 3)) {
      case 0:
        return `${last()}.${first()}`
      case 1:
        return `${first()}.${last()}`
      case 2:
        return first() + rng.int(0, 9) + rng.int(0, 9)
      default:
        return LOWER[rng.int(0, 25)] + last()
    }
  }
  const domainWord = (): string => {
    switch (rng.int(0, 2)) {
      case 0:
        return last()
      case 1:
        return `${last()}-${last()}`
      default:
        return `${last()}-${source.pick(['group', 'inc', 'llc', 'ltd', 'plc', 'sons'])}`
    }
  }
  const domainName = (levels = 1): string => {
    if (levels < 1) throw new PythonError('ValueError', 'levels must be greater than or equal to 1')
    let name = `${domainWord()}.${source.pick(TLDS)}`
    for (let i = 1; i < levels; i++) name = `${domainWord()}.${name}`
    return name
  }
  const safeDomain = () => `example.${source.pick(SAFE_TLDS)}`
  const freeDomain = () =>
    source.pickOr(source.faker.rawDefinitions.internet?.free_email, () => source.pick(FREE_DOMAINS))
  const path = (deep: Value): string => {
    const depth = deep === null ? rng.int(1, 3) : index(deep)
    return Array.from({ length: depth }, () => source.pick(URI_PATHS)).join('/')
  }
  const url = (schemes: Value): string => {
    const names = schemes === null ? ['http', 'https'] : list(schemes).map((scheme) => text(scheme))
    return `${names.length > 0 ? `${source.pick(names)}:` : ''}//www.${domainName()}/`
  }
  return { userName, domainWord, domainName, safeDomain, freeDomain, path, url }
}

/** Faker's internet provider. */
export function internetProvider(source: Source): Table {
  const { rng } = source
  const { userName, domainWord, domainName, safeDomain, freeDomain, path, url } = internetNames(source)
  const safeEmail = () => `${userName()}@${safeDomain()}`
  const companyEmail = () => `${userName()}@${domainName()}`
  const freeEmail = () => `${userName()}@${freeDomain()}`
  const page = () => source.pick(URI_PAGES)
  return {
    'user_name()': userName,
    'email(safe?, domain?)': (safe = true, domain = null) => {
      if (domain !== null && domain !== '') return `${userName()}@${text(domain)}`
      return truth(safe) ? safeEmail() : rng.int(0, 2) === 0 ? freeEmail() : companyEmail()
    },
    'safe_email()': safeEmail,
    'free_email()': freeEmail,
    'company_email()': companyEmail,
    'ascii_email()': () => (rng.int(0, 1) === 0 ? freeEmail() : companyEmail()),
    'ascii_safe_email()': safeEmail,
    'ascii_free_email()': freeEmail,
    'ascii_company_email()': companyEmail,
    'free_email_domain()': freeDomain,
    'safe_domain_name()': safeDomain,
    'domain_name(levels?)': (levels = 1) => domainName(index(levels)),
    'domain_word()': domainWord,
    'hostname(levels?)': (levels = 1) => {
      const prefix = `${source.pick(HOST_PREFIXES)}-${rng.int(0, 9)}${rng.int(0, 9)}`
      return index(levels) < 1 ? prefix : `${prefix}.${domainName(index(levels))}`
    },
    'tld()': () => source.pick(TLDS),
    'dga(year?, month?, day?, tld?, length?)': (_y, _m, _d, tld = null, length = null) => {
      const size = length === null ? rng.int(8, 24) : index(length)
      return `${bothify(source, '?'.repeat(size), LOWER)}.${tld === null ? source.pick(TLDS) : text(tld)}`
    },
    'url(schemes?)': (schemes = null) => url(schemes),
    'uri(schemes?, deep?)': (schemes = null, deep = null) =>
      rng.int(0, 1) === 0
        ? `${url(schemes)}${path(deep)}/${page()}${source.pick(URI_EXTENSIONS)}`
        : `${url(schemes)}${path(deep)}/${page()}/`,
    'uri_path(deep?)': (deep = null) => path(deep),
    'uri_page()': page,
    'uri_extension()': () => source.pick(URI_EXTENSIONS),
    'image_url(width?, height?, placeholder_url?)': (width = null, height = null) =>
      `https://picsum.photos/${width === null ? rng.int(1, 1024) : index(width)}/${height === null ? rng.int(1, 1024) : index(height)}`,
    'slug(value?)': (value = null) =>
      slug(value === null ? source.faker.lorem.words({ min: 2, max: 5 }) : text(value)),
    'http_method()': () => source.pick(METHODS),
    'http_status_code(include_unassigned?)': (unassigned = true) =>
      truth(unassigned) ? rng.int(100, 599) : source.pick(STATUS_CODES),
    'iana_id()': () => rng.int(1, 8_888_888),
    'ripe_id()': () =>
      `ORG-${bothify(source, '?'.repeat(rng.int(2, 4)), LOWER.toUpperCase())}${rng.int(1, 99_999)}-RIPE`,
    'nic_handle(suffix?)': (suffix = 'FAKE') => nicHandle(source, text(suffix)),
    'nic_handles(count?, suffix?)': (count = 1, suffix = '????') =>
      Array.from({ length: index(count) }, () =>
        nicHandle(source, bothify(source, text(suffix), LOWER.toUpperCase())),
      ),
    'port_number(is_system?, is_user?, is_dynamic?)': (system = false, user = false, dynamic = false) => {
      if (truth(system)) return rng.int(0, 1023)
      if (truth(user)) return rng.int(1024, 49_151)
      return truth(dynamic) ? rng.int(49_152, 65_535) : rng.int(0, 65_535)
    },
    'mac_address(multicast?)': (multicast = false) => macAddress(rng, truth(multicast)),
    ...addresses(source),
  }
}

function nicHandle(source: Source, suffix: string): string {
  return `${bothify(source, '?'.repeat(source.rng.int(2, 4)), LOWER.toUpperCase())}${source.rng.int(1, 99_999)}-${suffix}`
}

/** First octets of the historic address classes. */
const CLASSES: Readonly<Record<string, readonly [number, number]>> = {
  a: [0, 127],
  b: [128, 191],
  c: [192, 223],
}

function addresses(source: Source): Table {
  const { rng } = source
  const asNetwork = (address: string, network: Value): string => {
    if (!truth(network)) return address
    const bits = rng.int(8, 30)
    const number = address.split('.').reduce((sum, octet) => sum * 256 + Number(octet), 0)
    const size = 2 ** (32 - bits)
    const base = Math.floor(number / size) * size
    return `${[24, 16, 8, 0].map((shift) => Math.floor(base / 2 ** shift) % 256).join('.')}/${bits}`
  }
  const ofClass = (name: Value, draw: () => string): string => {
    if (name === null) return draw()
    const range = CLASSES[text(name)]
    if (!range) throw new PythonError('ValueError', "address_class must be 'a', 'b' or 'c'")
    for (;;) {
      const address = draw()
      const first = Number(address.slice(0, address.indexOf('.')))
      if (first >= range[0] && first <= range[1]) return address
    }
  }
  const anywhere = () => `${rng.int(1, 223)}.${rng.int(0, 255)}.${rng.int(0, 255)}.${rng.int(0, 255)}`
  return {
    'ipv4(network?, address_class?, private?)': (network = false, name = null, isPrivate = null) => {
      const draw =
        isPrivate === null ? anywhere : truth(isPrivate) ? () => privateIpv4(rng) : () => publicIpv4(rng)
      return asNetwork(ofClass(name, draw), network)
    },
    'ipv4_private(network?, address_class?)': (network = false, name = null) =>
      asNetwork(
        ofClass(name, () => privateIpv4(rng)),
        network,
      ),
    'ipv4_public(network?, address_class?)': (network = false, name = null) =>
      asNetwork(
        ofClass(name, () => publicIpv4(rng)),
        network,
      ),
    'ipv4_network_class()': () => source.pick(['a', 'b', 'c']),
    'ipv6(network?)': (network = false) =>
      truth(network)
        ? `${randomIpv6(rng).split(':').slice(0, 3).join(':')}::/${rng.int(0, 48)}`
        : randomIpv6(rng),
  }
}
