import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  callMethod,
  DateTime,
  Dict,
  getAttr,
  Kwargs,
  PythonError,
  repr,
  TimeZone,
  type Value,
} from '../../../../../jinja/index.ts'
import { Float, rng } from '../../../../../kernel/index.ts'
import { randModule } from './index.ts'
import { VENDORS } from './vendors.ts'

/** `module.rand.PATH(…)` on a stream of its own. */
function rand(seed = 'rand') {
  const module = randModule(rng(seed))
  return (path: string, ...args: (Value | Kwargs)[]): Value => {
    const names = path.split('.')
    const last = names.pop()!
    const owner = names.reduce<Value>((at, name) => getAttr(at, name), module)
    return callMethod(owner, last, args)
  }
}

const N = 20_000
/** Five standard errors of a share at N draws: one false alarm in 1.7 million. */
const tolerance = (p: number) => 5 * Math.sqrt((p * (1 - p)) / N)

function share(draw: () => Value, hit: (value: Value) => boolean): number {
  let hits = 0
  for (let i = 0; i < N; i++) if (hit(draw())) hits++
  return hits / N
}

const error = (run: () => unknown): string => {
  try {
    run()
  } catch (thrown) {
    if (thrown instanceof PythonError) return thrown.type
    throw thrown
  }
  return 'none'
}

describe('choosing', () => {
  test('weighted_choice follows the weights, of lists and of mappings', () => {
    const call = rand()
    const items = ['a', 'b', 'c']
    const fromList = share(
      () => call('weighted_choice', items, [1, 2, 7]),
      (v) => v === 'b',
    )
    expect(Math.abs(fromList - 0.2)).toBeLessThan(tolerance(0.2))
    const mapping = new Dict([
      [404, 1],
      ['x', 3],
    ])
    const fromMapping = share(
      () => call('weighted_choice', mapping),
      (v) => v === 404,
    )
    expect(Math.abs(fromMapping - 0.25)).toBeLessThan(tolerance(0.25))
  })

  test('weights of None are equal', () => {
    const call = rand()
    const p = share(
      () => call('weighted_choice', ['a', 'b'], null),
      (v) => v === 'a',
    )
    expect(Math.abs(p - 0.5)).toBeLessThan(tolerance(0.5))
  })

  test('zero weights are never chosen', () => {
    const call = rand()
    for (let i = 0; i < 200; i++) expect(call('weighted_choice', ['a', 'b', 'c'], [0, 1, 0])).toBe('b')
  })

  test('choice takes characters of text by code point, and elements of anything indexable', () => {
    const call = rand()
    const seen = new Set(Array.from({ length: 100 }, () => call('choice', 'a😀')))
    expect(seen).toEqual(new Set(['a', '😀']))
    expect(call('choices', ['x'], 3)).toEqual(['x', 'x', 'x'])
    expect(call('choices', ['x'], 0)).toEqual([])
    expect(call('weighted_choices', ['x', 'y'], [0, 1], 2)).toEqual(['y', 'y'])
    expect(call('weighted_choices', new Dict([['k', 1]]), 2)).toEqual(['k', 'k'])
  })

  test('shuffle keeps what it is given and leaves it as it was', () => {
    const call = rand()
    const items = [1, 2, 3, 4, 5]
    const shuffled = call('shuffle', items) as Value[]
    expect([...shuffled].sort()).toEqual(items)
    expect(items).toEqual([1, 2, 3, 4, 5])
    expect([...(call('shuffle', 'abc') as string)].sort().join('')).toBe('abc')
  })

  test('chance is certain at its ends and fair between', () => {
    const call = rand()
    expect([call('chance', 0), call('chance', -1), call('chance', 1), call('chance', 2)]).toEqual([
      false,
      false,
      true,
      true,
    ])
    const p = share(
      () => call('chance', 0.3),
      (v) => v === true,
    )
    expect(Math.abs(p - 0.3)).toBeLessThan(tolerance(0.3))
  })

  test.each([
    ['IndexError', 'choice', [[]]],
    ['ValueError', 'weighted_choice', [['a'], [1, 2]]],
    ['ValueError', 'weighted_choice', [['a'], [0]]],
    [
      'ValueError',
      'weighted_choice',
      [
        ['a', 'b'],
        [3, -1],
      ],
    ],
    ['ValueError', 'weighted_choice', [['a'], [Number.POSITIVE_INFINITY]]],
    ['TypeError', 'weighted_choice', [['a'], ['1']]],
    ['TypeError', 'weighted_choice', [['a']]],
    ['ValueError', 'weighted_choice', [new Dict()]],
    ['TypeError', 'weighted_choices', [['a'], [1]]],
    ['TypeError', 'weighted_choices', [new Dict([['a', 1]]), [1], 2]],
    ['TypeError', 'choices', [['a']]],
    ['TypeError', 'chance', ['x']],
    ['TypeError', 'choice', [5]],
  ] as [string, string, Value[]][])('%s of %s(%j)', (type, name, args) => {
    expect(error(() => rand()(name, ...args))).toBe(type)
  })
})

describe('numbers', () => {
  test('integer covers both ends evenly, of any size', () => {
    const call = rand()
    const p = share(
      () => call('number.integer', 1, 6),
      (v) => v === 6,
    )
    expect(Math.abs(p - 1 / 6)).toBeLessThan(tolerance(1 / 6))
    const big = 10n ** 30n
    fc.assert(
      fc.property(fc.bigInt(-big, big), fc.bigInt(0n, big), (low, span) => {
        const drawn = BigInt(call('number.integer', low, low + span) as number | bigint)
        expect(drawn >= low && drawn <= low + span).toBe(true)
      }),
      { numRuns: 200 },
    )
  })

  test('clamp gives the winning argument itself, a bound on a tie', () => {
    const call = rand()
    expect(call('number.clamp', new Float(10), 0, 10)).toBe(10)
    expect(repr(call('number.clamp', new Float(10), 0, 20))).toBe('10.0')
    expect(call('number.clamp', 5, 10, 0)).toBe(10)
  })

  test('distributions have their moments', () => {
    const call = rand()
    const mean = (path: string, args: Value[]) => {
      let sum = 0
      for (let i = 0; i < N; i++) sum += Number(call(path, ...args))
      return sum / N
    }
    const near = (value: number, expected: number, deviation: number) =>
      expect(Math.abs(value - expected)).toBeLessThan((5 * deviation) / Math.sqrt(N))
    near(mean('number.gauss', [10, 2]), 10, 2)
    near(mean('number.floating', [2, 4]), 3, 2 / Math.sqrt(12))
    near(mean('number.exponential', [4]), 0.25, 0.25)
    near(mean('number.triangular', [0, 10, 2]), 4, Math.sqrt((100 + 4 - 20) / 18))
    near(mean('number.pareto', [3, 2]), 3, Math.sqrt(3))
    near(
      mean('number.lognormal', [0, 0.5]),
      Math.exp(0.125),
      Math.sqrt((Math.exp(0.25) - 1) * Math.exp(0.25)),
    )
  })

  test('floats are floats even when whole', () => {
    const call = rand()
    expect(repr(call('number.floating', 3, 3))).toBe('3.0')
    expect(repr(call('number.gauss', 5, 0))).toBe('5.0')
    expect(call('number.triangular', 7, 7, 7)).toBe(7)
  })

  test.each([
    ['ValueError', 'number.integer', [5, 1]],
    ['TypeError', 'number.integer', [1.5, 3]],
    ['TypeError', 'number.integer', [new Float(1), 3]],
    ['ZeroDivisionError', 'number.exponential', [0]],
    ['ZeroDivisionError', 'number.pareto', [0]],
    ['OverflowError', 'number.lognormal', [1000, 0]],
    ['TypeError', 'number.clamp', [1, 'a', 2]],
    ['TypeError', 'number.gauss', [1]],
  ] as [string, string, Value[]][])('%s of %s(%j)', (type, name, args) => {
    expect(error(() => rand()(name, ...args))).toBe(type)
  })
})

describe('text', () => {
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

  test('identifiers and digests look as they should and differ', () => {
    const call = rand()
    const uuids = Array.from({ length: 1000 }, () => call('crypto.uuid4') as string)
    for (const uuid of uuids)
      expect(uuid).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    expect(new Set(uuids).size).toBe(1000)
    expect(call('crypto.md5')).toMatch(/^[0-9a-f]{32}$/)
    expect(call('crypto.sha1')).toMatch(/^[0-9a-f]{40}$/)
    expect(call('crypto.sha256')).toMatch(/^[0-9a-f]{64}$/)
  })
})

describe('network', () => {
  const octets = (address: Value): number[] => (address as string).split('.').map(Number)

  test('private addresses lie in their ranges, 5 : 2 : 5', () => {
    const call = rand()
    const kind = (value: Value) => {
      const [a, b] = octets(value)
      if (a === 10) return 'a'
      if (a === 172 && b! >= 16 && b! <= 31) return 'b'
      return a === 192 && b === 168 ? 'c' : 'none'
    }
    for (const [name, wanted] of [
      ['ip_v4_private_a', 'a'],
      ['ip_v4_private_b', 'b'],
      ['ip_v4_private_c', 'c'],
    ] as const) {
      for (let i = 0; i < 200; i++) expect(kind(call(`network.${name}`))).toBe(wanted)
    }
    const p = share(
      () => call('network.ip_v4_private'),
      (v) => kind(v) === 'b',
    )
    expect(Math.abs(p - 2 / 12)).toBeLessThan(tolerance(2 / 12))
  })

  test('public addresses are never private, reserved or for documentation', () => {
    const call = rand()
    for (let i = 0; i < N; i++) {
      const [a, b, c] = octets(call('network.ip_v4_public')) as [number, number, number]
      const bad =
        a === 0 ||
        a === 10 ||
        a === 127 ||
        a >= 224 ||
        (a === 100 && b >= 64 && b < 128) ||
        (a === 172 && b >= 16 && b < 32) ||
        (a === 192 && b === 168) ||
        (a === 169 && b === 254) ||
        (a === 198 && (b === 18 || b === 19)) ||
        (a === 198 && b === 51 && c === 100) ||
        (a === 203 && b === 0 && c === 113) ||
        (a === 192 && b === 0 && (c === 0 || c === 2))
      expect(bad).toBe(false)
    }
    const small = share(
      () => call('network.ip_v4_public'),
      (v) => (v as string).startsWith('192.0.1.'),
    )
    expect(Math.abs(small - 3 / 75)).toBeLessThan(tolerance(3 / 75))
  })

  test('an address in a subnet is a host of it', () => {
    const call = rand()
    expect(call('network.ip_v4_in_subnet', '10.1.2.3/32')).toBe('10.1.2.3')
    expect(call('network.ip_v4_in_subnet', '10.1.2.3')).toBe('10.1.2.3')
    const seen = new Set(Array.from({ length: 200 }, () => call('network.ip_v4_in_subnet', '10.0.0.9/30')))
    expect(seen).toEqual(new Set(['10.0.0.9', '10.0.0.10']))
    const pair = new Set(Array.from({ length: 100 }, () => call('network.ip_v4_in_subnet', '10.0.0.0/31')))
    expect(pair).toEqual(new Set(['10.0.0.0', '10.0.0.1']))
    expect(call('network.ip_v4_in_subnet', '10.0.0.0/255.255.255.254')).toMatch(/^10\.0\.0\.[01]$/)
    for (const bad of ['10.0.0.0/33', '10.0.0/8', 'x', '1.2.3.4/5/6', '10.0.0.0/-1']) {
      expect(error(() => call('network.ip_v4_in_subnet', bad))).toBe('ValueError')
    }
  })

  test('IPv6 addresses keep their prefix and are canonical', () => {
    const call = rand()
    for (let i = 0; i < 300; i++) {
      expect(call('network.ip_v6_global')).toMatch(/^[23][0-9a-f]{3}:/)
      expect(call('network.ip_v6_link_local')).toMatch(/^fe[89ab][0-9a-f]:/)
      expect(call('network.ip_v6_ula')).toMatch(/^f[cd][0-9a-f]{2}:/)
      expect(call('network.ip_v6')).toMatch(/^[0-9a-f:]+$/)
    }
  })

  test('MAC addresses take a prefix by number or vendor', () => {
    const call = rand()
    const named = (name: string, value: string) => Kwargs.from([[name, value]])
    expect(call('network.mac')).toMatch(/^([0-9a-f]{2}:){5}[0-9a-f]{2}$/)
    expect(call('network.mac', named('oui', 'AA-BB-CC'))).toMatch(/^aa:bb:cc:/)
    for (const [vendor, prefixes] of Object.entries(VENDORS)) {
      expect(prefixes).toContain(
        (call('network.mac', named('vendor', vendor.toUpperCase())) as string).slice(0, 8),
      )
    }
    expect(error(() => call('network.mac', named('oui', 'aa:bb')))).toBe('ValueError')
    expect(error(() => call('network.mac', named('vendor', 'nobody')))).toBe('ValueError')
    expect(
      error(() =>
        call(
          'network.mac',
          Kwargs.from([
            ['oui', 'aa:bb:cc'],
            ['vendor', 'cisco'],
          ]),
        ),
      ),
    ).toBe('ValueError')
    expect(error(() => call('network.mac', 'aa:bb:cc'))).toBe('TypeError')
  })
})

test('a time lies between two others, to the microsecond', () => {
  const call = rand()
  const start = DateTime.of({ year: 2024, month: 1, day: 1 }, TimeZone.utc)
  const end = DateTime.of({ year: 2024, month: 1, day: 2 }, TimeZone.utc)
  for (let i = 0; i < 200; i++) {
    const at = call('datetime.timestamp', start, end) as DateTime
    expect(at.tzinfo).toBe(TimeZone.utc)
    expect([start.days, end.days]).toContain(at.days)
    expect(Number.isInteger(at.rest)).toBe(true)
  }
  expect((call('datetime.timestamp', end, start) as DateTime).days).toBe(start.days)
  expect(error(() => call('datetime.timestamp', '2024-01-01', '2024-01-02'))).toBe('TypeError')
})

test('one seed gives one sequence', () => {
  const sequence = (seed: string) => {
    const call = rand(seed)
    return [
      call('crypto.uuid4'),
      call('string.hex', 8),
      call('network.ip_v4_public'),
      call('number.integer', 0, 1e6),
    ]
  }
  expect(sequence('a')).toEqual(sequence('a'))
  expect(sequence('a')).not.toEqual(sequence('b'))
  expect(sequence('pinned')).toMatchInlineSnapshot(`
    [
      "6e619b88-69af-4a1b-9c62-c3bfc5183f41",
      "831690a0",
      "182.126.154.187",
      725523,
    ]
  `)
})
