import {
  Bytes,
  index,
  PythonError,
  real,
  Tuple,
  text,
  truth,
  type Value,
} from '../../../../../../jinja/index.ts'
import { ALPHABETS, drawHex, uuid4 } from '../../rand/text.ts'
import type { Source, Table } from '../source.ts'

const SPECIAL = '!@#$%^&*()_+'

/** Faker's misc, emoji, phone, SSN and passport providers. */
export function miscProvider(source: Source): Table {
  const { rng, faker } = source
  const digest = (digits: number, raw: Value): Value => {
    const hex = drawHex(rng, digits)
    return truth(raw) ? new Bytes(Buffer.from(hex, 'hex')) : hex
  }
  return {
    'boolean(chance_of_getting_true?)': (chance = 50) => rng.int(1, 100) <= real(chance),
    'null_boolean()': () => source.pick([null, true, false]),
    'binary(length?)': (length = 1_048_576) =>
      new Bytes(Uint8Array.from({ length: index(length) }, () => rng.int(0, 255))),
    'md5(raw_output?)': (raw = false) => digest(32, raw),
    'sha1(raw_output?)': (raw = false) => digest(40, raw),
    'sha256(raw_output?)': (raw = false) => digest(64, raw),
    'uuid4(cast_to?)': () => uuid4(rng),
    'password(length?, special_chars?, digits?, upper_case?, lower_case?)': (
      length = 10,
      special = true,
      digits = true,
      upper = true,
      lower = true,
    ) => password(source, index(length), [special, digits, upper, lower].map(truth)),
    'emoji()': () => faker.internet.emoji(),
    'phone_number()': () => faker.phone.number(),
    'basic_phone_number()': () => faker.phone.number({ style: 'national' }),
    'msisdn()': () => `${rng.int(1, 9)}${source.digits(12)}`,
    'country_calling_code()': () => `+${source.pick(CALLING_CODES)}`,
    ...identity(source),
  }
}

const CALLING_CODES =
  '1 7 20 27 30 31 32 33 34 36 39 40 41 43 44 45 46 47 48 49 52 54 55 61 64 65 81 82 86 90 91 351 353 358 380'.split(
    ' ',
  )

function password(source: Source, length: number, wanted: readonly boolean[]): string {
  const { rng } = source
  const sets = [SPECIAL, ALPHABETS.digits, ALPHABETS.letters_uppercase, ALPHABETS.letters_lowercase].filter(
    (_, i) => wanted[i],
  )
  if (sets.length > length)
    throw new PythonError('AssertionError', 'Required length is shorter than required characters')
  if (sets.length === 0) throw new PythonError('IndexError', 'Cannot choose from an empty sequence')
  const all = sets.join('')
  const characters = Array.from({ length }, (_, i) => {
    const set = sets[i] ?? all
    return set[rng.int(0, set.length - 1)]!
  })
  return rng.shuffle(characters).join('')
}

/** Numbers that authorities give. */
function identity(source: Source): Table {
  const { rng } = source
  const ssn = () => {
    const area = rng.int(1, 898)
    const two = (n: number) => String(n).padStart(2, '0')
    return `${String(area === 666 ? 667 : area).padStart(3, '0')}-${two(rng.int(1, 99))}-${String(rng.int(1, 9999)).padStart(4, '0')}`
  }
  const itin = () =>
    `9${source.digits(2)}-${source.pick([70, 72, 75, 78, 80, 83, 85, 88, 90, 94, 99])}-${source.digits(4)}`
  const ein = () =>
    `${source.pick(['10', '12', '20', '27', '33', '38', '45', '52', '60', '74', '81', '95'])}-${source.digits(7)}`
  const names = () => new Tuple([source.pick(source.firstNames), source.pick(source.lastNames)])
  return {
    'ssn(taxpayer_identification_number_type?)': (kind = 'SSN') => {
      const made = { SSN: ssn, ITIN: itin, EIN: ein }[text(kind).toUpperCase()]
      if (!made) throw new PythonError('ValueError', "must be one of 'SSN', 'EIN', 'ITIN' or 'INVALID_SSN'")
      return made()
    },
    'invalid_ssn()': () => `${source.pick(['000', '666', '900'])}-${source.digits(2)}-${source.digits(4)}`,
    'itin()': itin,
    'ein()': ein,
    'passport_number()': () =>
      rng.int(0, 1) === 0
        ? source.digits(9)
        : `${source.pick([...ALPHABETS.letters_uppercase])}${source.digits(8)}`,
    'passport_gender(seed?)': () => source.pick(['M', 'F', 'X']),
    'passport_owner(gender?)': names,
  }
}
