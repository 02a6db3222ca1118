import { styleText } from 'node:util'

type Name = 'stdout' | 'stderr'
type Style = 'bold' | 'dim' | 'red' | 'green' | 'yellow' | 'cyan' | 'gray'

const opened = new Map<Name, NodeJS.WriteStream>()

/** A stream of the process. Node makes it when it is first asked for, which takes a start some milliseconds. */
function stream(name: Name): NodeJS.WriteStream {
  let known = opened.get(name)
  if (known === undefined) {
    known = process[name]
    known.on('error', ignoreClosedPipe)
    opened.set(name, known)
  }
  return known
}

/** Whoever read us has seen enough; an output that writes to the pipe notices by itself. */
function ignoreClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error
}

/** What a command was asked for, on standard output. */
export function print(text: string): void {
  stream('stdout').write(text)
}

/** What else there is to say, on standard error. */
export function tell(text: string): void {
  stream('stderr').write(text)
}

/** Is it looked at by a person? */
export function isTerminal(name: Name): boolean {
  return stream(name).isTTY === true
}

/** Characters of a line. */
export function columns(name: Name): number {
  return stream(name).columns ?? 80
}

/** Colours for one of the streams: as its terminal has them, or as NO_COLOR and FORCE_COLOR say. */
export function paintFor(name: Name): (style: Style, text: string) => string {
  // Whether there are colours is not left to Node, which from 22.13 on looks at standard output.
  return (style, text) => (isColoured(name) ? styleText(style, text, { validateStream: false }) : text)
}

function isColoured(name: Name): boolean {
  const { NO_COLOR, FORCE_COLOR } = process.env
  if (NO_COLOR) return false
  if (FORCE_COLOR) return FORCE_COLOR !== '0' && FORCE_COLOR !== 'false'
  return isTerminal(name) && stream(name).hasColors()
}

/** Waits until all that was written is out. */
export async function flushed(): Promise<void> {
  await Promise.all(
    (['stdout', 'stderr'] as const).map(
      (name) => new Promise<void>((done) => void stream(name).write('', () => done())),
    ),
  )
}
