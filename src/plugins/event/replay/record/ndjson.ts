import { LoomError } from '../../../../kernel/index.ts'
import { Bad, type Parser } from './parser.ts'

/** Each line is a JSON document, which stays as it is written; blank lines are none. */
export function jsonLines(file: string): Parser {
  return {
    line(whole, number) {
      const text = number === 1 ? whole.replace(/^\ufeff/, '') : whole
      if (text.trim() === '') return undefined
      try {
        JSON.parse(text)
        return text
      } catch (cause) {
        const message = `the line is no JSON: ${(cause as Error).message}`
        return new Bad(new LoomError('E_REPLAY_RECORD', message, { at: { file, line: number }, cause }))
      }
    },
  }
}
