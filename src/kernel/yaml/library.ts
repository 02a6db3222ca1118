import { createRequire } from 'node:module'

type Library = typeof import('yaml')

const require = createRequire(import.meta.url)
let library: Library | undefined

/** The YAML library, loaded when the first file is read: importing it costs more than reading a project. */
export function yamlLibrary(): Library {
  library ??= require('yaml') as Library
  return library
}
