import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { LoomError } from '../../../../kernel/index.ts'
import type { Script } from '../script.ts'

/** A TypeScript script as a JavaScript module, with what it imports and a source map inside. */
export interface Bundle {
  readonly url: string
  /** Deletes the module's file. */
  remove(): Promise<void>
}

/**
 * Translates a TypeScript script. Types are removed, not checked. The module stands in the system's temporary
 * folder, because Node imports modules from files only if errors are to name lines of the source.
 */
export async function bundleScript(script: Script): Promise<Bundle> {
  const { build } = await import('esbuild')
  const folder = await mkdtemp(join(tmpdir(), 'eventloom-script-'))
  const remove = (): Promise<void> => rm(folder, { recursive: true, force: true })
  const outfile = join(folder, 'script.mjs')
  const source = JSON.stringify(pathToFileURL(script.path).href)
  try {
    await build({
      entryPoints: [script.path],
      absWorkingDir: dirname(script.path),
      outfile,
      bundle: true,
      platform: 'node',
      format: 'esm',
      target: `node${process.versions.node}`,
      sourcemap: 'inline',
      sourcesContent: false,
      logLevel: 'silent',
      define: { 'import.meta.url': source },
      // CommonJS packages inside an ES module still call `require` for Node's own modules.
      banner: {
        js: `import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(${source});`,
      },
    })
  } catch (error) {
    await remove()
    throw loadError(error, script)
  }
  return { url: pathToFileURL(outfile).href, remove }
}

/**
 * What is wrong with the grammar of a script, with line and column, which Node itself does not tell.
 *
 * @returns undefined if the parser finds nothing
 */
export async function syntaxProblem(script: Script): Promise<LoomError | undefined> {
  const { build } = await import('esbuild')
  try {
    await build({
      entryPoints: [script.path],
      absWorkingDir: dirname(script.path),
      bundle: true,
      packages: 'external',
      platform: 'node',
      write: false,
      logLevel: 'silent',
    })
    return undefined
  } catch (error) {
    return loadError(error, script)
  }
}

interface Message {
  readonly text: string
  readonly location: { readonly file: string; readonly line: number; readonly column: number } | null
}

/** An error of esbuild as ours: its files are relative to the script's folder, its columns count from 0. */
function loadError(error: unknown, script: Script): LoomError {
  const [first] = (error as { errors?: readonly Message[] }).errors ?? []
  if (!first?.location)
    return new LoomError('E_SCRIPT_LOAD', first?.text ?? String(error), { at: { file: script.name } })
  const { file, line, column } = first.location
  const at = { file: script.shown(resolve(dirname(script.path), file)), line, column: column + 1 }
  return new LoomError('E_SCRIPT_LOAD', first.text, { at, cause: error })
}
