import data from './cards.json' with { type: 'json' }
import { cardsSchema } from './schema.ts'

/** Where people pay by card and for what, and how cards are abused. Amounts in EUR. */
export const cards = cardsSchema.parse(data)
