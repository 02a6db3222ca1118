import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type * as z from 'zod'
import { bnpl } from './bnpl.ts'
import { cards } from './cards.ts'
import { commerce } from './commerce.ts'
import { devices } from './devices.ts'
import { people } from './people.ts'
import { bnplSchema, cardsSchema, commerceSchema, devicesSchema, peopleSchema } from './schema.ts'

const DOMAINS: Readonly<Record<string, object>> = { bnpl, cards, commerce, devices, people }
const SCHEMAS: Readonly<Record<string, z.ZodType>> = {
  bnpl: bnplSchema,
  cards: cardsSchema,
  commerce: commerceSchema,
  devices: devicesSchema,
  people: peopleSchema,
}
const FOLDER = new URL('.', import.meta.url)

test('every file is read, and by its schema', () => {
  const files = readdirSync(FOLDER).filter((file) => file.endsWith('.json'))
  expect(files.map((file) => file.replace('.json', '')).sort()).toEqual(Object.keys(DOMAINS).sort())
  for (const file of files) {
    const name = file.replace('.json', '')
    const read: unknown = JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8'))
    expect(SCHEMAS[name]!.parse(read)).toEqual(DOMAINS[name])
  }
})

describe('a slip is noticed', () => {
  test.each([
    ['a misspelt key', 'people', { ...people, ages: {} }],
    ['a negative share', 'people', { ...people, state: { CA: -1, TX: 2 } }],
    ['nothing to choose from', 'devices', { mobile: { share: 1, os: {} } }],
    [
      'a price from high to low',
      'commerce',
      { ...commerce, categories: { x: { ...commerce.categories.home!, price: [3, 2] } } },
    ],
    [
      'a correlation with nothing',
      'people',
      { ...people, correlations: [{ between: ['state', 'luck'], strength: 1 }] },
    ],
    [
      'a strength above 1',
      'people',
      { ...people, correlations: [{ between: ['state', 'age_bracket'], strength: 2 }] },
    ],
    [
      'fraud in a shop online',
      'cards',
      { ...cards, fraud: { x: { ...cards.fraud.counterfeit!, categories: { travel: 1 } } } },
    ],
  ] as const)('%s', (_, name, value) => {
    expect(SCHEMAS[name]!.safeParse(value).success).toBe(false)
  })
})

test('names that one file takes from another are there', () => {
  const { risk } = bnpl
  expect(Object.keys(risk.credit_score_range).sort()).toEqual(Object.keys(people.credit_score_range).sort())
  expect(Object.keys(risk.verification_level).sort()).toEqual(Object.keys(people.verification_level).sort())
  expect(Object.keys(risk.income_bracket).sort()).toEqual(Object.keys(people.income_bracket).sort())
  expect(Object.keys(risk.risk_category).sort()).toEqual(Object.keys(commerce.risk_category).sort())
  const total = Object.values(risk.shares).reduce((sum, share) => sum + share, 0)
  expect(total).toBeCloseTo(1, 12)
  expect(bnpl.installments.at(-1)!.below).toBeNull()
})
