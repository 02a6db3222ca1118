import { beforeAll, describe, expect, test } from 'vitest'
import { DAY, HOUR, MINUTE, type RecordOf } from '../../../kernel/index.ts'
import { cards } from '../../domains/cards.ts'
import { evenly, type Made, made, openModel, START, ticksAt } from '../test-model.ts'
import type { fields } from './fields.ts'
import fraud from './index.ts'

type Payment = RecordOf<typeof fields> & { _record_id: number; _timestamp: string }

const COUNT = 30_000
const options = { cards: 500, fraud_rate: 0.02, truth: true, friendly_rate: 0.002 }

/** Five standard errors of a share. */
const close = (share: number, expected: number, n: number) =>
  expect(Math.abs(share - expected)).toBeLessThan(5 * Math.sqrt((expected * (1 - expected)) / n))

let all: Made<Payment>[] = []
let payments: Made<Payment>[] = []
let chargebacks: Made<Payment>[] = []
beforeAll(async () => {
  all = made<Payment>(await openModel(fraud, options), ticksAt(evenly(COUNT, 2 * MINUTE)), { flush: true })
  payments = all.filter(({ record }) => record.event_type === 'transaction')
  chargebacks = all.filter(({ record }) => record.event_type === 'chargeback')
}, 60_000)

test('every tick is a transaction; events are in the order of their own times and numbered without a gap', () => {
  expect(payments.length).toBe(COUNT)
  expect(
    payments.every(({ record }, i) => record.transaction_id === `txn_${String(i).padStart(8, '0')}`),
  ).toBe(true)
  expect(all.every(({ time }, i) => i === 0 || time >= all[i - 1]!.time)).toBe(true)
  expect(all.every(({ record }, i) => record._record_id === i)).toBe(true)
  expect(all.every(({ record, time }) => Date.parse(record._timestamp) === Math.floor(time / 1000))).toBe(
    true,
  )
})

test('a chargeback comes before the first tick at or after its time, or at the end', () => {
  const times = evenly(COUNT, 2 * MINUTE)
  for (const { tick, time } of chargebacks) {
    if (tick < 0) expect(time).toBeGreaterThan(times.at(-1)!)
    else {
      expect(time).toBeLessThanOrEqual(times[tick]!)
      expect(time).toBeGreaterThan(times[tick - 1]!)
    }
  }
  expect(chargebacks.some(({ tick }) => tick < 0)).toBe(true)
  expect(chargebacks.some(({ tick }) => tick > 0)).toBe(true)
})

test('a chargeback repeats its transaction, days later by the median that is told', () => {
  const paid = new Map(payments.map((each) => [each.record.transaction_id, each]))
  for (const { record, time } of chargebacks) {
    const { record: first, time: then } = paid.get(record.transaction_id)!
    const { event_type, is_fraud, days_to_chargeback, _record_id, _timestamp, ...rest } = record
    expect(first).toMatchObject(rest)
    expect([is_fraud, first.is_fraud, first.days_to_chargeback]).toEqual([true, null, null])
    expect(days_to_chargeback).toBeCloseTo((time - then) / DAY, 2)
    expect(days_to_chargeback).toBeLessThanOrEqual(cards.dispute.most_days)
  }
  const below = chargebacks.filter(({ record }) => record.days_to_chargeback! < cards.dispute.median_days)
  close(below.length / chargebacks.length, 0.5, chargebacks.length)
})

test('shares are those of the options', () => {
  const stolen = payments.filter(({ record }) => record.fraud_kind !== 'none')
  const attacks = new Set(stolen.map(({ record }) => record.fraud_episode)).size
  // Transactions of one attack come together: the error is that of the number of attacks, of 4.5 ± 2.2 each.
  expect(Math.abs(stolen.length / COUNT - 0.02)).toBeLessThan((5 * 5 * Math.sqrt(attacks)) / COUNT)
  const noticed = chargebacks.filter(({ record }) => record.fraud_kind !== 'none')
  close(noticed.length / stolen.length, 0.9, stolen.length)
  close((chargebacks.length - noticed.length) / (COUNT - stolen.length), 0.002, COUNT)
})

test('an attack spans several transactions on one card, of one kind, minutes apart', () => {
  const attacks = new Map<number, Made<Payment>[]>()
  for (const each of payments) {
    const number = each.record.fraud_episode
    if (number !== null) attacks.set(number, [...(attacks.get(number) ?? []), each])
  }
  const lengths = [...attacks.values()].map((attack) => attack.length)
  for (const attack of attacks.values()) {
    expect(new Set(attack.map(({ record }) => record.card_id)).size).toBe(1)
    expect(new Set(attack.map(({ record }) => record.fraud_kind)).size).toBe(1)
    const { transactions } = cards.fraud[attack[0]!.record.fraud_kind]!
    expect(attack.length).toBeLessThanOrEqual(transactions[1])
  }
  // Only the last ones may have been cut off by the end of the stream.
  expect(lengths.filter((length) => length < 2).length).toBeLessThan(5)
  expect(Math.max(...lengths)).toBeGreaterThan(5)
})

describe('geo-velocity', () => {
  test('honest holders travel no faster than planes, counterfeit cards often do', () => {
    const last = new Map<string, { at: number; fraud: boolean }>()
    let impossible = 0
    for (const { record, time } of payments) {
      if (record.latitude === null) continue
      const before = last.get(record.card_id)
      const isFraud = record.fraud_kind !== 'none'
      if (before && !before.fraud && !isFraud)
        expect(record.km_per_hour).toBeLessThanOrEqual(cards.fastest_trip_kmh + 0.05)
      if (record.fraud_kind === 'counterfeit' && record.km_per_hour! > cards.fastest_trip_kmh) impossible++
      last.set(record.card_id, { at: time, fraud: isFraud })
    }
    expect(impossible).toBeGreaterThan(0)
  })

  test('counts and gaps agree with the stream itself', () => {
    const seen = new Map<string, number[]>()
    for (const { record, time } of payments) {
      const times = seen.get(record.card_id) ?? []
      const gap = times.length === 0 ? null : Math.floor((time - times.at(-1)!) / 1e6)
      times.push(time)
      seen.set(record.card_id, times)
      const day = times.slice(-100).filter((each) => each > time - DAY).length
      if (record.seconds_since_last !== gap || record.count_24h !== day) expect(record).toBe({ gap, day })
    }
  })
})

test('however ticks are cut into slices, the stream is the same', async () => {
  const times = evenly(3_000, HOUR)
  const whole = made(await openModel(fraud, options), ticksAt(times), { flush: true })
  const source = await openModel(fraud, options)
  const pieces = [0, 1, 7, 500, 501, 2_999, 3_000].flatMap((from, i, cuts) => {
    const to = cuts[i + 1]
    return to === undefined ? [] : made(source, ticksAt(times.slice(from, to), from))
  })
  const rest = made(source, ticksAt(new Float64Array(0), 3_000), { flush: true })
  expect([...pieces, ...rest].map(({ record }) => record)).toEqual(whole.map(({ record }) => record))
})

test('immediate labels tell the truth and bring no chargebacks; the truth is only told on request', async () => {
  const source = await openModel(fraud, { ...options, labels: 'immediate', truth: false })
  const records = made<Payment>(source, ticksAt(evenly(5_000)), { flush: true })
  expect(records.length).toBe(5_000)
  expect(records.some(({ record }) => record.is_fraud)).toBe(true)
  expect(records.every(({ record }) => record.is_fraud !== null && !('fraud_kind' in record))).toBe(true)
  expect(source.fields).not.toHaveProperty('fraud_kind')
  expect(source.pure).toBeUndefined()
})

test('mimicry makes fraud look honest, a moved fraud rate makes more of it', async () => {
  const run = async (more: object, steer?: (name: string, set: number, time: number) => number) => {
    const source = await openModel(fraud, { ...options, ...more })
    if (steer) source.steer?.(['fraud_rate'], steer)
    return made<Payment>(source, ticksAt(evenly(20_000, 2 * MINUTE))).map(({ record }) => record)
  }
  const odd = (records: Payment[]) => {
    const stolen = records.filter((each) => each.event_type === 'transaction' && each.fraud_kind !== 'none')
    return stolen.filter((each) => each.entry_mode === 'magstripe' || each.amount < 2).length / stolen.length
  }
  expect(odd(await run({ mimicry: 1 }))).toBeLessThan(0.02)
  expect(odd(await run({}))).toBeGreaterThan(0.15)
  const middle = START + 10_000 * 2 * MINUTE
  const drifted = await run({}, (_, set, time) => (time < middle ? 0 : set))
  const halves = [drifted.slice(0, 10_000), drifted.slice(10_000)]
  const share = (records: Payment[]) => records.filter((each) => each.fraud_kind !== 'none').length
  expect(share(halves[0]!)).toBe(0)
  expect(share(halves[1]!)).toBeGreaterThan(50)
})
