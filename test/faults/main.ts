/**
 * `npm run test:faults [-- EVENTS [SEED [NAME]]]`: events go to real destinations through a proxy that cuts, delays,
 * halves, stalls and goes away. Afterwards each event must be there: exactly once where that is promised.
 */
import { clickhouseOrdeals } from './clickhouse.ts'
import { endure, type Verdict } from './faulty-run.ts'
import { httpOrdeals } from './http.ts'
import { kafkaOrdeals } from './kafka.ts'
import { opensearchOrdeals } from './opensearch.ts'
import { postgresOrdeals } from './postgres.ts'

const [events = '100000', seed = '1', only = ''] = process.argv.slice(2)
const ordeals = [
  ...httpOrdeals,
  ...postgresOrdeals,
  ...kafkaOrdeals,
  ...opensearchOrdeals,
  ...clickhouseOrdeals,
].filter(({ name }) => name.includes(only))

const verdicts: Verdict[] = []
for (const ordeal of ordeals) {
  const verdict = await endure(ordeal, Number(events), Number(seed))
  verdicts.push(verdict)
  console.error(`${verdict.good ? 'good' : 'BAD'}  ${verdict.name}`)
}
console.log(
  '| destination | events | faults | seconds | missing | repeated |\n| --- | --- | --- | --- | --- | --- |',
)
for (const { name, events: count, faults, seconds, missing, repeated } of verdicts) {
  console.log(`| ${[name, count, faults, seconds.toFixed(0), missing, repeated].join(' | ')} |`)
}
process.exit(verdicts.every(({ good }) => good) ? 0 : 1)
