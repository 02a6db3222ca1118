import { spawnSync } from 'node:child_process'
import { constants } from 'node:os'
import {
  asFloat,
  asText,
  Dict,
  defineMethods,
  Host,
  type Methods,
  PythonError,
  repr,
  typeName,
  type Value,
} from '../../../jinja/index.ts'
import { LoomError } from '../../../kernel/index.ts'

/** Most that a command may print, bytes a stream. */
const OUTPUT_LIMIT = 64 * 1024 * 1024

/**
 * `subprocess`: runs commands of the operating system and waits for them. What they answer is not ours to
 * repeat, so a project that uses this is not reproducible. E_SUBPROCESS_FORBIDDEN unless the run is trusted.
 */
export class Subprocess extends Host {
  readonly typeName = 'Subprocess'
  readonly trusted: boolean

  constructor(trusted: boolean) {
    super()
    this.trusted = trusted
  }

  override get methods(): Methods<never> {
    return METHODS
  }
}

const METHODS = defineMethods<Subprocess>('Subprocess', {
  'run(command, cwd?, env?, timeout?)': (self, command, cwd = null, env = null, timeout = null) => {
    if (!self.trusted) {
      throw new LoomError('E_SUBPROCESS_FORBIDDEN', 'the template wants to run a command', {
        hint: 'if you trust this project, allow it with --allow-subprocess',
      })
    }
    return run(needText(command, 'command'), cwd, env, timeout)
  },
})

/** What a command answered. */
class Result extends Host {
  readonly typeName = 'SubprocessResult'
  readonly #fields: Readonly<Record<string, Value>>

  constructor(stdout: string, stderr: string, exitCode: number) {
    super()
    this.#fields = { stdout, stderr, exit_code: exitCode }
  }

  override getAttr(name: string): Value | undefined {
    return Object.hasOwn(this.#fields, name) ? this.#fields[name] : undefined
  }

  override repr(): string {
    const fields = Object.entries(this.#fields).map(([name, value]) => `${name}=${repr(value)}`)
    return `${this.typeName}(${fields.join(', ')})`
  }
}

function run(command: string, cwd: Value, env: Value, timeout: Value): Value {
  const seconds = timeout === null ? undefined : needSeconds(timeout)
  const result = spawnSync(command, {
    shell: true,
    windowsHide: true,
    stdio: ['inherit', 'pipe', 'pipe'],
    maxBuffer: OUTPUT_LIMIT,
    killSignal: 'SIGKILL',
    ...(cwd === null ? {} : { cwd: needText(cwd, 'cwd') }),
    ...(env === null ? {} : { env: environmentOf(env) }),
    // To Node a zero would mean no limit at all.
    ...(seconds === undefined ? {} : { timeout: Math.max(1, Math.ceil(seconds * 1000)) }),
  })
  if (result.error) throw failure(result.error as NodeJS.ErrnoException, command, seconds)
  const code = result.status ?? -(result.signal ? constants.signals[result.signal] : 1)
  return new Result(decode(result.stdout), decode(result.stderr), code)
}

function failure(error: NodeJS.ErrnoException, command: string, seconds: number | undefined): PythonError {
  if (error.code === 'ETIMEDOUT') {
    return new PythonError('TimeoutExpired', `command '${command}' timed out after ${seconds} seconds`)
  }
  if (error.code === 'ENOBUFS') {
    return new PythonError('OSError', `command '${command}' printed more than ${OUTPUT_LIMIT} bytes`)
  }
  return new PythonError('OSError', error.message)
}

function environmentOf(env: Value): Record<string, string> {
  if (!(env instanceof Dict)) throw new PythonError('TypeError', 'env must be a dict')
  return Object.fromEntries(
    [...env.entries()].map(([key, value]) => [
      needText(key, 'a name in env'),
      needText(value, 'a value in env'),
    ]),
  )
}

function needText(value: Value, what: string): string {
  const text = asText(value)
  if (text === undefined) throw new PythonError('TypeError', `${what} must be str, not ${typeName(value)}`)
  return text
}

function needSeconds(timeout: Value): number {
  const seconds = asFloat(timeout)
  if (seconds !== undefined && Number.isFinite(seconds)) return seconds
  throw new PythonError('TypeError', `timeout must be a number of seconds, not ${typeName(timeout)}`)
}

function decode(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    throw new PythonError('UnicodeDecodeError', 'the command printed bytes that are not UTF-8')
  }
}
