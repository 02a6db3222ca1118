import { suggest } from '../../kernel/index.ts'
import { type Host, PythonError } from '../python/ops.ts'
import { base64Module } from './base64.ts'
import { binasciiModule } from './binascii.ts'
import { calendarModule } from './calendar.ts'
import { collectionsModule } from './collections/index.ts'
import { datetimeModule } from './datetime.ts'
import { decimalModule } from './decimal/index.ts'
import { functoolsModule } from './functools.ts'
import { hashlibModule, hmacModule } from './hashlib.ts'
import { htmlModule } from './html.ts'
import { ipaddressModule } from './ipaddress/index.ts'
import { itertoolsModule } from './itertools.ts'
import { jsonModule } from './json.ts'
import { mathModule } from './math.ts'
import { Namespace } from './native.ts'
import { operatorModule } from './operator.ts'
import { randomModule, secretsModule } from './random.ts'
import { reModule } from './re/index.ts'
import { statisticsModule } from './statistics.ts'
import { stringModule } from './string.ts'
import { structModule } from './struct.ts'
import { textwrapModule } from './textwrap.ts'
import { timeModule } from './time.ts'
import { urllibParseModule } from './urllib/index.ts'
import { uuidModule } from './uuid.ts'
import type { World } from './world.ts'
import { zlibModule } from './zlib.ts'
import { zoneinfoModule } from './zoneinfo.ts'

export { Decimal } from './decimal/index.ts'
export { ipv4Text, ipv6Text, readIpv4 } from './ip-text.ts'
export { Namespace } from './native.ts'
export { index, integer, list, real, text } from './read.ts'
export type { World } from './world.ts'

const MODULES: Readonly<Record<string, (world: World) => Namespace>> = {
  base64: () => base64Module,
  binascii: () => binasciiModule,
  calendar: () => calendarModule,
  collections: () => collectionsModule,
  datetime: datetimeModule,
  decimal: () => decimalModule,
  functools: () => functoolsModule,
  hashlib: () => hashlibModule,
  hmac: () => hmacModule,
  html: () => htmlModule,
  ipaddress: () => ipaddressModule,
  itertools: () => itertoolsModule,
  json: () => jsonModule,
  math: () => mathModule,
  operator: () => operatorModule,
  random: randomModule,
  re: () => reModule,
  secrets: secretsModule,
  statistics: () => statisticsModule,
  string: () => stringModule,
  struct: () => structModule,
  textwrap: () => textwrapModule,
  time: timeModule,
  urllib: () => new Namespace('urllib', { parse: urllibParseModule }),
  'urllib.parse': () => urllibParseModule,
  uuid: uuidModule,
  zlib: () => zlibModule,
  zoneinfo: () => zoneinfoModule,
}

/** The modules of Python's standard library that templates can use. Sorted. */
export const STANDARD_MODULES: readonly string[] = Object.keys(MODULES)

/** Modules that reach files, processes or the network, or that the interpreter is made of: never given. */
const REFUSED = new Set(
  (
    'asyncio builtins ctypes email ftplib gc glob http importlib inspect io locale logging marshal multiprocessing os ' +
    'os.path pathlib pickle platform select shelve shutil signal site smtplib socket socketserver sqlite3 ' +
    'ssl subprocess sys tempfile threading urllib.request urllib.error webbrowser'
  ).split(' '),
)

/**
 * A module of Python's standard library by name, undefined if it is none that templates know. Randomness, time
 * and the local zone are those of `world`. ModuleNotFoundError for modules that reach beyond the template.
 */
export function standardModule(name: string, world: World): Host | undefined {
  if (Object.hasOwn(MODULES, name)) return MODULES[name]!(world)
  if (!REFUSED.has(name)) return undefined
  const near = suggest(name, STANDARD_MODULES)
  throw new PythonError(
    'ModuleNotFoundError',
    `module '${name}' is not available in templates${near ? `: ${near}` : ''}; there are ${STANDARD_MODULES.join(', ')}`,
  )
}
