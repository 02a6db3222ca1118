import { suggest } from '../../kernel/index.ts'
import { type Host, PythonError } from '../python/ops.ts'
import { Namespace } from './native.ts'
import type { World } from './world.ts'

export { Decimal } from './decimal/index.ts'
export { ipv4Text, ipv6Text, readIpv4 } from './ip-text.ts'
export { Namespace } from './native.ts'
export { index, integer, list, real, text } from './read.ts'
export type { World } from './world.ts'

/** How each module is loaded: a template pays only for what it mentions. */
const MODULES: Readonly<Record<string, () => Promise<(world: World) => Namespace>>> = {
  base64: () => import('./base64.ts').then((from) => () => from.base64Module),
  binascii: () => import('./binascii.ts').then((from) => () => from.binasciiModule),
  bisect: () => import('./bisect.ts').then((from) => () => from.bisectModule),
  builtins: () => import('./builtins.ts').then((from) => () => from.builtinsModule),
  calendar: () => import('./calendar.ts').then((from) => () => from.calendarModule),
  collections: () => import('./collections/index.ts').then((from) => () => from.collectionsModule),
  copy: () => import('./copy.ts').then((from) => () => from.copyModule),
  datetime: () => import('./datetime.ts').then((from) => from.datetimeModule),
  decimal: () => import('./decimal/index.ts').then((from) => () => from.decimalModule),
  functools: () => import('./functools.ts').then((from) => () => from.functoolsModule),
  hashlib: () => import('./hashlib.ts').then((from) => () => from.hashlibModule),
  heapq: () => import('./heapq.ts').then((from) => () => from.heapqModule),
  hmac: () => import('./hashlib.ts').then((from) => () => from.hmacModule),
  html: () => import('./html.ts').then((from) => () => from.htmlModule),
  ipaddress: () => import('./ipaddress/index.ts').then((from) => () => from.ipaddressModule),
  itertools: () => import('./itertools.ts').then((from) => () => from.itertoolsModule),
  json: () => import('./json.ts').then((from) => () => from.jsonModule),
  math: () => import('./math.ts').then((from) => () => from.mathModule),
  operator: () => import('./operator.ts').then((from) => () => from.operatorModule),
  random: () => import('./random/index.ts').then((from) => from.randomModule),
  re: () => import('./re/index.ts').then((from) => () => from.reModule),
  secrets: () => import('./random/index.ts').then((from) => from.secretsModule),
  statistics: () => import('./statistics.ts').then((from) => () => from.statisticsModule),
  string: () => import('./string.ts').then((from) => () => from.stringModule),
  struct: () => import('./struct.ts').then((from) => () => from.structModule),
  textwrap: () => import('./textwrap.ts').then((from) => () => from.textwrapModule),
  time: () => import('./time.ts').then((from) => from.timeModule),
  urllib: async () => {
    const { urllibParseModule } = await import('./urllib/index.ts')
    return () => new Namespace('urllib', { parse: urllibParseModule })
  },
  'urllib.parse': () => import('./urllib/index.ts').then((from) => () => from.urllibParseModule),
  uuid: () => import('./uuid.ts').then((from) => from.uuidModule),
  zlib: () => import('./zlib.ts').then((from) => () => from.zlibModule),
  zoneinfo: () => import('./zoneinfo.ts').then((from) => () => from.zoneinfoModule),
}

/** The modules of Python's standard library that templates can use. Sorted. */
export const STANDARD_MODULES: readonly string[] = Object.keys(MODULES)

/** Modules that reach files, processes or the network, or that the interpreter is made of: never given. */
const REFUSED = new Set(
  (
    'asyncio ctypes email ftplib gc glob http importlib inspect io locale logging marshal multiprocessing os ' +
    'os.path pathlib pickle platform select shelve shutil signal site smtplib socket socketserver sqlite3 ' +
    'ssl subprocess sys tempfile threading urllib.request urllib.error webbrowser'
  ).split(' '),
)

/**
 * Loads modules of Python's standard library; names that are none are passed over. Randomness, time and the
 * local zone are those of `world`.
 */
export async function standardModules(names: Iterable<string>, world: World): Promise<Map<string, Host>> {
  const known = [...new Set(names)].filter((name) => Object.hasOwn(MODULES, name))
  const made = known.map(async (name) => [name, (await MODULES[name]!())(world)] as const)
  return new Map(await Promise.all(made))
}

/** Throws ModuleNotFoundError for a module that templates cannot have, saying why; returns for any other name. */
export function refuseModule(name: string): void {
  if (Object.hasOwn(MODULES, name)) {
    throw new PythonError(
      'ModuleNotFoundError',
      `write module.${name} in the template, so that it is loaded at the start`,
    )
  }
  if (!REFUSED.has(name)) return
  const near = suggest(name, STANDARD_MODULES)
  throw new PythonError(
    'ModuleNotFoundError',
    `module '${name}' is not available in templates${near ? `: ${near}` : ''}; there are ${STANDARD_MODULES.join(', ')}`,
  )
}
