import { expect, test } from 'vitest'
import { Kwargs, type Value } from '../../../../../jinja/index.ts'
import { error, N, rand, share, tolerance } from './test-rand.ts'
import { VENDORS } from './vendors.ts'

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
