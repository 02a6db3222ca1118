import type { Rec } from '../../kernel/index.ts'

/** Reads and writes one own field of records. */
export interface Access {
  get(record: Rec): unknown
  set(record: Record<string, unknown>, value: unknown): void
}

const known = new Map<string, Access>()
/** Fields come from the definitions of models, of which a process sees few. */
const MOST = 4_096

/** Code for a field of that name alone: records of one shape are read several times faster than by a name at hand. */
export function accessTo(field: string): Access {
  let access = known.get(field)
  if (!access) {
    if (known.size >= MOST) known.clear()
    // The name comes in as a string literal.
    const member = `record[${JSON.stringify(field)}]`
    access = {
      get: new Function('record', `return ${member}`) as Access['get'],
      set: new Function('record', 'value', `${member} = value`) as Access['set'],
    }
    known.set(field, access)
  }
  return access
}
