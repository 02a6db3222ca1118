import {
  Bytes,
  Decimal,
  Dict,
  index,
  PythonError,
  real,
  text,
  type Value,
} from '../../../../../jinja/index.ts'
import { float } from '../../../../../kernel/index.ts'
import { luhnDigit } from '../faker/providers/finance.ts'
import type { Source, Table } from '../faker/source.ts'
import { drawHex, uuid4 } from '../rand/text.ts'
import { choice } from './enums.ts'
import { fillMask } from './person.ts'
import { WORDS } from './words.ts'

/** A double in [low, high] with so many decimal places. */
function between(source: Source, low: Value, high: Value, places: number): number {
  const [from, to] = [real(low), real(high)]
  return Number((from + (to - from) * source.rng.float()).toFixed(places))
}

/** Mimesis's `finance`. */
export function financeProvider(source: Source): Table {
  const { faker } = source
  return {
    'bank()': () => `${source.pick(source.lastNames)} Bank`,
    'company()': () => faker.company.name(),
    'company_type(abbr?)': () =>
      source.pickOr(
        faker.rawDefinitions.company?.legal_entity_type as readonly string[] | undefined,
        () => 'Ltd',
      ),
    'currency_iso_code(allow_random?)': () => faker.finance.currencyCode(),
    'currency_symbol()': () => faker.finance.currencySymbol(),
    'cryptocurrency_iso_code()': () => source.pick(WORDS.coins)[0],
    'cryptocurrency_symbol()': () => source.pick(WORDS.coins)[1],
    'price(minimum?, maximum?)': (low = 500, high = 1500) => float(between(source, low, high, 2)),
    'price_in_btc(minimum?, maximum?)': (low = 0, high = 2) => float(between(source, low, high, 7)),
    'stock_exchange()': () => source.pick(WORDS.exchanges),
    'stock_name()': () => source.pick(WORDS.stocks)[1],
    'stock_ticker()': () => source.pick(WORDS.stocks)[0],
  }
}

/** Mimesis's `payment`. */
export function paymentProvider(source: Source): Table {
  const { faker, rng } = source
  const card = () => {
    const digits = `4${source.digits(14)}`
    return `${digits}${luhnDigit(digits)}`.replace(/(\d{4})(?=\d)/g, '$1 ')
  }
  const expiry = (low: Value = 16, high: Value = 25) =>
    `${String(rng.int(1, 12)).padStart(2, '0')}/${rng.int(index(low), index(high))}`
  return {
    'bitcoin_address()': () => faker.finance.bitcoinAddress(),
    'ethereum_address()': () => faker.finance.ethereumAddress(),
    'cid()': () => source.digits(4),
    'cvv()': () => source.digits(3),
    'credit_card_network()': () =>
      source.pick(['Visa', 'MasterCard', 'Chase', 'American Express', 'Discover']),
    'credit_card_number(card_type?)': card,
    'credit_card_expiration_date(minimum?, maximum?)': expiry,
    'credit_card_owner(gender?)': () =>
      new Dict([
        ['credit_card', card()],
        ['expiration_date', expiry()],
        ['owner', `${source.pick(source.firstNames)} ${source.pick(source.lastNames)}`.toUpperCase()],
      ]),
    'paypal()': () => `${source.pick(source.latinFirst)}@example.com`,
  }
}

/** Mimesis's `code`. */
export function codeProvider(source: Source): Table {
  const { faker } = source
  return {
    'ean(fmt?)': () => faker.commerce.upc(),
    'imei()': () => {
      const digits = `35${source.digits(12)}`
      return digits + luhnDigit(digits)
    },
    'isbn(fmt?, locale?)': () => faker.commerce.isbn(),
    'issn(mask?)': (mask = '####-####') => fillMask(source, text(mask)),
    'locale_code()': () =>
      source.pick(['de-de', 'en-gb', 'en-us', 'es-es', 'fr-fr', 'it-it', 'ja-jp', 'pt-br', 'ru-ru']),
    'pin(mask?)': (mask = '####') => fillMask(source, text(mask)),
  }
}

const DIGESTS: Readonly<Record<string, number>> = {
  md5: 32,
  sha1: 40,
  sha224: 56,
  sha256: 64,
  sha384: 96,
  sha512: 128,
}

/** Mimesis's `cryptographic`. */
export function cryptographicProvider(source: Source): Table {
  const { rng, faker } = source
  const hex = (digits: number) => drawHex(rng, digits)
  const bytes = (count: Value) => Buffer.from(hex(2 * index(count)), 'hex')
  return {
    'hash(algorithm?)': (algorithm) =>
      hex(DIGESTS[choice(algorithm) ?? source.pick(Object.keys(DIGESTS))] ?? 64),
    'uuid()': () => uuid4(rng),
    'token_bytes(entropy?)': (count = 32) => new Bytes(bytes(count)),
    'token_hex(entropy?)': (count = 32) => hex(2 * index(count)),
    'token_urlsafe(entropy?)': (count = 32) => bytes(count).toString('base64url'),
    'api_key(prefix?, length?, fmt?)': (prefix = '', length = 32) => text(prefix) + hex(index(length)),
    'certificate_fingerprint(algorithm?)': () =>
      hex(64)
        .toUpperCase()
        .replace(/..(?=.)/g, '$&:'),
    'jwt(payload?, algorithm?)': () => faker.internet.jwt(),
    'mnemonic_phrase()': () => Array.from({ length: 12 }, () => source.pick(WORDS.mnemonics)).join(' '),
  }
}

/** Mimesis's `numeric`. */
export function numericProvider(source: Source): Table {
  const { rng } = source
  const counters = new Map<string, number>()
  const integer = (low: Value, high: Value) => {
    if (index(high) < index(low)) throw new PythonError('ValueError', 'empty range for integer_number()')
    return rng.int(index(low), index(high))
  }
  const repeat = (count: Value, draw: () => Value): Value[] => Array.from({ length: index(count) }, draw)
  return {
    'integer_number(start?, end?)': (low = -1000, high = 1000) => integer(low, high),
    'integers(start?, end?, n?)': (low = 0, high = 10, n = 10) => repeat(n, () => integer(low, high)),
    'float_number(start?, end?, precision?)': (low = -1000, high = 1000, places = 15) =>
      float(between(source, low, high, index(places))),
    'floats(start?, end?, n?, precision?)': (low = 0, high = 1, n = 10, places = 15) =>
      repeat(n, () => float(between(source, low, high, index(places)))),
    'decimal_number(start?, end?)': (low = -1000, high = 1000) =>
      Decimal.of(String(between(source, low, high, 10))),
    'decimals(start?, end?, n?)': (low = 0, high = 1000, n = 10) =>
      repeat(n, () => Decimal.of(String(between(source, low, high, 10)))),
    'matrix(m?, n?, num_type?)': (m = 10, n = 10) =>
      repeat(m, () => repeat(n, () => float(between(source, 0, 1, 15)))),
    'increment(accumulator?)': (name = null) => {
      const key = name === null ? 'default' : text(name)
      const next = (counters.get(key) ?? 0) + 1
      counters.set(key, next)
      return next
    },
  }
}
