import { expect, test } from 'vitest'
import { startPattern } from './pattern.ts'

test.each([
  ['b', 'abc', false],
  ['a', 'abc', true],
  ['a|c', 'cab', true],
  ['', 'x', true],
  ['(?i)ABC', 'abcd', true],
  ['(?P<x>a)(?P=x)', 'aab', true],
  ['abc\\Z', 'abcd', false],
  ['\\Aab', 'abc', true],
  ['a(?#remark)b', 'ab', true],
  ['\\_\\-', '_-', true],
  ['\\\\Z', '\\Z', true],
  ['.{2}$', '👍a', true],
])('%s on %s', (source, text, matches) => {
  const pattern = startPattern(source)
  pattern.lastIndex = 0
  expect(pattern.test(text)).toBe(matches)
})

test.each(['(', 'a**', '[b-a]'])('%s is no regular expression', (source) => {
  expect(() => startPattern(source)).toThrow()
})
