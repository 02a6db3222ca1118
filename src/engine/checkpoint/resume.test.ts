import { existsSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { defineOutput, type Problem } from '../../kernel/index.ts'
import { Run } from '../run.ts'
import { described, ticks, withOutputs } from '../test-run.ts'
import { letters, pure, setting, store } from './test-run.ts'

test('a run that is stopped and resumed again and again is the run that was not', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer({ min: 1, max: 300 }), { maxLength: 4 }),
      fc.constantFrom('stop', 'abandon'),
      async (stops, how) => {
        const calm = { first: [] as string[], second: [] as string[] }
        const { project, options } = setting()
        const outputs = [store(calm.first, true, () => {}), store(calm.second, true, () => {})]
        const whole = new Run(withOutputs(project, ...outputs), { ...options, seed: 5 })
        expect(await whole.complete()).toMatchObject({ balanced: true })

        const held = { first: [] as string[], second: [] as string[] }
        const again = setting({ resume: true })
        let seed: number | string | undefined
        for (const [i, stop] of [...stops, Number.POSITIVE_INFINITY].entries()) {
          let done = false
          const run: Run = new Run(
            withOutputs(
              again.project,
              store(held.first, true, (written) => {
                if (done || written < stop * (i + 1)) return
                done = true
                run[how]()
              }),
              store(held.second, true, () => {}),
            ),
            { ...again.options, seed: i === 0 ? 5 : undefined },
          )
          seed ??= run.seed
          expect(run.seed).toBe(seed)
          const summary = await run.complete()
          expect(summary.balanced).toBe(true)
        }
        const timeless = (texts: readonly string[]) => texts.map((text) => text.replace(/:\d{12,}$/, ''))
        expect(timeless(held.first)).toEqual(timeless(calm.first))
        expect(timeless(held.second)).toEqual(timeless(calm.second))
        // The clock of a resumed batch run stands where that of the first one stood.
        expect(new Set(held.first.flatMap((text) => /\d{12,}$/.exec(text) ?? [])).size).toBe(1)
        const dead = (path: string) =>
          letters(path)
            .map(({ output, position }) => `${output} ${position}`)
            .sort()
        expect(dead(again.options.deadLetters)).toEqual(dead(options.deadLetters))
      },
    ),
    { numRuns: 15 },
  )
})

test('what a pure source has made is not made again', async () => {
  const [calm, held]: [string[], string[]] = [[], []]
  const { project, options } = setting({ seed: 5 })
  const { checkpoint, ...bare } = project
  const purely = (made: number[]) => ({ definition: pure(made), options: {} })
  await new Run(
    withOutputs(
      { ...bare, event: purely([]) },
      store(calm, true, () => {}),
    ),
    options,
  ).complete()
  const first: number[] = []
  const run: Run = new Run(
    withOutputs(
      { ...project, event: purely(first) },
      store(held, true, (written) => written > 100 && run.stop()),
    ),
    options,
  )
  await run.complete()
  const second: number[] = []
  const summary = await new Run(
    withOutputs(
      { ...project, event: purely(second) },
      store(held, true, () => {}),
    ),
    { ...options, resume: true },
  ).complete()
  expect(held).toEqual(calm)
  expect(summary).toMatchObject({ balanced: true, ticks: 400, produced: 266 })
  expect(second[0]).toBeGreaterThan(100)
  expect(second).toEqual(Array.from({ length: 400 - second[0]! }, (_, i) => second[0]! + i))
  expect(checkpoint).toBeDefined()
})

test('an output that cannot go back gets what it had not confirmed, and no more than a little twice', async () => {
  const held: string[] = []
  const { project, options } = setting({ seed: 5, resume: true })
  const first: Run = new Run(
    withOutputs(
      project,
      store(held, false, (written) => written > 100 && first.abandon()),
    ),
    options,
  )
  const summary = await first.complete()
  expect(summary.total.left).toBeGreaterThan(0)
  expect(summary.clean).toBe(false)
  const second = await new Run(
    withOutputs(
      project,
      store(held, false, () => {}),
    ),
    options,
  ).complete()
  expect(second.resumed!.position).toBeGreaterThan(50)
  expect(second).toMatchObject({ balanced: true, clean: false })
  const distinct = new Set(held)
  expect(held.length - distinct.size).toBeLessThanOrEqual(30)
  const third = await new Run(
    withOutputs(
      project,
      store(held, false, () => {}),
    ),
    options,
  ).complete()
  expect(third).toMatchObject({ produced: 0, resumed: { finished: true } })
})

test('the drain deadline leaves what remains to a resumed run, or makes dead letters of it', async () => {
  for (const resumable of [true, false]) {
    const { project, options } = setting({ seed: 5, drain: 0.05, writeTimeout: 100 })
    const stuck = defineOutput({
      ...described,
      name: 'stuck',
      open: () => ({ write: () => new Promise<undefined>(() => {}) }),
    })
    const { checkpoint, ...bare } = project
    const run = new Run(withOutputs(resumable ? { ...bare, checkpoint: checkpoint! } : bare, stuck), options)
    setTimeout(() => run.stop(), 30)
    const summary = await run.complete()
    expect(summary).toMatchObject({ balanced: true, clean: false, backlog: 0 })
    const { produced, dropped, left, deadLettered } = summary.total
    expect(produced).toBeGreaterThan(0)
    if (resumable) expect({ left, dropped }).toEqual({ left: dropped, dropped: produced - deadLettered })
    else expect([left, dropped, deadLettered]).toEqual([0, 0, produced])
  }
})

test('a run that is driven from outside says that it cannot be resumed', async () => {
  const { project, options } = setting({ seed: 5 })
  const warnings: Problem[] = []
  const held: string[] = []
  const driven = { ...project, input: [{ definition: ticks(40, true), options: {} }] }
  await new Run(
    withOutputs(
      driven,
      store(held, true, () => {}),
    ),
    {
      ...options,
      onWarning: (problem) => warnings.push(problem),
    },
  ).complete()
  expect(warnings).toMatchObject([{ code: 'W_NOT_RESUMABLE' }])
  expect(held.length).toBeGreaterThan(10)
  expect(existsSync(project.checkpoint!.path!)).toBe(false)
})
