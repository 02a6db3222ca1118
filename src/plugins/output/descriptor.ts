import fs from 'node:fs'
import { promisify } from 'node:util'
import { DeliveryError, LoomError } from '../../kernel/index.ts'

const writeAsync = promisify(fs.write)

/** How far a write came, and what stopped it. */
export interface Written {
  readonly bytes: number
  readonly error?: unknown
}

/** Writes all bytes at once; for regular files, where the page cache takes them at memory speed. */
export function writeFully(fd: number, bytes: Uint8Array): Written {
  let done = 0
  try {
    while (done < bytes.length) done += fs.writeSync(fd, bytes, done, bytes.length - done)
    return { bytes: done }
  } catch (error) {
    return { bytes: done, error }
  }
}

/** Writes all bytes without holding up the process, as devices and pipes may make one wait, and many bytes take their time. */
export async function writeFullyAsync(fd: number, bytes: Uint8Array): Promise<Written> {
  let done = 0
  try {
    while (done < bytes.length) {
      done += (await writeAsync(fd, bytes, done, bytes.length - done)).bytesWritten
    }
    return { bytes: done }
  } catch (error) {
    return { bytes: done, error }
  }
}

const GONE = new Set(['EPIPE', 'ECONNRESET', 'ERR_STREAM_DESTROYED', 'ERR_STREAM_WRITE_AFTER_END'])
const FULL = new Set(['ENOSPC', 'EDQUOT', 'EFBIG'])
/** Someone may make room, and a device may recover. */
const PASSING = new Set(['ENOSPC', 'EDQUOT', 'EIO', 'EAGAIN', 'ETIMEDOUT'])

/** What the system said to a write, in our words: E_OUTPUT_CLOSED when the reader went away. */
export function writeError(cause: unknown, where: string): LoomError {
  if (cause instanceof LoomError) return cause
  const code = (cause as NodeJS.ErrnoException | undefined)?.code ?? ''
  if (GONE.has(code)) return new LoomError('E_OUTPUT_CLOSED', `the reader of ${where} went away`, { cause })
  const message = `cannot write to ${where}: ${errorText(cause)}`
  const hint = FULL.has(code) ? 'make room for more data' : undefined
  if (PASSING.has(code)) return new DeliveryError('server', 'E_OUTPUT_WRITE', message, { hint, cause })
  return new LoomError('E_OUTPUT_WRITE', message, { hint, cause })
}

/** The message of a system error without the call and path that Node adds. */
export function errorText(cause: unknown): string {
  return cause instanceof Error ? cause.message.replace(/, \w+( '.*')?( -> '.*')?$/, '') : String(cause)
}
