import { Host, Namespace, type Value } from '../../../../../jinja/index.ts'

/** A member of one of Mimesis's enums: `module.mimesis.enums.Gender.FEMALE`. */
class Member extends Host {
  readonly typeName: string
  readonly name: string
  readonly value: string

  constructor(typeName: string, name: string, value: string) {
    super()
    this.typeName = typeName
    this.name = name
    this.value = value
  }

  override getAttr(name: string): Value | undefined {
    return name === 'name' ? this.name : name === 'value' ? this.value : undefined
  }

  override repr(): string {
    return `<${this.typeName}.${this.name}: '${this.value}'>`
  }

  override toText(): string {
    return `${this.typeName}.${this.name}`
  }
}

const ENUMS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  Gender: { MALE: 'male', FEMALE: 'female' },
  Algorithm: {
    MD5: 'md5',
    SHA1: 'sha1',
    SHA224: 'sha224',
    SHA256: 'sha256',
    SHA384: 'sha384',
    SHA512: 'sha512',
  },
  CountryCode: { A2: 'a2', A3: 'a3', NUMERIC: 'numeric' },
  URLScheme: { HTTP: 'http', HTTPS: 'https', FTP: 'ftp', SFTP: 'sftp', WS: 'ws', WSS: 'wss' },
  PortRange: { ALL: 'all', WELL_KNOWN: 'well_known', EPHEMERAL: 'ephemeral', REGISTERED: 'registered' },
  TimestampFormat: { POSIX: 'posix', ISO_8601: 'iso_8601', RFC_3339: 'rfc_3339' },
  FileType: { SOURCE: 'source', TEXT: 'text', DATA: 'data', AUDIO: 'audio', VIDEO: 'video', IMAGE: 'image' },
}

/** `module.mimesis.enums`. */
export const ENUM_MODULE = new Namespace(
  'mimesis.enums',
  Object.fromEntries(
    Object.entries(ENUMS).map(([type, members]) => [
      type,
      new Namespace(
        type,
        Object.fromEntries(
          Object.entries(members).map(([name, value]) => [name, new Member(type, name, value)]),
        ),
      ),
    ]),
  ),
)

/** What an enum argument says: the member's value, or text as it is; undefined for None. */
export function choice(value: Value | undefined): string | undefined {
  if (value instanceof Member) return value.value
  return typeof value === 'string' ? value.toLowerCase() : undefined
}
