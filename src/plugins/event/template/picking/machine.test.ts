import { expect, test } from 'vitest'
import { fromCivil, UTC, zone } from '../../../../kernel/index.ts'
import { State } from '../state.ts'
import { type MachineState, pickByMachine, unreachable } from './machine.ts'
import { View } from './view.ts'

function viewOf(zoneHere = UTC) {
  return new View(zoneHere, {
    locals: new State('locals'),
    shared: new State('shared'),
    globals: new State('globals'),
  })
}

function machine(table: Record<string, MachineState<string>['transitions']>) {
  const states = Object.entries(table).map(([item, transitions]) => ({
    item,
    locals: new State('locals'),
    transitions,
  }))
  const view = viewOf()
  return { states, view, picker: pickByMachine(states, 0, view) }
}

const yes = () => true
const no = () => false

test('the first pick is the initial state, whatever its transitions say', () => {
  const { picker } = machine({ a: [{ to: 1, when: yes }], b: [] })
  expect([picker.pick(), picker.pick(), picker.pick()]).toEqual([['a'], ['b'], ['b']])
})

test('the first transition that holds is taken, and no later one is asked', () => {
  const asked: string[] = []
  const { picker } = machine({
    a: [
      { to: 1, when: () => asked.push('b') < 0 },
      { to: 2, when: () => asked.push('c') > 0 },
      { to: 0, when: () => asked.push('a') > 0 },
    ],
    b: [],
    c: [{ to: 0, when: no }],
  })
  expect([picker.pick(), picker.pick(), picker.pick()]).toEqual([['a'], ['c'], ['c']])
  expect(asked).toEqual(['b', 'c'])
})

test('locals are those of the current state, also when another template is listed first', () => {
  const seen: unknown[] = []
  const { picker, states } = machine({
    a: [{ to: 1, when: (view) => view.states.locals.get('n') === 1 }],
    b: [{ to: 0, when: (view) => seen.push(view.states.locals) < 0 }],
  })
  picker.pick()
  expect(picker.pick()).toEqual(['a'])
  states[0]!.locals.data.set('n', 1)
  expect(picker.pick()).toEqual(['b'])
  picker.pick()
  expect(seen[0]).toBe(states[1]!.locals)
})

test('the view gives the wall clock of the tick at hand', () => {
  const view = viewOf(zone('Asia/Kathmandu'))
  view.moveTo(fromCivil({ year: 2024, month: 1, day: 1, hour: 20 }), ['x'])
  expect(view.civil).toMatchObject({ year: 2024, day: 2, hour: 1, minute: 45 })
  view.moveTo(fromCivil({ year: 2024, month: 1, day: 1 }), [])
  expect(view.civil).toMatchObject({ day: 1, hour: 5, minute: 45 })
})

test('states that no path leads to', () => {
  const edges = new Map([
    ['a', ['b']],
    ['b', ['a', 'c']],
    ['c', []],
    ['d', ['e', 'a']],
    ['e', ['d']],
  ])
  expect(unreachable(edges, 'a')).toEqual(['d', 'e'])
  expect(unreachable(edges, 'd')).toEqual([])
})
