import { readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, extname, join, relative, resolve } from 'node:path'
import { isMapping } from '../../kernel/index.ts'

/** Files that may name others. */
const TEMPLATES = new Set(['.jinja', '.jinja2', '.j2'])
const PROGRAMS = new Set(['.js', '.mjs', '.cjs', '.ts', '.mts', '.cts', '.py'])
/** Left out when a program names its neighbour. */
const ENDINGS = ['', '.ts', '.mts', '.js', '.mjs', '.cjs', '.py', '/index.ts', '/index.js']
/** A text in quotes that might be a path. */
const QUOTED = /(["'])([^"'\n\\{}<>]{1,200}[^"'\n\\{}<>/])\1/g
/** What a path has and most other texts have not. */
const PATH_LIKE = /^[^\s:]*[./][^\s:]*$/

/** Every text within a value that is the path of a file, relative to `directory`. */
export function filesNamedBy(value: unknown, directory: string): string[] {
  const named: string[] = []
  const visit = (each: unknown): void => {
    if (typeof each === 'string') {
      if (each !== '' && each.length < 4096 && isFile(resolve(directory, each)))
        named.push(resolve(directory, each))
    } else if (Array.isArray(each)) each.forEach(visit)
    else if (isMapping(each)) Object.values(each).forEach(visit)
  }
  visit(value)
  return named
}

/** Files of a folder, with all that is below it; none when there is no such folder. */
export function filesBelow(folder: string): string[] {
  const entries = statSync(folder, { throwIfNoEntry: false })?.isDirectory()
    ? readdirSync(folder, { withFileTypes: true })
    : []
  return entries.flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : filesBelow(path)
    return entry.isFile() ? [path] : []
  })
}

/**
 * The given files, with those that templates among them include, extend or import and programs that programs import: what
 * they name in quotes, relative to the project or to themselves, and so on. Other files that a program names are left out,
 * for it may write them. Absolute paths.
 */
export function withNamed(files: readonly string[], directory: string): Set<string> {
  const known = new Set(files)
  for (const file of known) {
    const program = PROGRAMS.has(extname(file))
    if (!program && !TEMPLATES.has(extname(file))) continue
    for (const [, , text] of readFileSync(file, 'utf8').matchAll(QUOTED)) {
      if (!PATH_LIKE.test(text!)) continue
      for (const folder of new Set([directory, dirname(file)])) {
        const found = ENDINGS.map((ending) => resolve(folder, text! + ending)).find(isFile)
        // What lies elsewhere is of the machine, not of the project.
        if (!found || relative(directory, found).startsWith('..')) continue
        if (!program || PROGRAMS.has(extname(found))) known.add(found)
      }
    }
  }
  return known
}

function isFile(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false })?.isFile() === true
  } catch {
    return false
  }
}
