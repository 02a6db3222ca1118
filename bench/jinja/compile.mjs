/** How long it takes to compile a template of 150 lines, once the compiler is warm: CPU milliseconds, the median of many texts. */
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { median } from '../measure.mjs'
import { cpuSeconds } from './cpu.mjs'
import { jinjaLayer } from './layer.mjs'

const LINES = 150
const CORPUS = new URL('../../src/jinja/differential/corpus/', import.meta.url)
const FOLDER = new URL('templates/', CORPUS)

const { corpusEnvironment } = await jinjaLayer()
// With the modules and samples of a project: what a template asks of them is looked up while it is compiled.
const { compile } = await corpusEnvironment(fileURLToPath(CORPUS))

/** V8 still optimises the compiler, on another thread whose time counts here, for the first thousand. */
const WARM_UP = 1000
const RUNS = 300

/** Two templates of the corpus, some 150 lines, with a mark that shows in the code: V8 keeps what it made of code it saw before. */
function sourceOf(i) {
  const files = readdirSync(FOLDER).filter((name) => name.endsWith('.jinja') && name !== 'o365.jinja')
  const first = readFileSync(new URL(files[i % files.length], FOLDER), 'utf8').trimEnd()
  const second = readFileSync(new URL(files[(i + 7) % files.length], FOLDER), 'utf8').trimEnd()
  return `mark ${i} ${first}\n${second}`
}

const times = Array.from({ length: WARM_UP + RUNS }, (_, i) => {
  const text = sourceOf(i)
  return (cpuSeconds(() => compile(text)) * 1000 * LINES) / text.split('\n').length
})
console.log(`Compile: ${median(times.slice(WARM_UP)).toFixed(2)} ms for ${LINES} lines`)
