import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'

/** The Jinja layer, the seed of its draws, and the world of the corpus, from the sources: what ships shows no layers. */
export async function jinjaLayer() {
  const folder = mkdtempSync(join(tmpdir(), 'eventloom-bench-'))
  const outfile = join(folder, 'jinja.mjs')
  const root = new URL('../../', import.meta.url)
  try {
    await build({
      stdin: {
        contents: `
          export * from './src/jinja/index.ts'
          export { rng } from './src/kernel/index.ts'
          export { ScriptedRng } from './src/jinja/differential/corpus/scripted-rng.ts'
          export { corpusEnvironment, openCorpus } from './src/jinja/differential/corpus/world.ts'`,
        resolveDir: root.pathname,
      },
      outfile,
      bundle: true,
      platform: 'node',
      format: 'esm',
      banner: {
        js: `import { createRequire as __require } from 'node:module'; const require = __require(${JSON.stringify(root.href)})`,
      },
    })
    return await import(pathToFileURL(outfile).href)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
