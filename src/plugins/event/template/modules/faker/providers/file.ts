import { index, list, PythonError, text, truth, type Value } from '../../../../../../jinja/index.ts'
import type { Source, Table } from '../source.ts'

const EXTENSIONS: Readonly<Record<string, readonly string[]>> = {
  audio: ['flac', 'mp3', 'wav'],
  image: ['bmp', 'gif', 'jpeg', 'jpg', 'png', 'tiff'],
  office: [
    'doc',
    'docx',
    'key',
    'numbers',
    'odp',
    'ods',
    'odt',
    'pages',
    'pdf',
    'ppt',
    'pptx',
    'xls',
    'xlsx',
  ],
  text: ['css', 'csv', 'html', 'js', 'json', 'txt'],
  video: ['avi', 'mov', 'mp4', 'webm'],
}
const MIME_TYPES: Readonly<Record<string, readonly string[]>> = {
  application: [
    'application/json',
    'application/octet-stream',
    'application/pdf',
    'application/xml',
    'application/zip',
    'application/gzip',
    'application/javascript',
  ],
  audio: ['audio/mpeg', 'audio/mp4', 'audio/ogg', 'audio/vorbis', 'audio/webm'],
  image: ['image/gif', 'image/jpeg', 'image/png', 'image/svg+xml', 'image/tiff'],
  message: ['message/http', 'message/partial', 'message/rfc822'],
  model: ['model/example', 'model/iges', 'model/mesh', 'model/vrml'],
  multipart: ['multipart/mixed', 'multipart/alternative', 'multipart/form-data', 'multipart/signed'],
  text: ['text/css', 'text/csv', 'text/html', 'text/plain', 'text/xml', 'text/vcard'],
  video: ['video/mpeg', 'video/mp4', 'video/ogg', 'video/quicktime', 'video/webm', 'video/x-flv'],
}

/** Faker's file provider. */
export function fileProvider(source: Source): Table {
  const { rng, faker } = source
  const from = (table: Readonly<Record<string, readonly string[]>>, category: Value): string => {
    const name = category === null ? source.pick(Object.keys(table)) : text(category)
    const known = Object.hasOwn(table, name) ? table[name]! : undefined
    if (!known) throw new PythonError('KeyError', `'${name}'`)
    return source.pick(known)
  }
  const word = () => faker.lorem.word()
  const fileName = (category: Value, extension: Value): string => {
    const ending = extension === null ? from(EXTENSIONS, category) : text(extension)
    return ending === '' ? word() : `${word()}.${ending}`
  }
  const filePath = (
    depth: number,
    category: Value,
    extension: Value,
    absolute: boolean,
    system: string,
  ): string => {
    if (system !== 'linux' && system !== 'windows') {
      throw new PythonError('TypeError', `invalid file system rule: '${system}'`)
    }
    const ending =
      extension === null || typeof extension === 'string' ? extension : source.pick(list(extension))
    const separator = system === 'windows' ? '\\' : '/'
    const parts = Array.from({ length: depth }, word)
    const root = absolute ? (system === 'windows' ? `${source.pick(['C', 'D', 'E'])}:\\` : '/') : ''
    return root + [...parts, fileName(category, ending)].join(separator)
  }
  const device = (prefix: Value): string => {
    const kind = prefix === null ? source.pick(['sd', 'vd', 'xvd']) : text(prefix)
    return `/dev/${kind}${String.fromCharCode(97 + rng.int(0, 25))}`
  }
  return {
    'file_extension(category?)': (category = null) => from(EXTENSIONS, category),
    'file_name(category?, extension?)': (category = null, extension = null) => fileName(category, extension),
    'file_path(depth?, category?, extension?, absolute?, file_system_rule?)': (
      depth = 1,
      category = null,
      extension = null,
      absolute = true,
      system = 'linux',
    ) => filePath(index(depth), category, extension, truth(absolute), text(system)),
    'mime_type(category?)': (category = null) => from(MIME_TYPES, category),
    'unix_device(prefix?)': (prefix = null) => device(prefix),
    'unix_partition(prefix?)': (prefix = null) => device(prefix) + rng.int(0, 9),
  }
}
