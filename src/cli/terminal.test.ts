import { afterEach, expect, test, vi } from 'vitest'
import { problemText } from './report.ts'

afterEach(() => vi.unstubAllEnvs())

const told = () => problemText({ code: 'E_SERVE', message: 'it is so', hint: 'do that' })

test('colours are forced or forbidden as other programs let one do it', () => {
  vi.stubEnv('NO_COLOR', '')
  vi.stubEnv('FORCE_COLOR', '1')
  expect(told()).toBe(
    '\u001b[31merror\u001b[39m \u001b[2mE_SERVE\u001b[22m it is so\n    \u001b[2m→\u001b[22m do that\n',
  )
  vi.stubEnv('FORCE_COLOR', '0')
  expect(told()).toBe('error E_SERVE it is so\n    → do that\n')
  vi.stubEnv('FORCE_COLOR', '1')
  vi.stubEnv('NO_COLOR', '1')
  expect(told()).toBe('error E_SERVE it is so\n    → do that\n')
})
