import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type * as workers from '../app/thread.ts'
import type * as cli from '../cli/command-line.ts'
import type * as library from '../index.ts'
import { compile } from './code-cache.ts'

/** All of eventloom's code, as the build bundles it. */
interface Bundle {
  readonly library: typeof library
  readonly cli: typeof cli
  readonly workers: typeof workers
}

/** Where the build puts it, seen from the built form of this file. */
const FILE = join(__dirname, '../bundle/eventloom.cjs')

/**
 * The bundle, run from code that V8 compiled before. One copy serves the command line, the library and what
 * they load, so that a plugin's classes are everybody's. `kept` is fulfilled once no compiled code of it waits to be
 * kept for the next process.
 */
export const { bundle, kept } = load()

function load(): { bundle: Bundle; kept: Promise<void> } {
  const module = { exports: {} as Bundle }
  const { run, kept } = compile(FILE)
  run(module, module.exports, createRequire(FILE), {
    url: pathToFileURL(FILE).href,
    import: (specifier: string): Promise<unknown> => import(specifier),
  })
  return { bundle: module.exports, kept }
}
