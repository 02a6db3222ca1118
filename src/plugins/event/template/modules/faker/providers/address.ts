import { PythonError, text } from '../../../../../../jinja/index.ts'
import type { Source, Table } from '../source.ts'

const MILITARY_STATES = ['AE', 'AA', 'AP']

/** Faker's address provider. */
export function addressProvider(source: Source): Table {
  const { faker, rng } = source
  const raw = faker.rawDefinitions.location
  const code = faker.rawDefinitions.metadata?.country ?? countryOf(source.locale)
  const cityPatterns = raw?.city_pattern
  const city = () =>
    cityPatterns && cityPatterns.length > 0 ? source.fill(cityPatterns) : faker.location.city()
  const state = () => source.pickOr(raw?.state, () => faker.location.state())
  const stateAbbr = () => source.pickOr(raw?.state_abbr, () => faker.location.state({ abbreviated: true }))
  const streetName = () => faker.location.street()
  const streetAddress = () => faker.location.streetAddress()
  const postcode = () => faker.location.zipCode()
  const inState = (name: string | null) => {
    if (name === null) return postcode()
    const known: Readonly<Record<string, unknown>> = raw?.postcode_by_state ?? {}
    if (!Object.hasOwn(known, name))
      throw new PythonError('Exception', `State Abbreviation not found in list: ${name}`)
    return faker.location.zipCode({ state: name })
  }
  const plus4 = () => `${postcode().slice(0, 5)}-${source.digits(4)}`
  return {
    'address()': () =>
      address(source.locale, {
        street: streetAddress(),
        city: city(),
        postcode: postcode(),
        state,
        stateAbbr,
      }),
    'street_address()': streetAddress,
    'street_name()': streetName,
    'street_suffix()': () => source.pickOr(raw?.street_suffix, () => 'Street'),
    'secondary_address()': () => faker.location.secondaryAddress(),
    'building_number()': () => faker.location.buildingNumber(),
    'city()': city,
    'city_prefix()': () => source.pickOr(raw?.city_prefix, () => 'New'),
    'city_suffix()': () => source.pickOr(raw?.city_suffix, () => 'ville'),
    'state()': state,
    'administrative_unit()': state,
    'state_abbr(include_territories?, include_freely_associated_states?)': stateAbbr,
    'postcode()': postcode,
    'postalcode()': postcode,
    'zipcode()': postcode,
    'postcode_in_state(state_abbr?)': (name = null) => inState(name === null ? null : text(name)),
    'postalcode_in_state(state_abbr?)': (name = null) => inState(name === null ? null : text(name)),
    'zipcode_in_state(state_abbr?)': (name = null) => inState(name === null ? null : text(name)),
    'postalcode_plus4()': plus4,
    'zipcode_plus4()': plus4,
    'country()': () => faker.location.country(),
    'country_code(representation?)': (representation = 'alpha-2') => {
      const form = text(representation)
      if (form !== 'alpha-2' && form !== 'alpha-3') {
        throw new PythonError('ValueError', '`representation` must be one of `alpha-2` or `alpha-3`.')
      }
      return faker.location.countryCode(form)
    },
    'current_country()': () => countryName(code),
    'current_country_code()': () => code,
    'military_apo()': () => `PSC ${source.digits(4)}, Box ${source.digits(4)}`,
    'military_dpo()': () => `Unit ${source.digits(4)} Box ${source.digits(4)}`,
    'military_ship()': () => source.pick(['USS', 'USNS', 'USNV', 'USCGC']),
    'military_state()': () => MILITARY_STATES[rng.int(0, 2)]!,
  }
}

interface Parts {
  readonly street: string
  readonly city: string
  readonly postcode: string
  readonly state: () => string
  readonly stateAbbr: () => string
}

/** An address as it is written in the locale's country. */
function address(locale: string, { street, city, postcode, state, stateAbbr }: Parts): string {
  if (/^(?:ja|zh)/.test(locale)) return `${state()}${city}${street}`
  if (/^en(?:[-_](?:US|CA|AU|IN))?$/.test(locale)) return `${street}\n${city}, ${stateAbbr()} ${postcode}`
  return locale.startsWith('en') ? `${street}\n${city}\n${postcode}` : `${street}\n${postcode} ${city}`
}

/** Languages whose main country has another code. */
const COUNTRIES: Readonly<Record<string, string>> = {
  ar: 'SA',
  cs: 'CZ',
  da: 'DK',
  el: 'GR',
  en: 'US',
  fa: 'IR',
  he: 'IL',
  ja: 'JP',
  ko: 'KR',
  nb: 'NO',
  sv: 'SE',
  uk: 'UA',
  vi: 'VN',
  zh: 'CN',
}

/** The country of a locale as the template wrote it: `de_AT` → AT, `ja` → JP. */
function countryOf(locale: string): string {
  const [language = '', country] = locale.replaceAll('-', '_').split('_')
  return country?.toUpperCase() ?? COUNTRIES[language] ?? language.toUpperCase()
}

function countryName(code: string): string {
  return new Intl.DisplayNames('en', { type: 'region' }).of(code) ?? code
}
