import data from './devices.json' with { type: 'json' }
import { devicesSchema } from './schema.ts'

/** What people shop with. */
export const devices = devicesSchema.parse(data)
