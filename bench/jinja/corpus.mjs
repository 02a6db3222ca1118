/** The corpus of the differential suite, and portable templates that nunjucks understands, on each engine in turn. */
import { median } from '../measure.mjs'
import { cpuSeconds } from './cpu.mjs'
import { jinjaLayer } from './layer.mjs'
import { nunjucksCorpus } from './nunjucks-world.mjs'
import { startPython } from './python.mjs'

const RUNS = 5
const WARM_UP = 2
/** Rounds of a template in one run: some milliseconds at least. */
const OURS = 2000
const THEIRS = 120

const CORPUS = new URL('../../src/jinja/differential/corpus/', import.meta.url).pathname
const TEMPLATES = { corpus: `${CORPUS}templates`, portable: new URL('portable', import.meta.url).pathname }

const { openCorpus, ScriptedRng } = await jinjaLayer()

/** For each template, median CPU microseconds of an event: `{ name: { ours, python?, nunjucks? } }`. */
export async function measureCorpus() {
  const python = startPython(`${CORPUS}world.py`)
  const tables = {}
  for (const [kind, templates] of Object.entries(TEMPLATES)) {
    const ours = await openCorpus(CORPUS, { templates })
    const engines = {
      ours: {
        rounds: OURS,
        time: (name, from) => cpuSeconds(() => repeat(from, OURS, (r) => ours.render(name, r))),
      },
      ...(python && {
        python: {
          rounds: THEIRS,
          time: (name, from) => python.ask({ folder: CORPUS, templates, time: name, from, rounds: THEIRS }),
        },
      }),
    }
    const nunjucks = nunjucksOf(ours, templates)
    if (nunjucks.size > 0) {
      engines.nunjucks = {
        rounds: OURS,
        time: (name, from) =>
          nunjucks.has(name) ? cpuSeconds(() => repeat(from, OURS, nunjucks.get(name))) : undefined,
      }
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

async function inRuns(names, engines) {
  const seen = Object.fromEntries(
    names.map((name) => [name, Object.fromEntries(Object.keys(engines).map((e) => [e, []]))]),
  )
  // The first run warms up.
  for (let run = 0; run < WARM_UP + RUNS; run++) {
    for (const name of names) {
      for (const [engine, { rounds, time }] of Object.entries(engines)) {
        const seconds = await time(name, run * rounds)
        if (run >= WARM_UP && seconds !== undefined) seen[name][engine].push((seconds / rounds) * 1e6)
      }
    }
  }
  return Object.fromEntries(
    Object.entries(seen).map(([name, each]) => [
      name,
      Object.fromEntries(
        Object.entries(each).flatMap(([engine, times]) =>
          times.length > 0 ? [[engine, median(times)]] : [],
        ),
      ),
    ]),
  )
}
