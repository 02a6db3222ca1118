import { index, PythonError, text, truth, type Value } from '../../../../../../jinja/index.ts'
import type { Source, Table } from '../source.ts'
import { LOWER } from './base.ts'

interface Card {
  readonly name: string
  readonly prefixes: readonly string[]
  readonly length: number
  readonly code: string
  readonly codeLength: number
}

const MASTERCARD = ['51', '52', '53', '54', '55', '2221', '23', '24', '25', '26', '2720']
const CARDS: Readonly<Record<string, Card>> = {
  maestro: {
    name: 'Maestro',
    prefixes: ['5018', '5020', '5038', '6304', '6759', '6761'],
    length: 12,
    code: 'CVV',
    codeLength: 3,
  },
  mastercard: { name: 'Mastercard', prefixes: MASTERCARD, length: 16, code: 'CVV', codeLength: 3 },
  visa16: { name: 'VISA 16 digit', prefixes: ['4'], length: 16, code: 'CVC', codeLength: 3 },
  visa13: { name: 'VISA 13 digit', prefixes: ['4'], length: 13, code: 'CVC', codeLength: 3 },
  visa19: { name: 'VISA 19 digit', prefixes: ['4'], length: 19, code: 'CVC', codeLength: 3 },
  amex: { name: 'American Express', prefixes: ['34', '37'], length: 15, code: 'CID', codeLength: 4 },
  discover: { name: 'Discover', prefixes: ['6011', '65'], length: 16, code: 'CVC', codeLength: 3 },
  diners: {
    name: 'Diners Club / Carte Blanche',
    prefixes: ['300', '305', '36', '38'],
    length: 14,
    code: 'CVC',
    codeLength: 3,
  },
  jcb15: { name: 'JCB 15 digit', prefixes: ['2131', '1800'], length: 15, code: 'CVC', codeLength: 3 },
  jcb16: { name: 'JCB 16 digit', prefixes: ['35'], length: 16, code: 'CVC', codeLength: 3 },
}
const ALIASES: Readonly<Record<string, string>> = { visa: 'visa16', jcb: 'jcb16', mc: 'mastercard' }

/** The digit that makes a number of digits valid (Luhn). */
export function luhnDigit(digits: string): number {
  let sum = 0
  for (let i = 0; i < digits.length; i++) {
    const digit = Number(digits[digits.length - 1 - i])
    const doubled = i % 2 === 0 ? digit * 2 : digit
    sum += doubled > 9 ? doubled - 9 : doubled
  }
  return (10 - (sum % 10)) % 10
}

/** Faker's credit card and bank providers. */
export function financeProvider(source: Source): Table {
  const { faker, rng } = source
  const card = (type: Value): Card => {
    if (type === null) return CARDS[source.pick(Object.keys(CARDS))]!
    const name = text(type)
    const found = CARDS[ALIASES[name] ?? name]
    if (found) return found
    throw new PythonError('KeyError', `'${name}'`)
  }
  const number = ({ prefixes, length }: Card): string => {
    const prefix = source.pick(prefixes)
    const digits = prefix + source.digits(length - prefix.length - 1)
    return digits + luhnDigit(digits)
  }
  const year = () => new Date(source.world.clock.now() / 1000).getUTCFullYear()
  const expiry = () =>
    `${String(rng.int(1, 12)).padStart(2, '0')}/${String((year() + rng.int(0, 9)) % 100).padStart(2, '0')}`
  const letters = (count: number) =>
    Array.from({ length: count }, () => LOWER[rng.int(0, 25)]!.toUpperCase()).join('')
  const country = () => (/[-_]([A-Z]{2})$/i.exec(source.locale)?.[1] ?? 'GB').toUpperCase()
  const swift = (length: number) => letters(4) + country() + letters(2) + (length === 11 ? letters(3) : '')
  const iban = () => {
    const known = ['DE', 'FR', 'ES', 'IT', 'NL', 'PL', 'GB', 'AT', 'CH', 'SE', 'NO', 'DK', 'FI', 'PT', 'TR']
    return faker.finance.iban({ countryCode: known.includes(country()) ? country() : 'GB' })
  }
  return {
    'credit_card_number(card_type?)': (type = null) => number(card(type)),
    'credit_card_provider(card_type?)': (type = null) => card(type).name,
    'credit_card_security_code(card_type?)': (type = null) => source.digits(card(type).codeLength),
    'credit_card_expire(start?, end?, date_format?)': expiry,
    'credit_card_full(card_type?)': (type = null) => {
      const chosen = card(type)
      const holder = `${source.pick(source.firstNames)} ${source.pick(source.lastNames)}`
      return `${chosen.name}\n${holder}\n${number(chosen)} ${expiry()}\n${chosen.code}: ${source.digits(chosen.codeLength)}\n`
    },
    'bank()': () => `${source.pick(source.lastNames)} Bank`,
    'bank_country()': country,
    'aba()': () => faker.finance.routingNumber(),
    'bban()': () => iban().slice(4),
    'iban()': iban,
    'swift(length?, primary?, use_dataset?)': (length = null) => {
      const size = length === null ? (rng.int(0, 1) === 0 ? 8 : 11) : index(length)
      if (size !== 8 && size !== 11) throw new PythonError('AssertionError', 'length can only be 8 or 11')
      return swift(size)
    },
    'swift8(use_dataset?)': () => swift(8),
    'swift11(primary?, use_dataset?)': (primary = false) => (truth(primary) ? `${swift(8)}XXX` : swift(11)),
  }
}
