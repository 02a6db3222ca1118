/** Compiled templates against JavaScript written by hand for the same text: `node bench/jinja/main.mjs`. */
import { inTurn, machine } from '../measure.mjs'
import { CONTESTS } from './contests.mjs'

const ROUNDS = 7
const COUNT = 100_000
const buffer = Buffer.alloc(4096)

/** Events/s, each written to a buffer as an output would: text that is not yet one string becomes one. */
function speed(render) {
  const started = performance.now()
  let bytes = 0
  for (let i = 0; i < COUNT; i++) bytes += buffer.utf8Write(render(i), 0)
  if (bytes === 0) throw new Error('nothing was written')
  return COUNT / ((performance.now() - started) / 1000)
}

console.log(machine())
console.log('| template | by hand, events/s | compiled, events/s | ratio |\n| --- | ---: | ---: | ---: |')
for (const { name, ours, byHand } of CONTESTS) {
  const result = await inTurn(ROUNDS, { byHand: () => speed(byHand), ours: () => speed(ours) })
  const ratio = (100 * result.ours) / result.byHand
  console.log(
    `| ${name} | ${Math.round(result.byHand)} | ${Math.round(result.ours)} | ${ratio.toFixed(0)} % |`,
  )
}
