import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Delivery, DeliveryError, type Event, type Output } from '../../src/kernel/index.ts'
import { asIs, batchOf, deliver, openOutput } from '../plugin-context.ts'
import { expectArrived } from './arrival.ts'
import { AGAIN, again, attempt, framesOf, kindOf, subset } from './attempt.ts'
import { CASES, type Case, type OutputHarness, type Target } from './harness.ts'
import { TEXTS } from './texts.ts'

/**
 * What every output promises, against the real thing. Faults are made by the harness; whatever happens, a frame
 * has either arrived or is among the failures, and what is tried again arrives.
 */
export function outputConformance(name: string, harness: OutputHarness): void {
  const { formatter = asIs, event = (n: number) => JSON.stringify({ n, text: `event ${n}` }) } = harness
  const events = (count: number, first = 0) => Array.from({ length: count }, (_, i) => event(first + i))
  const given = { formatter }

  /** Deliveries whose events are numbered differently have different names, as in a run. */
  const make = (each: readonly Event[], first = 0): Delivery =>
    deliver(batchOf(each, undefined, first), formatter)
  const numbered = (count: number, first = 0): Delivery => make(events(count, first), first)
  const texts = (delivery: Delivery) => delivery.frames.map(text)

  const opened = async (target: Target, changes: Readonly<Record<string, unknown>> = {}): Promise<Output> => {
    const output = await openOutput(harness.plugin, { ...target.options, ...changes }, given)
    await output.open?.()
    return output
  }

  /** Opens, uses and closes an output of a new destination. */
  const using = async (use: (output: Output, target: Target) => Promise<void>) => {
    const target = await harness.target()
    const output = await opened(target)
    try {
      await use(output, target)
    } finally {
      await output.close?.()
    }
  }

  const cases: Record<Case, () => Promise<void>> = {
    'all accepted': () =>
      using(async (output, target) => {
        const written: string[] = []
        for (const [first, count] of [
          [0, 1],
          [1, 499],
          [500, 50],
        ] as const) {
          const delivery = numbered(count, first)
          expect(await attempt(output, delivery)).toEqual([])
          written.push(...texts(delivery))
        }
        expect(await attempt(output, make([]))).toEqual([])
        await expectArrived(target, written)
      }),

    'bytes exact': () =>
      using(async (output, target) => {
        const delivery = make(TEXTS.map((content, n) => withText(event(n), content)))
        expect(await attempt(output, delivery)).toEqual([])
        await expectArrived(target, texts(delivery))
      }),

    order: async () => {
      const target = await harness.target()
      const output = await openOutput(harness.plugin, target.options, { ...given, ordered: true })
      await output.open?.()
      const deliveries = Array.from({ length: 5 }, (_, i) => numbered(200, i * 200))
      for (const delivery of deliveries) expect(await attempt(output, delivery)).toEqual([])
      await output.close?.()
      await expectArrived(target, deliveries.flatMap(texts), 'in order')
    },

    'some refused': () =>
      using(async (output, target) => {
        await target.refusePoison?.()
        const mixed = events(100)
        const bad = [0, 17, 18, 60, 99]
        for (const n of bad) mixed[n] = target.poison!(n)
        const delivery = make(mixed)
        const failures = await attempt(output, delivery)
        expect(framesOf(failures)).toEqual(bad)
        expect([...new Set(failures.map(kindOf))]).toEqual(['rejected'])
        const good = texts(delivery).filter((_, n) => !bad.includes(n))
        await expectArrived(target, good)
      }),

    'all refused': () =>
      using(async (output, target) => {
        await target.refusePoison?.()
        const delivery = make([0, 1, 2].map((n) => target.poison!(n)))
        const failures = await attempt(output, delivery)
        expect(framesOf(failures)).toEqual([0, 1, 2])
        expect(failures.map(kindOf)).toEqual(['rejected', 'rejected', 'rejected'])
        expect(await target.arrived()).toEqual([])
        const after = numbered(3, 3)
        expect(await attempt(output, after)).toEqual([])
        await expectArrived(target, texts(after))
      }),

    'server gone': () =>
      using(async (output, target) => {
        const proxy = harness.proxy!()
        const first = numbered(10)
        expect(await attempt(output, first)).toEqual([])
        await proxy.down()
        const second = numbered(10, 10)
        const failures = await attempt(output, second)
        expect(framesOf(failures)).toEqual(second.frames.map((_, frame) => frame))
        for (const failure of failures) expect(kindOf(failure)).toBe('connect')
        await proxy.up()
        await again(output, second)
        await expectArrived(target, [...texts(first), ...texts(second)])
      }),

    'server gone mid-batch': () =>
      using(async (output, target) => {
        const delivery = numbered(3000)
        const bytes = delivery.frames.reduce((sum, frame) => sum + Buffer.byteLength(frame), 0)
        harness.proxy!().cut(Math.floor(bytes / 2))
        await lossless(output, target, delivery)
      }),

    'answers lost': () =>
      using(async (output, target) => {
        const first = numbered(10)
        expect(await attempt(output, first)).toEqual([])
        const delivery = numbered(500, 10)
        harness.proxy!().loseAnswers(300)
        await lossless(output, target, delivery, texts(first))
      }),

    slow: () =>
      using(async (output, target) => {
        const proxy = harness.proxy!()
        const before = numbered(5)
        expect(await attempt(output, before)).toEqual([])
        proxy.stall()
        const stop = new AbortController()
        const reason = new DeliveryError('timeout', 'E_OUTPUT_TIMEOUT', 'too slow')
        const delivery = harness.plenty ? make(harness.plenty(), 5) : numbered(5, 5)
        const started = performance.now()
        setTimeout(() => stop.abort(reason), 100)
        const failures = await attempt(output, delivery, stop.signal)
        expect(performance.now() - started).toBeLessThan(3000)
        expect(framesOf(failures)).toEqual(delivery.frames.map((_, frame) => frame))
        for (const failure of failures) expect(AGAIN).toContain(kindOf(failure))
        proxy.release()
        await again(output, delivery)
        await expectArrived(target, [...texts(before), ...texts(delivery)], 'perhaps again')
      }),

    restart: () =>
      using(async (output, target) => {
        const first = numbered(100)
        expect(await attempt(output, first)).toEqual([])
        await harness.crash!.kill()
        const second = numbered(100, 100)
        const failures = await attempt(output, second)
        expect(framesOf(failures)).toEqual(second.frames.map((_, frame) => frame))
        for (const failure of failures) expect(AGAIN).toContain(kindOf(failure))
        await harness.crash!.resume()
        await again(output, second)
        await expectArrived(target, [...texts(first), ...texts(second)], 'perhaps again')
      }),

    'bad credentials': async () => {
      const target = await harness.target()
      const changes = target.wrongCredentials!
      await refused(target, changes)
      expect(await target.arrived()).toEqual([])
    },

    'target missing': async () => {
      const target = await harness.target()
      await refused(target, target.missing!)
      const fine = await openOutput(harness.plugin, target.options, given)
      await fine.check?.()
      await fine.close?.()
      expect(await target.arrived()).toEqual([])
    },

    'close drains': async () => {
      const target = await harness.target()
      const output = await opened(target)
      const deliveries = Array.from({ length: 3 }, (_, i) => numbered(300, i * 300))
      const writes = deliveries.map((delivery) => attempt(output, delivery))
      await output.close?.()
      const failures = await Promise.all(writes)
      const written = deliveries.flatMap((delivery, i) => {
        const failed = new Set(framesOf(failures[i]!))
        return texts(delivery).filter((_, frame) => !failed.has(frame))
      })
      expect(written).toHaveLength(900)
      await expectArrived(target, written)
    },

    ids: () =>
      using(async (output, target) => {
        const delivery = numbered(100)
        for (let copy = 0; copy < 3; copy++) expect(await attempt(output, delivery)).toEqual([])
        const later = numbered(10)
        await expectArrived(target, texts(delivery))
        expect(later.frames.map((_, frame) => later.id(frame))).toEqual(
          later.frames.map((_, frame) => delivery.id(frame)),
        )
      }),
  }

  /** Opening, checking or writing says what is wrong, and that it will not mend itself. */
  async function refused(target: Target, changes: Readonly<Record<string, unknown>>): Promise<void> {
    const checked = await openOutput(harness.plugin, { ...target.options, ...changes }, given)
    const said = await Promise.resolve(checked.check?.()).then(
      () => undefined,
      (error: unknown) => error,
    )
    await Promise.resolve(checked.close?.()).catch(() => undefined)
    if (checked.check) expect(said).toMatchObject({ code: expect.stringMatching(/^E_/) })
    let output: Output
    try {
      output = await opened(target, changes)
    } catch (error) {
      expect(error).toMatchObject({ code: expect.stringMatching(/^E_/) })
      return
    }
    const failures = await attempt(output, numbered(3))
    expect(framesOf(failures)).toEqual([0, 1, 2])
    for (const { error } of failures) expect(error).toMatchObject({ code: expect.stringMatching(/^E_/) })
    await Promise.resolve(output.close?.()).catch(() => undefined)
  }

  /** A write that the network breaks: what it does not report has arrived, and the rest arrives when tried again. */
  async function lossless(
    output: Output,
    target: Target,
    delivery: Delivery,
    before: readonly string[] = [],
  ): Promise<void> {
    const failures = await attempt(output, delivery)
    expect(failures.length).toBeGreaterThan(0)
    for (const failure of failures) expect(AGAIN).toContain(kindOf(failure))
    const failed = new Set(framesOf(failures))
    await again(output, subset(delivery, [...failed]))
    const once = harness.exempt?.ids === undefined
    await expectArrived(target, [...before, ...texts(delivery)], once ? 'once' : 'perhaps again')
  }

  describe(`${name} keeps the promises of outputs`, () => {
    beforeAll(() => harness.up())
    afterAll(() => harness.down())
    for (const each of CASES) {
      const why = harness.exempt?.[each]
      if (why === undefined) test(each, cases[each])
      else test.skip(`${each} (${why})`)
    }
  })
}

function withText(event: Event, content: string): Event {
  if (typeof event !== 'string') return { ...event, text: content }
  return JSON.stringify({ ...JSON.parse(event), text: content })
}

const text = (frame: string | Uint8Array) =>
  typeof frame === 'string' ? frame : Buffer.from(frame).toString('latin1')
