/**
 * Builds dist: types by tsc, code by esbuild. The code is bundled because a process that opens hundreds of small
 * files cannot show its first event within a quarter of a second; it is split, so that a project pays only for
 * the plugins it names.
 */
import { execFileSync } from 'node:child_process'
import { chmodSync, existsSync, readdirSync, rmSync } from 'node:fs'
import { build } from 'esbuild'

const KINDS = ['input', 'event', 'formatter', 'output']

/** Small libraries that every run needs; all others stay packages and load when first used. */
const BUNDLED = ['zod', 'yaml', 'fastest-levenshtein']

function plugins() {
  return KINDS.flatMap((kind) =>
    readdirSync(`src/plugins/${kind}`)
      .map((name) => `plugins/${kind}/${name}/index`)
      .filter((entry) => existsSync(`src/${entry}.ts`)),
  )
}

/** Code that asks where it is (registry, packs) is one folder deep in src, so it must be one folder deep here. */
const CHUNKS = 'chunks'

rmSync('dist', { recursive: true, force: true })
await build({
  entryPoints: Object.fromEntries([
    ...['index', 'cli/main', ...plugins()].map((entry) => [entry, `src/${entry}.ts`]),
    // A worker is started by its file, which it looks for beside the chunk that starts it.
    [`${CHUNKS}/worker`, 'src/plugins/event/script/javascript/worker.ts'],
  ]),
  outdir: 'dist',
  bundle: true,
  splitting: true,
  chunkNames: `${CHUNKS}/[name]-[hash]`,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  sourcemap: true,
  minifyWhitespace: true,
  minifySyntax: true,
  legalComments: 'linked',
  logLevel: 'warning',
  plugins: [
    {
      name: 'packages',
      setup(setup) {
        // Its build for Node is CommonJS, which cannot be shaken.
        setup.onResolve({ filter: /^yaml$/ }, () => ({
          path: `${process.cwd()}/node_modules/yaml/browser/dist/index.js`,
        }))
        // Messages in fifty languages that nobody asks for would be a third of what is read at start.
        setup.onLoad({ filter: /zod[\\/]v4[\\/]locales[\\/]index\.js$/ }, () => ({
          contents: "export { default as en } from './en.js'",
        }))
        setup.onResolve({ filter: /^[^./]/ }, ({ path, kind }) => {
          const [name] = path.split('/')
          if (kind === 'entry-point' || BUNDLED.includes(name)) return undefined
          return { path, external: true }
        })
      },
    },
  ],
})
chmodSync('dist/cli/main.js', 0o755)
if (!process.argv.includes('--no-types')) {
  execFileSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json'], {
    stdio: 'inherit',
  })
}
