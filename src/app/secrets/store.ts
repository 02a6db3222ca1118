import { existsSync, readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import type { Log } from '../../kernel/index.ts'
import { openSecret } from './cryptfile.ts'

/** Secrets by name; undefined when there is none. */
export type SecretStore = (name: string) => Promise<string | undefined>

const PREFIX = 'EVENTLOOM_SECRET_'

/**
 * Looks for a secret in the environment (`EVENTLOOM_SECRET_` and the name in upper case), then in the keyring
 * file: the one given, else $KEYRING_CRYPTFILE_PATH, else the user's. Its password is EVENTUM_KEYRING_PASSWORD.
 */
export function secretStore(cryptfile: string | undefined, log: Log, env = process.env): SecretStore {
  return async (name) => {
    const fromEnvironment = env[PREFIX + name.toUpperCase().replaceAll(/[^A-Z0-9]/g, '_')]
    if (fromEnvironment !== undefined) return fromEnvironment
    const path = cryptfile ?? env.KEYRING_CRYPTFILE_PATH ?? defaultPath(env)
    if (!existsSync(path)) return undefined
    const password = env.EVENTUM_KEYRING_PASSWORD
    if (password === undefined) log.warn('The keyring is opened with its default password', { path })
    return openSecret(readFileSync(path, 'utf8'), name, password ?? 'eventum')
  }
}

function defaultPath(env: NodeJS.ProcessEnv): string {
  const data = env.XDG_DATA_HOME || join(homedir(), '.local', 'share')
  return join(data, 'python_keyring', 'cryptfile_pass.cfg')
}
