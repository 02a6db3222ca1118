import { Tuple, text } from '../../../../../../jinja/index.ts'
import type { Source, Table } from '../source.ts'

const CRYPTO: readonly (readonly [string, string])[] = [
  ['BTC', 'Bitcoin'],
  ['ETH', 'Ethereum'],
  ['XRP', 'Ripple'],
  ['LTC', 'Litecoin'],
  ['BCH', 'Bitcoin Cash'],
  ['XMR', 'Monero'],
  ['DASH', 'Dash'],
  ['ZEC', 'Zcash'],
  ['DOGE', 'Dogecoin'],
  ['ADA', 'Cardano'],
  ['DOT', 'Polkadot'],
  ['XLM', 'Stellar'],
]

/** Faker's company, currency and automotive providers. */
export function commerceProvider(source: Source): Table {
  const { faker, rng } = source
  const legal = faker.rawDefinitions.company?.legal_entity_type
  const company = () => {
    const patterns = faker.rawDefinitions.company?.name_pattern
    return patterns ? source.fill(patterns) : faker.company.name()
  }
  const pair = ([code, name]: readonly [string, string]) => new Tuple([code, name])
  const currency = () => faker.finance.currency()
  return {
    'company()': company,
    'company_suffix()': () => source.pickOr(legal as readonly string[] | undefined, () => 'Ltd'),
    'catch_phrase()': () => faker.company.catchPhrase(),
    'bs()': () => faker.company.buzzPhrase(),
    'currency()': () => {
      const { code, name } = currency()
      return new Tuple([code, name])
    },
    'currency_code()': () => currency().code,
    'currency_name()': () => currency().name,
    'currency_symbol(code?)': (code = null) => {
      const wanted = code === null ? undefined : text(code)
      const known = faker.rawDefinitions.finance?.currency?.find((one) => one.code === wanted)
      return known?.symbol ?? faker.finance.currencySymbol()
    },
    'cryptocurrency()': () => pair(source.pick(CRYPTO)),
    'cryptocurrency_code()': () => source.pick(CRYPTO)[0],
    'cryptocurrency_name()': () => source.pick(CRYPTO)[1],
    'pricetag()': () => `$${(rng.int(0, 10_000_000) / 100).toFixed(2).replace(/\B(?=(\d{3})+\.)/g, ',')}`,
    'license_plate()': () => faker.vehicle.vrm(),
    'vin()': () => faker.vehicle.vin(),
  }
}
