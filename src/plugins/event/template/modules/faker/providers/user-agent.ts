import { index } from '../../../../../../jinja/index.ts'
import type { Source, Table } from '../source.ts'

const WINDOWS = ['10.0', '10.0', '10.0', '6.3', '6.2', '6.1', '6.0', '5.1'].map(
  (version) => `Windows NT ${version}`,
)
const ANDROID = [
  '14',
  '13',
  '12',
  '11',
  '10',
  '9',
  '8.1.0',
  '8.0.0',
  '7.1.2',
  '7.0',
  '6.0.1',
  '5.1.1',
  '4.4.4',
]
const IOS = ['17.4.1', '16.7.2', '15.8', '14.8.1', '13.7', '12.5.7', '11.4.1', '10.3.4', '9.3.6', '7.1.2']
const LANGUAGES = 'en-US en-GB de-DE fr-FR es-ES it-IT ja-JP pt-BR ru-RU sv-SE nl-NL pl-PL'.split(' ')

/** Faker's user agent provider: browsers on platforms, composed from their parts. */
export function userAgentProvider(source: Source): Table {
  const { rng } = source
  const windows = () => source.pick(WINDOWS)
  const mac = () =>
    `Macintosh; ${source.pick(['Intel', 'PPC', 'U; Intel', 'U; PPC'])} Mac OS X 10_${rng.int(5, 15)}_${rng.int(0, 9)}`
  const linux = () => `X11; Linux ${source.pick(['i686', 'x86_64'])}`
  const android = () => `Android ${source.pick(ANDROID)}`
  const ios = () =>
    `${source.pick(['iPhone', 'iPad'])}; CPU ${source.pick(['iPhone ', ''])}OS ${source.pick(IOS).replaceAll('.', '_')} like Mac OS X`
  const chrome = (from = 90, to = 130, buildFrom = 4400, buildTo = 6700): string => {
    const webkit = `${rng.int(531, 536)}.${rng.int(0, 2)}`
    const version = `${rng.int(from, to)}.0.${rng.int(buildFrom, buildTo)}.0`
    switch (rng.int(0, 4)) {
      case 0:
        return `Mozilla/5.0 (${windows()}) AppleWebKit/${webkit} (KHTML, like Gecko) Chrome/${version} Safari/${webkit}`
      case 1:
        return `Mozilla/5.0 (${mac()}) AppleWebKit/${webkit} (KHTML, like Gecko) Chrome/${version} Safari/${webkit}`
      case 2:
        return `Mozilla/5.0 (${linux()}) AppleWebKit/${webkit} (KHTML, like Gecko) Chrome/${version} Safari/${webkit}`
      case 3:
        return `Mozilla/5.0 (Linux; ${android()}) AppleWebKit/${webkit} (KHTML, like Gecko) Chrome/${version} Safari/${webkit}`
      default:
        return `Mozilla/5.0 (${ios()}) AppleWebKit/${webkit} (KHTML, like Gecko) CriOS/${version} Mobile/${rng.int(10, 20)}E${rng.int(100, 999)} Safari/${webkit}`
    }
  }
  const firefox = (): string => {
    const version = `${rng.int(78, 132)}.0`
    const gecko = '20100101'
    switch (rng.int(0, 3)) {
      case 0:
        return `Mozilla/5.0 (${windows()}; rv:${version}) Gecko/${gecko} Firefox/${version}`
      case 1:
        return `Mozilla/5.0 (${linux()}; rv:${version}) Gecko/${gecko} Firefox/${version}`
      case 2:
        return `Mozilla/5.0 (${mac()}; rv:${version}) Gecko/${gecko} Firefox/${version}`
      default:
        return `Mozilla/5.0 (${android()}; Mobile; rv:${version}) Gecko/${version} Firefox/${version}`
    }
  }
  const safari = (): string => {
    const webkit = `${rng.int(531, 605)}.${rng.int(1, 50)}.${rng.int(1, 7)}`
    const version = `${rng.int(9, 17)}.${rng.int(0, 5)}`
    return rng.int(0, 1) === 0
      ? `Mozilla/5.0 (${mac()}) AppleWebKit/${webkit} (KHTML, like Gecko) Version/${version} Safari/${webkit}`
      : `Mozilla/5.0 (${ios()}) AppleWebKit/${webkit} (KHTML, like Gecko) Version/${version} Mobile/15E148 Safari/${webkit}`
  }
  const opera = (): string =>
    `Opera/${rng.int(8, 9)}.${rng.int(10, 99)}.(${rng.int(0, 1) === 0 ? windows() : linux()}; ${source.pick(LANGUAGES)}) Presto/2.9.${rng.int(160, 190)} Version/${rng.int(10, 12)}.00`
  const explorer = (): string =>
    `Mozilla/5.0 (compatible; MSIE ${rng.int(5, 9)}.0; ${windows()}; Trident/${rng.int(3, 5)}.${rng.int(0, 1)})`
  return {
    'user_agent()': () => {
      switch (rng.int(0, 4)) {
        case 0:
          return chrome()
        case 1:
          return firefox()
        case 2:
          return safari()
        case 3:
          return opera()
        default:
          return explorer()
      }
    },
    'chrome(version_from?, version_to?, build_from?, build_to?)': (
      from = 90,
      to = 130,
      low = 4400,
      high = 6700,
    ) => chrome(index(from), index(to), index(low), index(high)),
    'firefox()': firefox,
    'safari()': safari,
    'opera()': opera,
    'internet_explorer()': explorer,
    'windows_platform_token()': windows,
    'linux_platform_token()': linux,
    'mac_platform_token()': mac,
    'android_platform_token()': android,
    'ios_platform_token()': ios,
    'linux_processor()': () => source.pick(['i686', 'x86_64']),
    'mac_processor()': () => source.pick(['Intel', 'PPC', 'U; Intel', 'U; PPC']),
  }
}
