import type { Formatter } from '../../kernel/index.ts'
import type { Framer } from './framer.ts'

/** Records as texts, one a frame, behind the head line that their format has. */
export function textFramer(formatter: Formatter, frame: (text: string) => string): Framer {
  let begun = false
  return {
    unframed: false,
    write({ frames }) {
      let sent = begun || formatter.head === undefined ? '' : frame(formatter.head)
      begun = true
      for (const each of frames) sent += frame(each as string)
      return { sent }
    },
  }
}
