import type { Batch, Event } from '../../kernel/index.ts'
import { requireJson } from './json.ts'
import { recordText } from './record.ts'
import { declaredRecordText } from './record-json.ts'

/** Event `index` of a batch as one line of JSON: a text spaced as `respaced` does it, a record compact, which is faster. */
export function jsonLine(event: Event, index: number, batch: Batch): string {
  if (typeof event === 'string') return spacedText(event, index, batch)
  return batch.fields === undefined ? recordText(event) : declaredRecordText(event, batch.fields)
}

/** Event `index` of a batch as one line of JSON, spaced as `respaced` does it. */
export function spacedJson(event: Event, index: number, batch: Batch): string {
  return typeof event === 'string' ? spacedText(event, index, batch) : requireJson(recordText(event))
}

function spacedText(text: string, index: number, { forms }: Batch): string {
  return forms !== undefined && forms[index] === 'json' ? text : requireJson(text)
}
