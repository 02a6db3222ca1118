/**
 * Runs TypeScript of this repository: `node scripts/typescript.mjs test/services/main.ts ARGUMENTS`, or
 * `await load('test/services/index.ts')` for what a module exports. Node 20 cannot do so itself.
 */
import { mkdirSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'esbuild'

const ROOT = fileURLToPath(new URL('..', import.meta.url))

export async function load(path) {
  const folder = join(ROOT, '.tmp')
  mkdirSync(folder, { recursive: true })
  const outfile = join(folder, `${path.replaceAll(/\W/g, '-')}-${process.pid}.mjs`)
  const clean = () => rmSync(outfile, { force: true })
  // A program may end the process itself.
  process.once('exit', clean)
  try {
    await build({
      entryPoints: [resolve(ROOT, path)],
      outfile,
      bundle: true,
      packages: 'external',
      platform: 'node',
      format: 'esm',
      target: 'node20.19',
      sourcemap: 'inline',
      logLevel: 'warning',
    })
    return await import(pathToFileURL(outfile).href)
  } finally {
    process.off('exit', clean)
    clean()
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [path] = process.argv.splice(2, 1)
  await load(path)
}
