import { allLocales } from '@faker-js/faker'
import { describe, expect, test } from 'vitest'
import {
  callMethod,
  type DateTime,
  Dict,
  getAttr,
  Kwargs,
  PythonError,
  repr,
  typeName,
  type Value,
} from '../../../../../jinja/index.ts'
import { rng, UTC } from '../../../../../kernel/index.ts'
import type { Generator } from './generator.ts'
import { fakerModule, loadLocales } from './index.ts'
import { findLocale, LOCALES } from './locales.ts'

const NOW = 1_750_000_000_000_000
const LOCALE_NAMES = ['en_US', 'de_DE', 'ja_JP']

async function generator(locale: string, seed = 'faker'): Promise<Generator> {
  const world = { rng: rng(seed), clock: { now: () => NOW, sleepUntil: () => Promise.resolve() }, zone: UTC }
  const module = fakerModule(await loadLocales(world, [locale]))
  return getAttr(getAttr(module, 'locale'), locale) as Generator
}

test('the list of locales is that of the library', () => {
  expect([...LOCALES].sort()).toEqual(Object.keys(allLocales).sort())
})

test.each([
  ['en_US', 'en_US'],
  ['en', 'en'],
  ['de', 'de'],
  ['de_DE', 'de'],
  ['de-DE', 'de'],
  ['de-de', 'de'],
  ['de_AT', 'de_AT'],
  ['ja_JP', 'ja'],
  ['no_NO', 'nb_NO'],
  ['sr_RS', 'sr_RS_latin'],
  ['zh', 'zh_CN'],
  ['xx_YY', undefined],
  ['', undefined],
  ['base', undefined],
])('locale %s is %s', (written, found) => {
  expect(findLocale(written)).toBe(found)
})

/** Methods that need arguments. */
const ARGUMENTS: Readonly<Record<string, Value[]>> = { parse: ['{{name}}'], format: ['name'] }
/** Methods whose default makes something large. */
const SMALL: Readonly<Record<string, [string, Value][]>> = { binary: [['length', 16]] }

function callAll(fake: Generator): string[] {
  return fake.names().map((name) => {
    const named = SMALL[name]
    const value = callMethod(fake, name, [...(ARGUMENTS[name] ?? []), ...(named ? [Kwargs.from(named)] : [])])
    return `${name}: ${repr(value)}`
  })
}

describe.each(LOCALE_NAMES)('%s', (locale) => {
  test('every method works, and one seed gives one answer', async () => {
    const first = callAll(await generator(locale))
    expect(first.length).toBeGreaterThan(200)
    for (const line of first) expect(line).not.toMatch(/undefined|\[object|\{\{/)
    expect(callAll(await generator(locale))).toEqual(first)
  })

  test('another seed gives others', async () => {
    const [one, other] = [callAll(await generator(locale)), callAll(await generator(locale, 'else'))]
    const same = one.filter((line, i) => line === other[i])
    expect(same.length).toBeLessThan(one.length / 3)
  })

  test('accounts and addresses are ASCII', async () => {
    const fake = await generator(locale)
    for (let i = 0; i < 200; i++) {
      expect(callMethod(fake, 'user_name', [])).toMatch(/^[a-z.]+[0-9]{0,2}$/)
      expect(callMethod(fake, 'email', [])).toMatch(/^[a-z.0-9]+@example\.(com|org|net)$/)
      expect(callMethod(fake, 'domain_name', [])).toMatch(/^[a-z-]+\.[a-z]+$/)
      expect(callMethod(fake, 'hostname', [])).toMatch(/^[a-z]+-\d\d\.[a-z-]+\.[a-z]+$/)
    }
  })
})

test('names come from the locale', async () => {
  expect(callMethod(await generator('ja_JP'), 'last_name', [])).toMatch(/[\u3040-\u30ff\u4e00-\u9fff]/)
  expect(callMethod(await generator('ja_JP'), 'current_country_code', [])).toBe('JP')
  expect(callMethod(await generator('de_DE'), 'current_country', [])).toBe('Germany')
})

test('types are those of Python Faker', async () => {
  const fake = await generator('en_US')
  const types: Record<string, string> = {
    date_time: 'datetime.datetime',
    date_object: 'datetime.date',
    date_of_birth: 'datetime.date',
    time_object: 'datetime.time',
    time_delta: 'datetime.timedelta',
    unix_time: 'float',
    latitude: 'decimal.Decimal',
    pydecimal: 'decimal.Decimal',
    pyfloat: 'float',
    pyint: 'int',
    pybool: 'bool',
    random_int: 'int',
    binary: 'bytes',
    profile: 'dict',
    pytuple: 'tuple',
    pyset: 'set',
    words: 'list',
    currency: 'tuple',
  }
  for (const [name, type] of Object.entries(types)) {
    const args = SMALL[name] ? [Kwargs.from(SMALL[name])] : []
    expect(typeName(callMethod(fake, name, args)), name).toBe(type)
  }
})

test('dates keep to their bounds', async () => {
  const fake = await generator('en_US')
  for (let i = 0; i < 300; i++) {
    const past = callMethod(fake, 'date_time_between', ['-30d', 'now']) as DateTime
    expect(past.timestamp() * 1e6).toBeLessThanOrEqual(NOW)
    expect(past.timestamp() * 1e6).toBeGreaterThanOrEqual(NOW - 30 * 86_400e6)
    const future = callMethod(fake, 'future_datetime', []) as DateTime
    expect(future.timestamp() * 1e6).toBeGreaterThan(NOW)
    const year = callMethod(fake, 'date_time_this_year', []) as DateTime
    expect(year.civil.year).toBe(2025)
  }
  expect(() => callMethod(fake, 'date_between', ['nonsense'])).toThrow(PythonError)
})

test('check digits are right', async () => {
  const fake = await generator('en_US')
  const luhn = (digits: string) =>
    [...digits].reverse().reduce((sum, digit, i) => {
      const value = Number(digit) * (i % 2 === 1 ? 2 : 1)
      return sum + (value > 9 ? value - 9 : value)
    }, 0) % 10
  const ean = (digits: string) =>
    [...digits].reverse().reduce((sum, digit, i) => sum + Number(digit) * (i % 2 === 1 ? 3 : 1), 0) % 10
  for (let i = 0; i < 100; i++) {
    expect(luhn(callMethod(fake, 'credit_card_number', []) as string)).toBe(0)
    expect(ean(callMethod(fake, 'ean13', []) as string)).toBe(0)
    expect(ean(callMethod(fake, 'ean8', []) as string)).toBe(0)
    expect(ean(callMethod(fake, 'upc_a', []) as string)).toBe(0)
    expect(ean(callMethod(fake, 'isbn13', ['']) as string)).toBe(0)
  }
})

test('arguments are taken by name, and refused when wrong', async () => {
  const fake = await generator('en_US')
  expect(
    callMethod(fake, 'random_int', [
      Kwargs.from([
        ['min', 5],
        ['max', 5],
      ]),
    ]),
  ).toBe(5)
  expect(callMethod(fake, 'numerify', ['%%-#'])).toMatch(/^[1-9]{2}-[0-9]$/)
  expect(
    callMethod(fake, 'bothify', [
      Kwargs.from([
        ['text', '??##'],
        ['letters', 'X'],
      ]),
    ]),
  ).toMatch(/^XX[0-9]{2}$/)
  expect(
    callMethod(fake, 'random_element', [
      new Dict([
        ['only', 1],
        ['never', 0],
      ]),
    ]),
  ).toBe('only')
  expect(
    callMethod(fake, 'password', [
      Kwargs.from([
        ['length', 12],
        ['special_chars', false],
      ]),
    ]),
  ).toMatch(/^[A-Za-z0-9]{12}$/)
  expect(
    callMethod(fake, 'csv', [
      Kwargs.from([
        ['data_columns', ['{{random_digit}}']],
        ['num_rows', 2],
      ]),
    ]),
  ).toMatch(/^"\d"\r\n"\d"\r\n$/)
  expect(() => callMethod(fake, 'random_int', [9, 1])).toThrow(PythonError)
  expect(() => callMethod(fake, 'name', ['x'])).toThrow(PythonError)
})

test('a missing method is an error that names the nearest', async () => {
  const fake = await generator('en_US')
  expect(() => getAttr(fake, 'first_nam')).toThrow('did you mean "first_name"?')
})

test('unique gives no value twice, and says when there is none left', async () => {
  const unique = getAttr(await generator('en_US'), 'unique')
  const digits = Array.from({ length: 10 }, () => callMethod(unique, 'random_digit', []))
  expect(new Set(digits).size).toBe(10)
  expect(() => callMethod(unique, 'random_digit', [])).toThrow(/duplicated/)
  callMethod(unique, 'clear', [])
  expect(typeof callMethod(unique, 'random_digit', [])).toBe('number')
})
