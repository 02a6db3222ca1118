import { existsSync, readdirSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createRequire, isBuiltin } from 'node:module'
import { tmpdir } from 'node:os'
import { extname, isAbsolute, join, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { AnyDefinition, Problem } from '../kernel/index.ts'
import { KINDS, ProblemsError } from '../kernel/index.ts'

const SOURCES = new Set(['.ts', '.mts', '.js', '.mjs'])
const FOLDER = 'plugins'
/** Marks a look-up that we hand on to esbuild, so that it does not come back to us. */
const FOUND_BY_ESBUILD = 'by esbuild'

/**
 * The definitions of a project's own plugins: those it names (files or packages), and every file of its
 * `plugins/` folder. All that cannot be loaded is reported at once.
 */
export async function loadUserPlugins(named: readonly string[], directory: string): Promise<AnyDefinition[]> {
  const problems: Problem[] = []
  const definitions: AnyDefinition[] = []
  const files = [...named.map((name) => locate(name, directory)), ...folderFiles(directory)]
  for (const file of new Set(files)) {
    try {
      const found = definitionsOf(await load(file, directory))
      if (found.length === 0) throw new Error('it exports nothing made with defineInput, defineEvent, …')
      definitions.push(...found)
    } catch (error) {
      const [reason] = (error instanceof Error ? error.message : String(error)).split('\n')
      problems.push({
        code: 'E_PLUGIN_FILE',
        message: `plugin "${file}" cannot be loaded: ${reason}`,
        hint: existsSync(file)
          ? 'export what defineInput, defineEvent, defineModel, defineDistortion, defineFormatter or defineOutput returns'
          : 'name a file relative to the project folder, or an installed package',
      })
    }
  }
  if (problems.length > 0) throw new ProblemsError(problems)
  return definitions
}

/** A path for what looks like one or is there as a file; a package name stays. */
function locate(name: string, directory: string): string {
  const path = resolve(directory, name)
  return name.startsWith('.') || isAbsolute(name) || SOURCES.has(extname(name)) || existsSync(path)
    ? path
    : name
}

function folderFiles(directory: string): string[] {
  const folder = join(directory, FOLDER)
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .filter((name) => SOURCES.has(extname(name)) && !/\.(test|d)\.[mc]?ts$/.test(name))
    .sort()
    .map((name) => join(folder, name))
}

function definitionsOf(module: Record<string, unknown>): AnyDefinition[] {
  const exported = Object.values(module).flat()
  return [...new Set(exported)].filter(isDefinition)
}

function isDefinition(value: unknown): value is AnyDefinition {
  if (typeof value !== 'object' || value === null) return false
  const { kind, name, open } = value as Partial<Record<keyof AnyDefinition, unknown>>
  return KINDS.some((known) => known === kind) && typeof name === 'string' && typeof open === 'function'
}

/** Where our own packages are found. */
const OURS = fileURLToPath(new URL('.', import.meta.url))

async function load(file: string, directory: string): Promise<Record<string, unknown>> {
  if (!isAbsolute(file)) {
    const resolved = createRequire(join(directory, 'package.json')).resolve(file)
    return import(pathToFileURL(resolved).href) as Promise<Record<string, unknown>>
  }
  return loadSource(file)
}

/**
 * Compiles a source file and imports it. `eventloom` and `zod` mean ours, so that a project needs no
 * node_modules of its own; other packages are looked for beside the file.
 */
async function loadSource(file: string): Promise<Record<string, unknown>> {
  const { build } = await import('esbuild')
  const ours: Record<string, string> = {
    eventloom: new URL(`../index${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`, import.meta.url).href,
  }
  const bundled = await build({
    entryPoints: [file],
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    sourcemap: 'inline',
    logLevel: 'silent',
    plugins: [
      {
        name: 'packages',
        setup(setup) {
          setup.onResolve({ filter: /^[^./]/ }, async ({ path, kind, resolveDir, pluginData }) => {
            if (kind === 'entry-point' || pluginData === FOUND_BY_ESBUILD) return undefined
            const known = path.startsWith('node:') || isBuiltin(path) ? path : ours[path]
            if (known !== undefined) return { path: known, external: true }
            const from = path === 'zod' ? OURS : resolveDir
            const found = await setup.resolve(path, { kind, resolveDir: from, pluginData: FOUND_BY_ESBUILD })
            if (found.errors.length > 0) return { errors: found.errors }
            return { path: pathToFileURL(found.path).href, external: true }
          })
        },
      },
    ],
  })
  const folder = await mkdtemp(join(tmpdir(), 'eventloom-plugin-'))
  try {
    const compiled = join(folder, 'plugin.mjs')
    await writeFile(compiled, bundled.outputFiles[0]!.contents)
    return (await import(pathToFileURL(compiled).href)) as Record<string, unknown>
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
