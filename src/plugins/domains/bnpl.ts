import data from './bnpl.json' with { type: 'json' }
import { bnplSchema } from './schema.ts'

/** How purchases with «buy now, pay later» go, and what makes them risky. */
export const bnpl = bnplSchema.parse(data)
