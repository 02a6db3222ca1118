/**
 * Compiled templates against JavaScript written by hand for the same text, against Debian's Jinja2 and against
 * nunjucks: `node bench/jinja/main.mjs`. All times are CPU time, medians of runs in turn.
 */
import { inTurn, machine, table } from '../measure.mjs'
import { LINES, measureCompile } from './compile.mjs'
import { CONTESTS } from './contests.mjs'
import { MEAN, measureCorpus } from './corpus.mjs'
import { cpuSeconds } from './cpu.mjs'

const ROUNDS = 7
const COUNT = 100_000
const buffer = Buffer.alloc(4096)

/** Events/s, each written to a buffer as an output would: text that is not yet one string becomes one. */
function speed(render) {
  let bytes = 0
  const seconds = cpuSeconds(() => {
    for (let i = 0; i < COUNT; i++) bytes += buffer.utf8Write(render(i), 0)
  })
  if (bytes === 0) throw new Error('nothing was written')
  return COUNT / seconds
}

const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length
const times = (value) => `${value.toFixed(1)} ×`

console.log(`${machine()}\n`)

const contests = []
for (const { name, ours, byHand } of CONTESTS) {
  const result = await inTurn(ROUNDS, { byHand: () => speed(byHand), ours: () => speed(ours) })
  const share = (100 * result.ours) / result.byHand
  contests.push([name, Math.round(result.byHand), Math.round(result.ours), `${share.toFixed(0)} %`])
}
table(['template', 'by hand, events/s', 'compiled, events/s', 'share'], contests)

console.log(`\nCompile: ${measureCompile().toFixed(2)} ms for ${LINES} lines\n`)

const { python, tables } = await measureCorpus()
console.log(`${python ?? 'No Python with Jinja2'}; CPU µs an event\n`)
for (const [kind, measured] of Object.entries(tables)) {
  const engines = ['ours', 'python', 'nunjucks'].filter((engine) =>
    Object.values(measured).some((each) => engine in each),
  )
  const others = engines.slice(1)
  const row = ([name, each]) => [
    name,
    ...engines.map((engine) => each[engine]?.toFixed(1) ?? '–'),
    ...others.map((engine) => (engine in each.ratios ? times(each.ratios[engine]) : '–')),
  ]
  table([kind, ...engines, ...others.map((engine) => `${engine} / ours`)], Object.entries(measured).map(row))
  const { [MEAN]: _, ...single } = measured
  for (const engine of others) {
    const ratios = Object.values(single)
      .map((each) => each.ratios[engine])
      .sort((a, b) => a - b)
    console.log(
      `${engine} / ours of single templates: least ${times(ratios[0])}, mean ${times(mean(ratios))}, most ${times(ratios.at(-1))}`,
    )
  }
  console.log('')
}
