import type { FilterFn } from '../python/runtime.ts'
import { CHUNK_FILTERS } from './chunk.ts'
import { HTML_FILTERS } from './html.ts'
import { JSON_FILTERS } from './json.ts'
import { NUMBER_FILTERS } from './number.ts'
import { ORDER_FILTERS } from './order.ts'
import { PPRINT_FILTERS } from './pprint.ts'
import { SELECT_FILTERS } from './select.ts'
import { SEQUENCE_FILTERS } from './sequence.ts'
import { TEXT_FILTERS } from './text.ts'
import { URLIZE_FILTERS } from './urlize.ts'
import { WRAP_FILTERS } from './wrap.ts'

/** Jinja's default filters by name. */
export const FILTERS: ReadonlyMap<string, FilterFn> = new Map(
  Object.entries({
    ...CHUNK_FILTERS,
    ...HTML_FILTERS,
    ...JSON_FILTERS,
    ...NUMBER_FILTERS,
    ...ORDER_FILTERS,
    ...PPRINT_FILTERS,
    ...SELECT_FILTERS,
    ...SEQUENCE_FILTERS,
    ...TEXT_FILTERS,
    ...URLIZE_FILTERS,
    ...WRAP_FILTERS,
  }),
)
