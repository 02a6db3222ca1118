import type { Faker, Randomizer } from '@faker-js/faker'
import type { Rng } from '../../../../../kernel/index.ts'

/** The locales that the faker library has data for, as it names them. */
export const LOCALES = (
  'af_ZA ar az base bn_BD cs_CZ cy da de de_AT de_CH dv el en en_AU en_AU_ocker en_BORK en_CA en_GB en_GH en_HK ' +
  'en_IE en_IN en_NG en_NP en_US en_ZA eo es es_MX fa fi fr fr_BE fr_CA fr_CH fr_LU fr_SN he hr hu hy id_ID it ja ' +
  'ka_GE ko ku_ckb ku_kmr_latin lv mk mn_MN_cyrl nb_NO ne nl nl_BE pl pt_BR pt_PT ro ro_MD ru sk sl_SI sr_RS_latin ' +
  'sv ta_IN th tr uk ur uz_UZ_latin vi yo_NG zh_CN zh_TW zu_ZA'
).split(' ')

/** Spellings of Python's Faker and Mimesis that are more than language and country. */
const ALIASES: Readonly<Record<string, string>> = {
  no: 'nb_NO',
  no_NO: 'nb_NO',
  cs: 'cs_CZ',
  da_DK: 'da',
  id: 'id_ID',
  ka: 'ka_GE',
  ku: 'ku_ckb',
  mn: 'mn_MN_cyrl',
  mn_MN: 'mn_MN_cyrl',
  pt: 'pt_PT',
  sl: 'sl_SI',
  sr: 'sr_RS_latin',
  sr_RS: 'sr_RS_latin',
  ta: 'ta_IN',
  uz: 'uz_UZ_latin',
  uz_UZ: 'uz_UZ_latin',
  zh: 'zh_CN',
  zu: 'zu_ZA',
}

/** The library's name for a locale as a template writes it (`de_DE`, `de-DE`, `de`); undefined if there is none. */
export function findLocale(written: string): string | undefined {
  const [language = '', country] = written.replaceAll('-', '_').split('_')
  const name =
    country === undefined ? language.toLowerCase() : `${language.toLowerCase()}_${country.toUpperCase()}`
  if (name === 'base') return undefined
  for (const candidate of [written, name, ALIASES[name], language.toLowerCase()]) {
    if (candidate !== undefined && LOCALES.includes(candidate)) return candidate
  }
  return undefined
}

/** Loads a locale's data. `name` is one of LOCALES. Costs some 40 ms for the first, 5 ms for each more. */
export async function loadLocale(name: string): Promise<Faker> {
  const loaded: { readonly faker: Faker } = await import(`@faker-js/faker/locale/${name}`)
  return loaded.faker
}

/** The same data with randomness from a stream of ours. Dates are relative to `now` (ms since the epoch). */
export function seededFaker(loaded: Faker, rng: Rng, now: number): Faker {
  const randomizer: Randomizer = { next: () => rng.float(), seed: () => undefined }
  const faker = new (loaded.constructor as typeof Faker)({ locale: loaded.rawDefinitions, randomizer })
  faker.setDefaultRefDate(now)
  return faker
}
