import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { Script } from 'node:vm'

/** Names the build, so that another build's compiled code is never taken for this one's. */
declare const BUILD: string

/** What the process, or the thread, was started with. */
const ENTRY = require.main?.filename
const COMMAND_LINE = join(__dirname, '../cli/main.cjs')
const WORKER = join(__dirname, 'worker.cjs')

/** Milliseconds after which most of what a run needs was called once, and so was compiled. */
const WARM = 1500

/** Milliseconds after which compiled code is thrown away, used or not: most of it belongs to builds of the past. */
const STALE = 30 * 24 * 3600 * 1000

/** What a file of JavaScript consists of. */
export interface Compiled {
  readonly run: (...values: unknown[]) => unknown
  /** Fulfilled once its code need not be written any more. */
  readonly kept: Promise<void>
}

/**
 * The function that a file of JavaScript consists of. V8 takes it from the code that it
 * compiled in an earlier process, which halves the time to the first event; Node's own compile cache does this
 * for modules, but not before Node 22. Where nothing can be kept, everything works as without.
 */
export function compile(path: string): Compiled {
  // ASCII, as the build writes it, is read fastest as Latin-1.
  const source = readFileSync(path, 'latin1')
  const file = cacheFile(path)
  const cachedData = file === undefined ? undefined : read(file)
  const script = new Script(source, { filename: path, ...(cachedData && { cachedData }) })
  // Worker threads come many at a time and late: what the thread that starts them keeps is enough.
  const stale =
    ENTRY !== WORKER && file !== undefined && (cachedData === undefined || script.cachedDataRejected === true)
  return {
    run: script.runInThisContext() as Compiled['run'],
    kept: stale ? keep(file, () => script.createCachedData()) : Promise.resolve(),
  }
}

/** One file a build, a V8 and a command, as each command calls other functions. Worker threads call those of a run. */
function cacheFile(path: string): string | undefined {
  if (process.env.NODE_DISABLE_COMPILE_CACHE === '1') return undefined
  const { HOME, LOCALAPPDATA, XDG_CACHE_HOME } = process.env
  const root = XDG_CACHE_HOME || LOCALAPPDATA || (HOME && join(HOME, '.cache'))
  if (!root) return undefined
  return join(root, 'eventloom', `${basename(path)}-${BUILD}-${process.versions.v8}-${process.arch}-${use()}`)
}

/** What the code is used for. */
function use(): string {
  if (ENTRY === WORKER) return 'generate'
  if (ENTRY !== COMMAND_LINE) return 'library'
  const [, , command = ''] = process.argv
  return /^[a-z-]+$/.test(command) ? command : 'none'
}

/** Compiled code is as good as a program: it is taken only from files that nobody else could write. */
function read(file: string): Buffer | undefined {
  try {
    const { uid, mode } = statSync(file)
    if (process.getuid && uid !== process.getuid()) return undefined
    if (process.platform !== 'win32' && (mode & 0o022) !== 0) return undefined
    return readFileSync(file)
  } catch {
    return undefined
  }
}

/** Writes the file once the process is warm, or when it ends before. A cache that cannot be written is none. */
function keep(file: string, compiled: () => Buffer): Promise<void> {
  let kept = false
  const write = () => {
    if (kept) return
    kept = true
    try {
      mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
      const part = `${file}.${process.pid}`
      writeFileSync(part, compiled(), { mode: 0o600 })
      renameSync(part, file)
      removeStale(dirname(file))
    } catch {
      // No home, no room, no rights: the next start is as slow as this one.
    }
  }
  process.once('exit', write)
  return new Promise((resolve) => {
    setTimeout(() => resolve(write()), WARM).unref()
  })
}

function removeStale(folder: string): void {
  const now = Date.now()
  for (const name of readdirSync(folder)) {
    const file = join(folder, name)
    if (now - statSync(file).mtimeMs > STALE) rmSync(file)
  }
}
