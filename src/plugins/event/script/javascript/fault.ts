import { fileURLToPath } from 'node:url'
import type { Fault } from '../message.ts'

/** A frame of V8's stack traces: `at f (file:///a.mjs:3:9)`, `at /a.ts:3:9`. */
const FRAME = /(?:\(|at (?:async )?)((?:file:\/\/|\/|[A-Za-z]:[\\/]).*?):(\d+):(\d+)\)?$/

/** Where the frames of our own code come from: the folder of this file, built or not. */
const OWN = new URL('./', import.meta.url).href

/** A thrown value as a Fault that names the innermost line of the user's own code. */
export function faultOf(thrown: unknown): Fault {
  if (!(thrown instanceof Error)) return { kind: 'raised', message: `the script threw ${show(thrown)}` }
  const message = `${thrown.name}: ${thrown.message}`
  for (const frame of (thrown.stack ?? '').split('\n')) {
    const match = FRAME.exec(frame)
    if (!match || match[1]!.startsWith(OWN)) continue
    return {
      kind: 'raised',
      message,
      file: match[1]!.startsWith('file://') ? fileURLToPath(match[1]!) : match[1]!,
      line: Number(match[2]),
      column: Number(match[3]),
    }
  }
  return { kind: 'raised', message }
}

function show(value: unknown): string {
  try {
    return typeof value === 'string' ? JSON.stringify(value) : String(value)
  } catch {
    return 'a value that has no text'
  }
}
