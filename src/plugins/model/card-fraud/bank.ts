import {
  DAY,
  type ModelContext,
  type ModelEmitter,
  type ModelTick,
  type RecordOf,
  SECOND,
} from '../../../kernel/index.ts'
import { kilometres } from '../../../simulation/index.ts'
import { type CardState, countDay, newCard, speed } from './card.ts'
import { disputeDelay, Pending } from './disputes.ts'
import { type Episode, Episodes, MEAN_LENGTH } from './episodes.ts'
import type { fields } from './fields.ts'
import type { Parameter, Settings } from './options.ts'
import { honest, mimicked, type Spending, stolen } from './spending.ts'
import { type Holder, holders, Merchants } from './world.ts'

type Full = RecordOf<typeof fields>
type Draft = Omit<Full, 'fraud_kind' | 'fraud_episode'> & Partial<Full>

/** Sees every transaction, remembers every card, and hears of fraud days later. */
export class Bank {
  readonly without: readonly (keyof Full)[]
  readonly #options: Settings
  readonly #context: ModelContext<Parameter>
  readonly #holders: ReturnType<typeof holders>
  readonly #merchants: Merchants
  readonly #cards = new Map<number, CardState>()
  readonly #episodes = new Episodes()
  readonly #chargebacks = new Pending<Draft>()
  #count = 0

  constructor(options: Settings, context: ModelContext<Parameter>) {
    this.without = options.truth ? [] : ['fraud_kind', 'fraud_episode']
    this.#options = options
    this.#context = context
    this.#holders = holders(context.rng.fork('holder'), options.cards)
    this.#merchants = new Merchants(context.rng.fork('merchant'), options.merchants)
  }

  /** The transaction of a tick, and before it the chargebacks that have come by then. */
  records({ time, rng }: ModelTick, out: ModelEmitter<Draft>): void {
    this.#chargebacks.take(time, (record, at) => out.push(record, at))
    const episode = this.#episodes.due(time, rng) ?? this.#attack(time, rng)
    const number = episode?.card ?? rng.int(0, this.#options.cards - 1)
    const holder = this.#holders.get(number)
    const card = this.#card(number)
    const onlineRate = this.#context.parameter('online_rate').at(time)
    const mimics = episode !== undefined && rng.float() < this.#context.parameter('mimicry').at(time)
    const rates = { online: onlineRate, trip: this.#options.trip_rate }
    const spending =
      episode === undefined
        ? honest(holder, card, this.#merchants, rates, time, rng)
        : mimics
          ? mimicked(holder, this.#merchants, onlineRate, rng)
          : stolen(episode, this.#merchants, rng)
    const record = this.#record(holder, card, spending, episode, time)
    remember(card, spending, time, episode === undefined)
    out.push(record)
    this.#dispute(record, episode, { time, rng })
  }

  /** The chargebacks that are still to come. */
  flush(out: { push(record: Draft, time: number): void }): void {
    this.#chargebacks.take(Number.POSITIVE_INFINITY, (record, at) => out.push(record, at))
  }

  /** Begins an attack, as often as makes the share of fraud what it should be. */
  #attack(time: number, rng: ModelTick['rng']): Episode | undefined {
    const starts = this.#context.parameter('fraud_rate').at(time) / MEAN_LENGTH
    // Ticks that go on with an attack cannot begin one.
    if (rng.float() * (1 - starts * (MEAN_LENGTH - 1)) >= starts) return undefined
    const victim = rng.int(0, this.#options.cards - 1)
    return this.#episodes.begin(victim, this.#holders.get(victim).city, time, rng)
  }

  #card(number: number): CardState {
    const known = this.#cards.get(number)
    if (known) return known
    const card = newCard()
    this.#cards.set(number, card)
    return card
  }

  #record(
    holder: Holder,
    card: CardState,
    { category, merchant, amount, entryMode, at }: Spending,
    episode: Episode | undefined,
    time: number,
  ): Draft {
    const velocity = at && card.seenAt && speed(card.seenAt, card.seenTime, at, time)
    return {
      event_type: 'transaction',
      transaction_id: `txn_${String(this.#count++).padStart(8, '0')}`,
      card_id: holder.card,
      merchant_id: merchant.id,
      merchant_category: category.name,
      merchant_city: merchant.city,
      amount,
      currency: 'EUR',
      entry_mode: entryMode,
      latitude: at ? at.latitude : null,
      longitude: at ? at.longitude : null,
      distance_from_home_km: at ? tenths(kilometres(holder.home, at)) : null,
      seconds_since_last: card.lastTime === undefined ? null : Math.floor((time - card.lastTime) / SECOND),
      km_per_hour: velocity === undefined ? null : tenths(velocity),
      count_24h: countDay(card, time),
      amount_to_usual: Math.round((100 * amount) / (category.median * holder.spending)) / 100,
      is_fraud: this.#options.labels === 'immediate' ? episode !== undefined : null,
      days_to_chargeback: null,
      ...(this.#options.truth && {
        fraud_kind: episode?.kind.name ?? 'none',
        fraud_episode: episode?.number ?? null,
      }),
    }
  }

  #dispute(
    record: Draft,
    episode: Episode | undefined,
    { time, rng }: Pick<ModelTick, 'time' | 'rng'>,
  ): void {
    if (this.#options.labels === 'immediate') return
    const { reported_rate, friendly_rate } = this.#options
    if (rng.float() >= (episode ? reported_rate : friendly_rate)) return
    const delay = disputeDelay(rng)
    const days = Math.round((100 * delay) / DAY) / 100
    this.#chargebacks.add(time + delay, {
      ...record,
      event_type: 'chargeback',
      is_fraud: true,
      days_to_chargeback: days,
    })
  }
}

function remember(card: CardState, { at }: Spending, time: number, byHolder: boolean): void {
  card.lastTime = time
  if (at === undefined) return
  card.seenAt = at
  card.seenTime = time
  if (!byHolder) return
  card.holderAt = at
  card.holderTime = time
}

function tenths(value: number): number {
  return Math.round(value * 10) / 10
}
