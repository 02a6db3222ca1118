import type { Rec } from '../../../../kernel/index.ts'
import { type Answer, DROPPED, EXHAUSTED, FAILED, type Fault } from '../message.ts'

/** Reads what the Python side says about calls, one line each; `runner.ts` has the grammar. */
export function readAnswers(lines: readonly string[]): Answer {
  const outcomes: number[] = []
  const texts: string[] = []
  const records: number[] = []
  const faults: Fault[] = []
  for (const line of lines) {
    switch (line.charCodeAt(0)) {
      case 0x3d: {
        outcomes.push(readEvents(JSON.parse(line.slice(1)) as Returned, line, texts, records))
        break
      }
      case 0x2d:
        outcomes.push(DROPPED)
        break
      case 0x2e:
        outcomes.push(EXHAUSTED)
        break
      default:
        outcomes.push(FAILED)
        faults.push(readFault(line))
    }
  }
  return { outcomes, texts, records, faults }
}

type Returned = string | Rec | (string | Rec)[]

function readEvents(returned: Returned, line: string, texts: string[], records: number[]): number {
  if (typeof returned === 'string') {
    texts.push(returned)
    return 1
  }
  if (!Array.isArray(returned)) {
    records.push(texts.length)
    texts.push(line.slice(1))
    return 1
  }
  for (const event of returned) {
    if (typeof event !== 'string') records.push(texts.length)
    texts.push(typeof event === 'string' ? event : JSON.stringify(event))
  }
  return returned.length
}

interface RawFault {
  readonly type?: string
  readonly message: string
  readonly file?: string | null
  readonly line?: number | null
  readonly column?: number | null
}

function readFault(text: string): Fault {
  const { type, message, file, line, column } = JSON.parse(text.slice(1)) as RawFault
  return {
    kind: text.startsWith('?') ? 'result' : 'raised',
    message: type === undefined ? message : message === '' ? type : `${type}: ${message}`,
    ...(typeof file === 'string' ? { file } : {}),
    ...(typeof line === 'number' ? { line } : {}),
    ...(typeof column === 'number' && column > 0 ? { column } : {}),
  }
}
