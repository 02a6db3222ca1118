import data from './commerce.json' with { type: 'json' }
import { commerceSchema } from './schema.ts'

/** What an online shop sells: categories, prices (USD), brands. */
export const commerce = commerceSchema.parse(data)
