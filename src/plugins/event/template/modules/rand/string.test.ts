import { expect, test } from 'vitest'
import { error, N, rand, tolerance } from './test-rand.ts'

const alphabets: Record<string, RegExp> = {
  letters_lowercase: /^[a-z]*$/,
  letters_uppercase: /^[A-Z]*$/,
  letters: /^[a-zA-Z]*$/,
  digits: /^[0-9]*$/,
  punctuation: /^[!-/:-@[-`{-~]*$/,
  hex: /^[0-9a-f]*$/,
}
test.each(Object.entries(alphabets))('%s has the size and the alphabet asked for', (name, pattern) => {
  const call = rand()
  for (let size = -1; size < 40; size++) {
    const made = call(`string.${name}`, size) as string
    expect(made).toHaveLength(Math.max(0, size))
    expect(made).toMatch(pattern)
  }
  expect(error(() => call(`string.${name}`, 'x'))).toBe('TypeError')
})

test('every character of an alphabet is equally likely at every place', () => {
  const call = rand()
  const counts = new Map<string, number>()
  for (let i = 0; i < N / 10; i++) {
    for (const c of call('string.letters', 10) as string) counts.set(c, (counts.get(c) ?? 0) + 1)
  }
  expect(counts.size).toBe(52)
  for (const count of counts.values()) expect(Math.abs(count / N - 1 / 52)).toBeLessThan(tolerance(1 / 52))
})

test('pattern fills in its placeholders', () => {
  const call = rand()
  const made = call('string.pattern', 'x-%A{2}%d{3}-%n%h{2}%H%p%w%l%a%d{0}%%{4} {}') as string
  expect(made).toMatch(
    /^x-[A-Z]{2}[0-9]{3}-[1-9][0-9a-f]{2}[0-9A-F][!-/:-@[-`{-~][a-zA-Z0-9][a-zA-Z][a-z]%%%% \{\}$/,
  )
  expect(call('string.pattern', '')).toBe('')
  expect(call('string.pattern', '{3} plain')).toBe('{3} plain')
})

test.each(['%', 'a%', '%z', '%d{', '%d{x}', '%d{-1}', '%d{}'])('pattern refuses %s', (pattern) => {
  expect(error(() => rand()('string.pattern', pattern))).toBe('ValueError')
})
