import { readFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import * as z from 'zod'
import { LoomError } from '../kernel/index.ts'

/** An option that holds the path of a file in the project folder, and nowhere else. */
export function pathInProject() {
  return z
    .string()
    .min(1)
    .refine((path) => !/^(?:[/\\]|[A-Za-z]:)/.test(path), {
      error: 'expected a path relative to the project folder',
    })
    .refine((path) => !path.split(/[/\\]/).includes('..'), {
      error: 'templates lie in the project folder; ".." leads out of it',
    })
    .meta({ format: 'path' })
}

/** The name under which templates know a file: `./a//b` is `a/b`. */
export function templateName(path: string): string {
  return posix.normalize(path)
}

/** `{% import "x" %}` and its relatives. */
const REFERENCE = /\{%[-+]?\s*(?:from|import|include|extends)\b([\s\S]*?)%\}/g
const COMMENT = /\{#[\s\S]*?#\}/g
const LITERAL = /"([^"\n]*)"|'([^'\n]*)'/g

/** The template files below one folder, each read once. */
export class TemplateFiles {
  readonly #directory: string
  readonly #sources = new Map<string, string | undefined>()

  constructor(directory: string) {
    this.#directory = directory
  }

  /** The text of a template, undefined when there is no such file. E_TEMPLATE_READ when it cannot be read. */
  load(name: string): string | undefined {
    if (!this.#sources.has(name)) this.#sources.set(name, this.#read(name))
    return this.#sources.get(name)
  }

  /**
   * The given templates that exist, and all that they name in imports and the like. A name that is computed is
   * not followed: it is looked up when it is used.
   */
  reachable(names: Iterable<string>): ReadonlyMap<string, string> {
    const found = new Map<string, string>()
    const seen = new Set(names)
    for (const name of seen) {
      const source = this.load(name)
      if (source === undefined) continue
      found.set(name, source)
      for (const reference of references(source)) seen.add(reference)
    }
    return found
  }

  #read(name: string): string | undefined {
    try {
      return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(join(this.#directory, name)))
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException
      if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'EISDIR') return undefined
      const reason = code === 'ERR_ENCODING_INVALID_ENCODED_DATA' ? 'it is not UTF-8' : message
      throw new LoomError('E_TEMPLATE_READ', `the template cannot be read: ${reason}`, { at: { file: name } })
    }
  }
}

/** Names inside the project only: what leads out of it is refused when it is rendered. */
function references(source: string): string[] {
  return [...source.replace(COMMENT, '').matchAll(REFERENCE)]
    .flatMap((found) => [...found[1]!.matchAll(LITERAL)].map(([, double, single]) => double ?? single ?? ''))
    .filter((name) => name !== '' && !name.startsWith('/') && !name.split('/').includes('..'))
}
