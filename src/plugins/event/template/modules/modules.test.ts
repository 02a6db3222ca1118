import { expect, test } from 'vitest'
import {
  callMethod,
  getAttr,
  getItem,
  type Host,
  PythonError,
  repr,
  Undefined,
} from '../../../../jinja/index.ts'
import { rng, UTC } from '../../../../kernel/index.ts'
import { loadModules, mentionedModules } from './index.ts'
import type { Generic, Provider } from './mimesis/index.ts'

const world = (seed = 'modules') => ({
  rng: rng(seed),
  clock: { now: () => 1_750_000_000_000_000, sleepUntil: () => Promise.resolve() },
  zone: UTC,
})

test.each([
  ['{{ module.rand.chance(0.5) }} {"locale": "en"}', { fakes: false, locales: [] }],
  ['{{ module.faker.locale.en_US.name() }}', { fakes: true, locales: ['en_US'] }],
  ["{{ module.faker.locale['de-DE'].name() }}", { fakes: true, locales: ['de-DE'] }],
  ['{{ module["faker"]["locale"]["ja_JP"].name() }}', { fakes: true, locales: ['ja_JP'] }],
  ["{% set f = module.mimesis %}{{ f.locale['ru'].person.name() }}", { fakes: true, locales: ['ru'] }],
  ['{{ module.faker.locale[params.locale].name() }}', { fakes: true, locales: 'all' }],
  ['{{ module.faker.locale.de.name() }} {"locale": 1}', { fakes: true, locales: ['de'] }],
  ["{{ (module.faker|attr('locale')).de.name() }}", { fakes: true, locales: 'all' }],
  ['{% for l in module.faker.locale %}', { fakes: true, locales: 'all' }],
  ['{{ module[params.module] }}', { fakes: true, locales: 'all' }],
])('reads from %s what to load', (source, expected) => {
  expect(mentionedModules([source])).toMatchObject(expected)
})

test('only what is mentioned is loaded; a computed name loads all', () => {
  expect(mentionedModules(['{{ module.math.pi }}']).standard).toEqual(['math'])
  expect(mentionedModules(['{{ math }}']).standard).toEqual([])
  expect(mentionedModules(['{{ module[params.x] }}']).standard).toContain('zoneinfo')
})

test('modules are found by attribute and item; an unknown one is undefined', async () => {
  const module = await loadModules(['{{ module.math }}{{ module["urllib.parse"] }}'], world())
  expect(repr(getAttr(getAttr(module, 'math'), 'pi'))).toBe('3.141592653589793')
  expect(getItem(module, 'urllib.parse')).toBe(getItem(module, 'urllib.parse'))
  expect(getAttr(module, 'nonsense')).toBeInstanceOf(Undefined)
  expect(getAttr(module, 'faker')).toBeInstanceOf(Undefined)
  expect(() => getAttr(module, 'os')).toThrow(PythonError)
  expect(() => getAttr(module, 'subprocess')).toThrow("module 'subprocess' is not available")
})

test('an unknown locale is undefined', async () => {
  const module = await loadModules(['module.faker.locale.xx_YY'], world())
  expect(getAttr(getAttr(getAttr(module, 'faker'), 'locale'), 'xx_YY')).toBeInstanceOf(Undefined)
})

const LOCALES = ['en', 'de', 'ja']

async function mimesis(locale: string, seed?: string): Promise<string[]> {
  const module = await loadModules([`module.mimesis.locale.${locale}`], world(seed))
  const generic = getAttr(getAttr(getAttr(module, 'mimesis'), 'locale'), locale) as Generic
  return generic.names().flatMap((name) => {
    const provider = getAttr(generic, name) as Provider
    return provider
      .names()
      .filter((method) => method !== 'bulk_create_datetimes')
      .map((method) => `${name}.${method}: ${repr(callMethod(provider, method, []))}`)
  })
}

test.each(LOCALES)('every method of Mimesis works in %s, and one seed gives one answer', async (locale) => {
  const first = await mimesis(locale)
  expect(first.length).toBeGreaterThan(150)
  for (const line of first) expect(line).not.toMatch(/undefined|NaN|\[object|\{\{/)
  expect(await mimesis(locale)).toEqual(first)
  const other = await mimesis(locale, 'else')
  expect(first.filter((line, i) => line === other[i]).length).toBeLessThan(first.length / 3)
})

test('a misspelt method of Mimesis names the nearest, an enum chooses', async () => {
  const module = await loadModules(['module.mimesis.locale.en'], world())
  const library = getAttr(module, 'mimesis') as Host
  const person = getAttr(getAttr(getAttr(library, 'locale'), 'en'), 'person')
  expect(() => getAttr(person, 'fullname')).toThrow('did you mean "full_name"?')
  const female = getAttr(getAttr(getAttr(library, 'enums'), 'Gender'), 'FEMALE')
  expect(typeof callMethod(person, 'first_name', [female])).toBe('string')
})
