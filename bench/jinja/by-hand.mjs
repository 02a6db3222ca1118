/** Compiled templates against JavaScript written by hand for the same text. */
import { inTurn, table } from '../measure.mjs'
import { CONTESTS } from './contests.mjs'
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

const contests = []
for (const { name, ours, byHand } of CONTESTS) {
  const result = await inTurn(ROUNDS, { byHand: () => speed(byHand), ours: () => speed(ours) })
  const share = (100 * result.ours) / result.byHand
  contests.push([name, Math.round(result.byHand), Math.round(result.ours), `${share.toFixed(0)} %`])
}
table(['template', 'by hand, events/s', 'compiled, events/s', 'share'], contests)
