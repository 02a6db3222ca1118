/**
 * Builds dist: types by tsc, code by esbuild. All code is one bundle, because a process that opens hundreds of
 * small files cannot show its first event within a quarter of a second; what a project does not name stays
 * asleep in it. A small start file runs the bundle from V8's code cache.
 */
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chmodSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { init, parse } from 'es-module-lexer'
import { build, transform } from 'esbuild'

/** Libraries that most runs need; all others stay packages and load when first used. */
const BUNDLED = ['zod', 'yaml', 'fastest-levenshtein', 'commander', 'csv-parse']
const BUNDLE = 'dist/bundle/eventloom.cjs'

/** Modules of Node that take milliseconds to load, and that most runs do not need before their first event. */
const LAZY = [
  'child_process',
  'crypto',
  'fs/promises',
  'readline',
  'timers/promises',
  'v8',
  'worker_threads',
  'zlib',
].map((name) => `node:${name}`)

/** A module that stands for one of Node's, and loads it when something of it is first used. */
async function lazily(name) {
  const members = Object.keys(await import(name)).filter((member) => member !== 'default')
  const getters = members.map((member) => `get ${member}() { return load().${member} }`)
  return `let loaded
const load = () => (loaded ??= require('${name}'))
module.exports = { ${getters.join(', ')} }`
}

const common = {
  bundle: true,
  platform: 'node',
  target: 'node20.19',
  sourcemap: true,
  minifyIdentifiers: true,
  minifyWhitespace: true,
  minifySyntax: true,
  charset: 'ascii',
  legalComments: 'linked',
  logLevel: 'warning',
}

/** A module with the plugins' table in the place of the one that looks for their folders. */
function shelf() {
  const folders = (path) =>
    readdirSync(path, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name)
  const kinds = folders('src/plugins').map((kind) => {
    const names = folders(`src/plugins/${kind}`).filter((name) =>
      existsSync(`src/plugins/${kind}/${name}/index.ts`),
    )
    const loads = names.sort().map((name) => `'${name}': () => import('../plugins/${kind}/${name}/index.ts')`)
    return `'${kind}': { ${loads.join(', ')} }`
  })
  return `const table = { ${kinds.join(', ')} }
export const shelf = {
  names: (kind) => Object.keys(table[kind] ?? {}),
  load: (kind, name) => table[kind][name](),
}`
}

const substitutes = {
  name: 'substitutes',
  setup(setup) {
    setup.onLoad({ filter: /src[\\/]app[\\/]shelf\.ts$/ }, () => ({
      contents: shelf(),
      resolveDir: 'src/app',
    }))
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
}

/** For code that can `require`, which ES modules cannot. */
const laziness = {
  name: 'laziness',
  setup(setup) {
    setup.onResolve({ filter: /^node:/ }, ({ path, namespace }) =>
      LAZY.includes(path) && namespace !== 'lazy' ? { path, namespace: 'lazy' } : undefined,
    )
    setup.onLoad({ filter: /^node:/, namespace: 'lazy' }, async ({ path }) => ({
      contents: await lazily(path),
    }))
  },
}

/** The code of `import(x)` inside the bundle: a script has none of its own, so the start file lends it one. */
async function lendImport(file) {
  await init
  const source = readFileSync(file, 'latin1')
  const [imports] = parse(source)
  let lent = ''
  let at = 0
  for (const { ss, d } of imports.filter(({ d }) => d >= 0)) {
    // The same length, so that the source map stays right.
    lent += `${source.slice(at, ss)}$mport`
    at = d
  }
  writeFileSync(file, lent + source.slice(at), 'latin1')
}

rmSync('dist', { recursive: true, force: true })
await build({
  ...common,
  stdin: {
    contents: `export * as library from './src/index.ts'
export * as cli from './src/cli/command-line.ts'
export * as workers from './src/app/thread.ts'`,
    resolveDir: '.',
  },
  outfile: BUNDLE,
  format: 'cjs',
  // A function of what the start file gives it, written out so that the text need not be put together at each start.
  banner: { js: '(function (module, exports, require, bundle) {var $mport=bundle.import;' },
  footer: { js: '})' },
  define: { 'import.meta.url': 'bundle.url' },
  plugins: [laziness, substitutes],
})
await lendImport(BUNDLE)

/** The names that the library's face exports at run time. */
async function face() {
  const { code } = await transform(readFileSync('src/index.ts', 'utf8'), { loader: 'ts' })
  const [, exports] = parse(code)
  return exports.map(({ n }) => n)
}

const names = await face()
const id = createHash('sha256').update(readFileSync(BUNDLE)).digest('hex').slice(0, 16)
// CommonJS, as Node's module loader is slower to start than the whole of this.
await build({
  ...common,
  entryPoints: Object.fromEntries(
    ['start/bundle', 'start/worker', 'cli/main'].map((entry) => [entry, `src/${entry}.ts`]),
  ),
  outdir: 'dist',
  outExtension: { '.js': '.cjs' },
  format: 'cjs',
  define: { BUILD: JSON.stringify(id) },
  plugins: [
    {
      name: 'one start',
      setup(setup) {
        setup.onResolve({ filter: /\/bundle\.ts$/ }, ({ kind }) =>
          kind === 'entry-point' ? undefined : { path: '../start/bundle.cjs', external: true },
        )
      },
    },
  ],
})
await build({
  ...common,
  // A worker is started by its file, which it looks for beside the code that starts it.
  entryPoints: { 'bundle/worker': 'src/plugins/event/script/javascript/worker.ts' },
  outdir: 'dist',
  format: 'esm',
  plugins: [substitutes],
})
writeFileSync(
  'dist/index.js',
  `import start from './start/bundle.cjs'\nexport const { ${names.join(', ')} } = start.bundle.library\n`,
)
chmodSync('dist/cli/main.cjs', 0o755)
if (!process.argv.includes('--no-types')) {
  execFileSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json'], {
    stdio: 'inherit',
  })
}
