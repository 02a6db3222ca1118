import { Dict, index, list, text, truth, type Value } from '../../../../../jinja/index.ts'
import { float } from '../../../../../kernel/index.ts'
import { internetNames } from '../faker/providers/internet.ts'
import { userAgentProvider } from '../faker/providers/user-agent.ts'
import type { Source, Table } from '../faker/source.ts'
import { macAddress, publicIpv4, randomIpv6 } from '../rand/network.ts'
import { choice } from './enums.ts'
import { WORDS } from './words.ts'

const STATUS: readonly (readonly [number, string])[] = [
  [200, 'OK'],
  [201, 'Created'],
  [204, 'No Content'],
  [301, 'Moved Permanently'],
  [302, 'Found'],
  [304, 'Not Modified'],
  [400, 'Bad Request'],
  [401, 'Unauthorized'],
  [403, 'Forbidden'],
  [404, 'Not Found'],
  [409, 'Conflict'],
  [418, "I'm a teapot"],
  [429, 'Too Many Requests'],
  [500, 'Internal Server Error'],
  [502, 'Bad Gateway'],
  [503, 'Service Unavailable'],
]
const METHODS = ['CONNECT', 'DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT', 'TRACE']
const CONTENT_TYPES = [
  'application/json',
  'application/xml',
  'image/png',
  'text/css',
  'text/html',
  'text/plain',
]
const PORTS: Readonly<Record<string, readonly [number, number]>> = {
  all: [1, 65_535],
  well_known: [1, 1023],
  ephemeral: [49_152, 65_535],
  registered: [1024, 49_151],
}

/** Mimesis's `address`. */
export function addressProvider(source: Source): Table {
  const { faker, rng } = source
  const cities = faker.rawDefinitions.location?.city_pattern
  const angle = (half: number, dms: Value): Value => {
    const degrees = (2 * rng.float() - 1) * half
    if (!truth(dms)) return float(Number(degrees.toFixed(6)))
    const size = Math.abs(degrees)
    const minutes = Math.floor((size % 1) * 60)
    const seconds = ((((size % 1) * 60) % 1) * 60).toFixed(3)
    const side = half === 90 ? (degrees < 0 ? 'S' : 'N') : degrees < 0 ? 'W' : 'E'
    return `${Math.floor(size)}º${minutes}'${seconds}"${side}`
  }
  const state = (abbreviated: Value = false) => faker.location.state({ abbreviated: truth(abbreviated) })
  const zip = () => faker.location.zipCode()
  return {
    'address()': () => faker.location.streetAddress(),
    'street_number(maximum?)': (most = 1400) => String(rng.int(1, index(most))),
    'street_name()': () => faker.location.street(),
    'street_suffix()': () => source.pickOr(faker.rawDefinitions.location?.street_suffix, () => 'Street'),
    'secondary_address()': () => faker.location.secondaryAddress(),
    'city()': () => (cities && cities.length > 0 ? source.fill(cities) : faker.location.city()),
    'state(abbr?)': state,
    'region(abbr?)': state,
    'province(abbr?)': state,
    'federal_subject(abbr?)': state,
    'prefecture(abbr?)': state,
    'postal_code()': zip,
    'zip_code()': zip,
    'country()': () => faker.location.country(),
    'default_country()': () => faker.rawDefinitions.metadata?.country ?? faker.location.country(),
    'country_code(code?)': (code) => {
      const form = choice(code)
      return faker.location.countryCode(
        form === 'a3' ? 'alpha-3' : form === 'numeric' ? 'numeric' : 'alpha-2',
      )
    },
    'country_emoji_flag()': () =>
      [...faker.location.countryCode()]
        .map((letter) => String.fromCodePoint(letter.charCodeAt(0) + 127_397))
        .join(''),
    'continent(code?)': () => faker.location.continent(),
    'calling_code()': () => `+${rng.int(1, 99)}`,
    'isd_code()': () => String(rng.int(1, 99)),
    'iata_code()': () => faker.airline.airport().iataCode,
    'icao_code()': () => source.faker.string.alpha({ length: 4, casing: 'upper' }),
    'latitude(dms?)': (dms = false) => angle(90, dms),
    'longitude(dms?)': (dms = false) => angle(180, dms),
    'coordinates(dms?)': (dms = false) =>
      new Dict([
        ['longitude', angle(180, dms)],
        ['latitude', angle(90, dms)],
      ]),
  }
}

/** Mimesis's `internet`. */
export function internetProvider(source: Source): Table {
  const { rng, faker } = source
  const { domainName, domainWord, userName } = internetNames(source)
  const agent = userAgentProvider(source)['user_agent()']!
  const host = (domains: Value = null): string => {
    const names = domains === null ? [] : list(domains).map((name) => text(name))
    return names.length > 0 ? `${source.pick(names)}.${domainName()}` : domainName()
  }
  const port = (range?: Value) => {
    const [low, high] = PORTS[choice(range) ?? 'all'] ?? PORTS.all!
    return rng.int(low, high)
  }
  const tld = () => `.${faker.internet.domainSuffix()}`
  const slug = (count: Value = null) =>
    Array.from({ length: count === null ? rng.int(2, 5) : index(count) }, () => faker.lorem.word()).join('-')
  const query = (count: Value = null): [string, string][] =>
    Array.from({ length: count === null ? rng.int(1, 5) : index(count) }, () => [
      faker.lorem.word(),
      faker.lorem.word(),
    ])
  const url = (scheme: Value = null) => `${choice(scheme) ?? 'https'}://${host()}`
  return {
    'ip_v4()': () => publicIpv4(rng),
    'ip_v4_cidr()': () => `${publicIpv4(rng)}/${rng.int(0, 32)}`,
    'ip_v4_with_port(port_range?)': (range) => `${publicIpv4(rng)}:${port(range)}`,
    'special_ip_v4(purpose?)': () => `192.168.${rng.int(0, 255)}.${rng.int(0, 255)}`,
    'ip_v6()': () => randomIpv6(rng),
    'ip_v6_cidr()': () => `${randomIpv6(rng)}/${rng.int(0, 128)}`,
    'mac_address()': () => macAddress(rng),
    'asn()': () => `AS${rng.int(1, 4_199_999_999)}`,
    'cloud_region(separator?)': () => source.pick(WORDS.cloudRegions),
    'content_type(mime_type?)': () => source.pick(CONTENT_TYPES),
    'hostname(tld_type?, subdomains?)': (_tld, domains = null) => host(domains),
    'http_method()': () => source.pick(METHODS),
    'http_status_code()': () => source.pick(STATUS)[0],
    'http_status_message()': () => source.pick(STATUS).join(' '),
    'http_request_headers()': () =>
      new Dict([
        ['User-Agent', agent()],
        ['Accept', '*/*'],
        ['Host', domainName()],
        ['Referer', `https://${domainName()}/`],
      ]),
    'http_response_headers()': () =>
      new Dict([
        ['Server', source.pick(['nginx', 'Apache', 'gunicorn'])],
        ['Content-Type', source.pick(CONTENT_TYPES)],
        ['Content-Length', rng.int(100, 100_000)],
      ]),
    'path()': () => `/${slug().replaceAll('-', '/')}`,
    'port(port_range?)': port,
    'public_dns()': () => source.pick(WORDS.publicDns),
    'query_parameters(length?)': (count = null) => new Dict(query(count)),
    'query_string(length?)': (count = null) =>
      query(count)
        .map((pair) => pair.join('='))
        .join('&'),
    'slug(parts_count?)': slug,
    'stock_image_url(width?, height?, keywords?)': (width = 1920, height = 1080) =>
      `https://picsum.photos/${index(width)}/${index(height)}`,
    'tld()': tld,
    'top_level_domain(tld_type?)': tld,
    'uri(scheme?, tld_type?, subdomains?, query_params_count?)': (scheme = null) =>
      `${url(scheme)}/${slug()}`,
    'url(scheme?, port_range?, tld_type?, subdomains?)': (scheme = null) => `${url(scheme)}/`,
    'user_agent()': agent,
    'dsn(dsn_type?)': () => `postgres://${userName()}@${domainWord()}.example:5432`,
  }
}
