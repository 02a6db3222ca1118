import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Marks, UNMARKED } from './marks.ts'

const step = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ does: fc.constant('add' as const), event: fc.nat(5), value: fc.nat() }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ does: fc.constant('change' as const), event: fc.nat(5), value: fc.nat() }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ does: fc.constant('copy' as const), event: fc.nat(5), value: fc.nat(5) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ does: fc.constant('forget' as const), event: fc.nat(5), value: fc.nat() }),
  },
)

test('each event keeps its marks in their order, whatever becomes of the others', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
      const marks = new Marks()
      const last = new Array<number>(6).fill(UNMARKED)
      const expected: unknown[][] = last.map(() => [])
      const seen = (event: number) =>
        Array.from({ length: marks.order(last[event]!) }, (_, i) => {
          const mark = marks.ordered[i]!
          const numbers = { clean: marks.clean[mark], delivered: marks.delivered[mark] }
          const { clean, delivered } = marks.changes.get(mark) ?? numbers
          return [
            marks.labels[marks.label[mark]!]!.field,
            clean,
            delivered,
            marks.concept[mark],
            marks.progress[mark],
          ]
        })
      const forget = (event: number) => {
        const count = marks.order(last[event]!)
        if (count > 0) marks.forget(last[event]!, count)
        last[event] = UNMARKED
        expected[event] = []
      }
      for (const { does, event, value } of steps) {
        const label = marks.labelOf('kind', `f${value % 3}`)
        if (does === 'add') {
          const drift = value % 2 === 0 ? { concept: value % 5, progress: value / 7 } : undefined
          last[event] = marks.add(last[event]!, label, value, value + 1, drift)
          expected[event]!.push([
            `f${value % 3}`,
            value,
            value + 1,
            drift?.concept ?? -1,
            drift?.progress ?? 0,
          ])
        } else if (does === 'change') {
          const change = { clean: `${value}`, delivered: null, raw: false, delay: undefined }
          last[event] = marks.addChange(last[event]!, label, change, undefined)
          expected[event]!.push([`f${value % 3}`, `${value}`, null, -1, 0])
        } else if (does === 'copy') {
          if (value === event) continue
          forget(value)
          last[value] = marks.copy(last[event]!)
          expected[value] = [...expected[event]!]
        } else forget(event)
        expect(last.map((_, each) => seen(each))).toEqual(expected)
      }
      for (const event of last.keys()) forget(event)
      expect(marks.changes.size).toBe(0)
      expect(marks.add(UNMARKED, 0, 1, 2, undefined)).toBe(UNMARKED + 1)
    }),
  )
})

test('there is room for as many as come', () => {
  const marks = new Marks()
  let last = UNMARKED
  for (let i = 0; i < 5_000; i++) last = marks.add(last, 0, i, -i, { concept: 1, progress: i })
  expect(marks.order(last)).toBe(5_000)
  for (const [i, mark] of marks.ordered.entries())
    expect([marks.clean[mark], marks.delivered[mark], marks.progress[mark]]).toEqual([i, -i, i])
})
