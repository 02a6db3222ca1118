import data from './people.json' with { type: 'json' }
import { peopleSchema } from './schema.ts'

/** Shares of the attributes of shop customers, and how they go together. */
export const people = peopleSchema.parse(data)
