import { createDecipheriv } from 'node:crypto'
import { LoomError } from '../../kernel/index.ts'

/** Section of the file that holds a project's secrets. */
const SERVICE = 'eventum'

/** Argon2id as the keyring format fixes it: 15 passes over 64 MiB, two lanes, 128-bit key. */
const ARGON2 = { iterations: 15, memorySize: 65_536, parallelism: 2, hashLength: 16 } as const

interface Sealed {
  readonly salt: Buffer
  readonly data: Buffer
  readonly mac: Buffer
  readonly nonce: Buffer
}

/**
 * The secret of that name in a keyring file (INI, scheme «[Argon2] AES128.GCM» of keyrings.cryptfile 1.3.9);
 * undefined when the file has none. E_SECRET when the password is wrong or the file is damaged.
 */
export async function openSecret(text: string, name: string, password: string): Promise<string | undefined> {
  const written = readIni(text, escapeName(SERVICE)).get(escapeName(name).toLowerCase())
  if (written === undefined) return undefined
  const sealed = unpack(written, name)
  const { argon2id } = await import('hash-wasm')
  const key = await argon2id({ ...ARGON2, password, salt: sealed.salt, outputType: 'binary' })
  const decipher = createDecipheriv('aes-128-gcm', key, sealed.nonce)
  decipher.setAuthTag(sealed.mac)
  decipher.setAAD(Buffer.from(`${escapeName(SERVICE)}\0${escapeName(name)}`))
  try {
    return Buffer.concat([decipher.update(sealed.data), decipher.final()]).toString('utf8')
  } catch (cause) {
    throw new LoomError('E_SECRET', `secret "${name}" cannot be decrypted`, {
      hint: 'check EVENTUM_KEYRING_PASSWORD and the case of the name',
      cause,
    })
  }
}

function unpack(written: string, name: string): Sealed {
  try {
    const json = JSON.parse(Buffer.from(written, 'base64').toString('utf8')) as Record<string, string>
    const bytes = (field: string) => Buffer.from(json[field] as string, 'base64')
    return { salt: bytes('salt'), data: bytes('data'), mac: bytes('mac'), nonce: bytes('nonce') }
  } catch (cause) {
    throw new LoomError('E_SECRET', `secret "${name}" is damaged in the keyring file`, {
      hint: 'set it again',
      cause,
    })
  }
}

/** The options of one section; continued lines are joined, names are lower case. */
function readIni(text: string, section: string): Map<string, string> {
  const options = new Map<string, string>()
  let inside = false
  let current: string | undefined
  for (const line of text.split(/\r?\n/)) {
    const header = /^\[(.*)\]\s*$/.exec(line)
    const option = /^([^\s=:][^=:]*?)\s*[=:]\s*(.*)$/.exec(line)
    if (header) inside = header[1] === section
    else if (/^\s/.test(line) && current !== undefined && inside)
      options.set(current, options.get(current)! + line.trim())
    else if (option && inside) {
      current = option[1]!.toLowerCase()
      options.set(current, option[2]!.trim())
    }
  }
  return options
}

/** Every UTF-8 byte outside A–Z a–z 0–9 becomes `_` and two upper-case hex digits. */
function escapeName(name: string): string {
  return [...Buffer.from(name)]
    .map((byte) => {
      const character = String.fromCharCode(byte)
      return /[A-Za-z0-9]/.test(character)
        ? character
        : `_${byte.toString(16).toUpperCase().padStart(2, '0')}`
    })
    .join('')
}
