import {
  type Batch,
  type Event,
  type Formatted,
  FormattedLines,
  lineTexts,
  type Rec,
  reuseSheet,
} from '../../kernel/index.ts'
import { formatEach } from './format.ts'
import { requireJson } from './json.ts'
import { knownJson } from './known-json.ts'
import { recordText } from './record.ts'
import { recordLines } from './record-lines.ts'

/**
 * Each event of a batch as one line of JSON: a text spaced as `respaced` does it, a record compact, which is faster.
 * Records of declared fields come in one piece.
 */
export function jsonLines(batch: Batch): Formatted {
  if (batch.fields === undefined) {
    const known = knownJson(batch)
    return known ? { frames: known, carries: 'each', refused: NONE } : formatEach(batch, jsonLine)
  }
  try {
    const lines = recordLines(batch.events as readonly Rec[], batch.fields)
    return new FormattedLines(lines, () => reuseSheet(lines.bytes))
  } catch {
    // Some record has no JSON form; the others have.
    return formatEach(batch, jsonLine)
  }
}

function jsonLine(event: Event, index: number, batch: Batch): string {
  if (typeof event === 'string') return spacedText(event, index, batch)
  return batch.fields === undefined ? recordText(event) : lineTexts(recordLines([event], batch.fields))[0]!
}

/** Event `index` of a batch as one line of JSON, spaced as `respaced` does it. */
export function spacedJson(event: Event, index: number, batch: Batch): string {
  return typeof event === 'string' ? spacedText(event, index, batch) : requireJson(recordText(event))
}

function spacedText(text: string, index: number, { forms }: Batch): string {
  return forms !== undefined && forms[index] === 'json' ? text : requireJson(text)
}

const NONE: Formatted['refused'] = []
