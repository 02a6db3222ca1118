/** The corpus against Debian's Jinja2, and portable templates against nunjucks, too. */
import { table } from '../measure.mjs'
import { MEAN, measureCorpus } from './corpus.mjs'

const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length
const times = (value) => `${value.toFixed(1)} ×`

const { python, tables } = await measureCorpus()
console.log(`${python ?? 'No Python with Jinja2'}; CPU µs an event`)
for (const [kind, measured] of Object.entries(tables)) {
  const { [MEAN]: _, ...single } = measured
  const engines = ['ours', 'python', 'nunjucks'].filter((engine) =>
    Object.values(single).some((each) => engine in each),
  )
  const others = engines.slice(1)
  const row = ([name, each]) => [
    name,
    ...engines.map((engine) => each[engine]?.toFixed(1) ?? '–'),
    ...others.map((engine) => (engine in each.ratios ? times(each.ratios[engine]) : '–')),
  ]
  console.log('')
  table([kind, ...engines, ...others.map((engine) => `${engine} / ours`)], Object.entries(measured).map(row))
  for (const engine of others) {
    const ratios = Object.values(single)
      .flatMap((each) => each.ratios[engine] ?? [])
      .sort((a, b) => a - b)
    console.log(
      `${engine} / ours of single templates: least ${times(ratios[0])}, mean ${times(mean(ratios))}, most ${times(ratios.at(-1))}`,
    )
  }
}
