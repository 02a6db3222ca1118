import type { Batch } from '../../kernel/index.ts'

/** The events, where all are texts known to be JSON as formatters space it. */
export function knownJson({ events, forms }: Batch): readonly string[] | undefined {
  if (!forms) return undefined
  for (let i = 0; i < events.length; i++) if (forms[i] !== 'json') return undefined
  return events as readonly string[]
}
