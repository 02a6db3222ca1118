/** The corpus of the differential suite, and portable templates that nunjucks understands, on each engine in turn. */
import { setFlagsFromString } from 'node:v8'
import { median } from '../measure.mjs'
import { cpuSeconds } from './cpu.mjs'
import { jinjaLayer } from './layer.mjs'
import { nunjucksCorpus } from './nunjucks-world.mjs'
import { startPython } from './python.mjs'

/**
 * Templates take turns in runs of so many rounds: V8 throws away the code of one that rests for a minute, and would
 * be measured compiling it again. It takes some ten thousand rounds to make up its mind.
 */
const ROUNDS = { ours: 100, nunjucks: 100, python: 12 }
const WARM_UP = 150
const RUNS = 30

/** The name of the mean of all templates. */
export const MEAN = '**mean**'

// While Python works this process is idle, so V8 would clean up, and throw away what it compiled of templates that rest: each
// would be measured compiling again. A run that makes events is never idle.
setFlagsFromString('--no-flush-bytecode')

const CORPUS = new URL('../../src/jinja/differential/corpus/', import.meta.url).pathname
const TEMPLATES = { corpus: `${CORPUS}templates`, portable: new URL('portable', import.meta.url).pathname }

const { openCorpus, ScriptedRng } = await jinjaLayer()

/** For each template, median CPU microseconds of an event: `{ name: { ours, python?, nunjucks?, ratios } }`. */
export async function measureCorpus() {
  const python = startPython(`${CORPUS}world.py`)
  const tables = {}
  for (const [kind, templates] of Object.entries(TEMPLATES)) {
    const ours = await openCorpus(CORPUS, { templates })
    const nunjucks = nunjucksOf(ours, templates)
    const engines = {
      ours: (name, from, rounds) => cpuSeconds(() => repeat(from, rounds, (r) => ours.render(name, r))),
      ...(python && {
        python: (name, from, rounds) => python.ask({ folder: CORPUS, templates, time: name, from, rounds }),
      }),
      ...(nunjucks.size > 0 && {
        nunjucks: (name, from, rounds) =>
          nunjucks.has(name) ? cpuSeconds(() => repeat(from, rounds, nunjucks.get(name))) : undefined,
      }),
    }
    tables[kind] = await inRuns(ours.names, engines)
  }
  python?.close()
  return { python: python?.name, tables }
}

function repeat(from, rounds, render) {
  for (let round = from; round < from + rounds; round++) render(round)
}

/** The renders of the templates of which nunjucks makes the same text. */
function nunjucksOf({ names, render }, templates) {
  const open = nunjucksCorpus(CORPUS, templates, ScriptedRng)
  const renders = new Map()
  for (const [place, name] of names.entries()) {
    try {
      const theirs = open(name, place)
      // A final newline is one that Jinja takes off.
      for (let round = 0; round < 50; round++) {
        if (theirs(round).replace(/\n$/, '') !== render(name, round)) throw new Error('not the same text')
      }
      renders.set(name, theirs)
    } catch {
      // Not a template for nunjucks.
    }
  }
  return renders
}

/**
 * The machine has phases in which everything takes longer, so that what counts is the ratio of two engines in one run. The mean
 * of all templates stands last.
 */
async function inRuns(names, engines) {
  const seen = Object.fromEntries([...names, MEAN].map((name) => [name, {}]))
  for (let run = 0; run < WARM_UP + RUNS; run++) {
    const sums = {}
    for (const name of names) {
      for (const [engine, time] of Object.entries(engines)) {
        const rounds = ROUNDS[engine]
        const seconds = await time(name, run * rounds, rounds)
        if (seconds === undefined || run < WARM_UP) continue
        const microseconds = (seconds / rounds) * 1e6
        seen[name][engine] ??= []
        seen[name][engine].push(microseconds)
        sums[engine] = (sums[engine] ?? 0) + microseconds
      }
    }
    for (const [engine, sum] of Object.entries(sums)) {
      seen[MEAN][engine] ??= []
      seen[MEAN][engine].push(sum / names.length)
    }
  }
  return Object.fromEntries(Object.entries(seen).map(([name, times]) => [name, compared(times)]))
}

/** Medians, and medians of the ratios to ours in the same run. */
function compared({ ours, ...others }) {
  const ratios = Object.entries(others).map(([engine, all]) => [
    engine,
    median(all.map((each, run) => each / ours[run])),
  ])
  const medians = Object.entries(others).map(([engine, all]) => [engine, median(all)])
  return { ours: median(ours), ...Object.fromEntries(medians), ratios: Object.fromEntries(ratios) }
}
