import { index, PythonError, text, truth } from '../../../../../../jinja/index.ts'
import type { Source, Table } from '../source.ts'

/** The last digit of an EAN or UPC: weights 3 and 1 from the right. */
function eanDigit(digits: string): number {
  let sum = 0
  for (let i = 0; i < digits.length; i++) sum += Number(digits[digits.length - 1 - i]) * (i % 2 === 0 ? 3 : 1)
  return (10 - (sum % 10)) % 10
}

/** UPC-A digits of a UPC-E code's six (GS1 General Specifications, zero suppression). */
function expandUpcE(base: string): string {
  const last = base[5]!
  if (last <= '2') return `${base.slice(0, 2)}${last}0000${base.slice(2, 5)}`
  if (last === '3') return `${base.slice(0, 3)}00000${base.slice(3, 5)}`
  return last === '4' ? `${base.slice(0, 4)}00000${base[4]}` : `${base.slice(0, 5)}0000${last}`
}

/** Faker's barcode, ISBN and SBN providers. */
export function codesProvider(source: Source): Table {
  const { faker, rng } = source
  const ean = (length: number, prefix = ''): string => {
    const digits = prefix + source.digits(length - 1 - prefix.length)
    return digits + eanDigit(digits)
  }
  const upcE = (): string => {
    const base = source.digits(6)
    return `0${base}${eanDigit(`0${expandUpcE(base)}`)}`
  }
  const sized = (length: number) => {
    if (length !== 8 && length !== 13) throw new PythonError('AssertionError', 'length can only be 8 or 13')
    return ean(length)
  }
  const grouped = (digits: number, separator: string): string => {
    const made = faker.commerce.isbn({ variant: digits === 13 ? 13 : 10, separator: '-' })
    return made.replaceAll('-', separator)
  }
  return {
    'ean(length?, prefixes?)': (length = 13) => sized(index(length)),
    'ean8(prefixes?)': () => ean(8),
    'ean13(prefixes?, leading_zero?)': (_prefixes, leadingZero = null) =>
      leadingZero === null ? ean(13) : ean(13, truth(leadingZero) ? '0' : String(rng.int(1, 9))),
    'localized_ean(length?)': (length = 13) => sized(index(length)),
    'localized_ean8()': () => ean(8),
    'localized_ean13()': () => ean(13),
    'upc_a(upc_ae_mode?, base?, number_system_digit?)': () => ean(12),
    'upc_e(base?, number_system_digit?, safe_mode?)': upcE,
    'isbn10(separator?)': (separator = '-') => grouped(10, text(separator)),
    'isbn13(separator?)': (separator = '-') => grouped(13, text(separator)),
    'sbn9(separator?)': (separator = '-') => grouped(10, text(separator)).slice(1 + text(separator).length),
  }
}
