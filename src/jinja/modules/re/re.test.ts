import { expect, test } from 'vitest'
import { Pattern } from './pattern.ts'

test('sets within sets are sets of their own, and no bounds of ranges', () => {
  const all = (source: string, subject: string) =>
    [...new Pattern(source, 0).all(subject)].map((match) => match.textOf(0))
  expect(all('[\\w.-]+', 'a_b.c-d, é٣')).toEqual(['a_b.c-d', 'é٣'])
  expect(all('[^\\s"]+', 'a b\x1c"c"')).toEqual(['a', 'b', 'c'])
  expect(all('[\\S]', ' a ')).toEqual(['a'])
  expect(all('[^\\D5]', '4a5')).toEqual(['4'])
  expect(all('[😀-😎]', '😁x')).toEqual(['😁'])
  for (const source of ['[\\w-z]', '[\\d-9]', '[+-\\d]', '[a-\\w]']) {
    expect(() => new Pattern(source, 0)).toThrow('bad character range')
  }
})

test('groups are where the search found them', () => {
  const pattern = new Pattern('(?P<a>a)|(ab)(c)?', 0)
  const whole = pattern.find('ab', 0, 'fullmatch')!
  expect([whole.span(0), whole.span(1), whole.span(2), whole.span(3)]).toEqual([
    [0, 2],
    [-1, -1],
    [0, 2],
    [-1, -1],
  ])
  expect(pattern.find('😀xab', 0, 'search')!.span(1)).toEqual([2, 3])
})
