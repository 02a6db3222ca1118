import { describe, expect, test } from 'vitest'
import { rng } from '../../../kernel/index.ts'
import { parseCron } from './expression.ts'

const parse = (text: string, seed = 1) => parseCron(text, rng(seed))
const minutes = (field: string) => parse(`${field} * * * *`).minutes

describe('fields', () => {
  test.each([
    ['5', [5]],
    ['1,3,2', [1, 2, 3]],
    ['10-13', [10, 11, 12, 13]],
    ['*/20', [0, 20, 40]],
    ['50/4', [50, 54, 58]],
    ['10-20/5', [10, 15, 20]],
    ['57-2', [0, 1, 2, 57, 58, 59]],
    ['50-9/10', [0, 50]],
  ])('minute %s', (field, expected) => expect(minutes(field)).toEqual(expected))

  test('a range from a value to itself is the whole field', () => {
    expect(minutes('7-7')).toHaveLength(60)
    expect(parse('0 0 * 3-3 *').months.size).toBe(12)
  })

  test('names, in any case, in ranges and lists; 0 and 7 are Sunday', () => {
    expect([...parse('0 0 * Nov-FEB,may *').months].sort((a, b) => a - b)).toEqual([1, 2, 5, 11, 12])
    const days = (field: string) => [...parse(`0 0 * * ${field}`).days.ofWeek!.weekdays].sort()
    expect(days('fri-mon')).toEqual([0, 1, 5, 6])
    expect(days('5-7')).toEqual([0, 5, 6])
    expect(days('7')).toEqual(days('SUN'))
  })

  test('seconds stand last, then the year', () => {
    expect(parse('0 12 * * *').seconds).toEqual([0])
    expect(parse('0 12 * * * */30').seconds).toEqual([0, 30])
    expect(parse('*/5 * * * * *').seconds).toHaveLength(60)
    expect([...parse('0 0 1 1 * 0 2030-2032').years!]).toEqual([2030, 2031, 2032])
  })

  test('aliases, blanks', () => {
    expect(parse('  @Weekly ')).toEqual(parse('0  0 *\t* 0'))
    for (const alias of '@midnight @daily @hourly @monthly @yearly @annually'.split(' ')) parse(alias)
  })
})

describe('random fields', () => {
  test('a value is drawn once and lies in its range', () => {
    const drawn = new Set(
      Array.from({ length: 200 }, (_, seed) => parse('r(10-14) * * * *', seed).minutes.join()),
    )
    expect([...drawn].sort()).toEqual(['10', '11', '12', '13', '14'])
    expect(parse('R * * * *', 3)).toEqual(parse('r * * * *', 3))
  })

  test('with a step, the first is random and the rest follow', () => {
    for (let seed = 0; seed < 50; seed++) {
      const { minutes } = parse('r/15 * * * *', seed)
      expect(minutes[0]).toBeLessThan(15)
      expect(minutes.slice(1).every((minute, i) => minute - minutes[i]! === 15)).toBe(true)
      expect(minutes).toHaveLength(4)
      expect(parse('r(30-59)/10 * * * *', seed).minutes.every((minute) => minute >= 30)).toBe(true)
    }
  })
})

test.each([
  ['', '0 fields'],
  ['* * * *', '4 fields'],
  ['* * * * * * * *', '8 fields'],
  ['60 * * * *', 'minute "60" is outside 0–59'],
  ['* 24 * * *', 'hour "24"'],
  ['* * 0 * *', 'day-of-month "0"'],
  ['* * * 13 *', 'month "13"'],
  ['* * * * 8', 'day-of-week "8"'],
  ['* * 9-17 * * MON-FRI', 'second "MON-FRI"'],
  ['* * * * * * 1969', 'year "1969"'],
  ['*/0 * * * *', 'step of 0'],
  ['r/0 * * * *', 'step of 0'],
  ['? * * * *', 'minute "?"'],
  ['* * * ? *', 'month "?"'],
  ['* * 15W * *', 'day-of-month'],
  ['* * LW * *', 'day-of-month'],
  ['* * * * L', 'day-of-week'],
  ['* * * * 5L', 'day-of-week'],
  ['* * * * 5#6', '1 to 5'],
  ['* * * * 5#0', '1 to 5'],
  ['h * * * *', 'minute "h"'],
  ['1,,2 * * * *', 'minute ""'],
  ['-5 * * * *', 'minute "-5"'],
  ['*-5 * * * *', 'minute "*-5"'],
  ['r(5-5) * * * *', 'ends before it starts'],
  ['r(5-99) * * * *', 'minute'],
  ['mon * * * *', 'minute "mon"'],
  ['0 0 30 2 *', 'never comes'],
  ['0 0 31 feb,apr *', 'never comes'],
  ['@reboot', '1 fields'],
])('%s is refused', (text, message) => {
  expect(() => parse(text)).toThrow(new RegExp(message.replaceAll(/[*?()]/g, '\\$&'), 'i'))
})
