import { expect, test } from 'vitest'
import { batchOf, openFormatter, readAs } from '../../../../test/plugin-context.ts'
import { fixedZone, zone } from '../../../kernel/index.ts'
import syslog from './index.ts'

const WINTER = Date.UTC(2024, 0, 2, 3, 4, 5) * 1000

test('RFC 5424', async () => {
  const formatter = await openFormatter(
    syslog,
    {
      facility: 'local4',
      severity: 'notice',
      hostname: 'mymachine.example.com',
      app_name: 'evntslog',
      msgid: 'ID47',
      structured_data: { 'exampleSDID@32473': { iut: '3', eventSource: 'a"b\\c]d' }, 'empty@1': {} },
    },
    { zone: fixedZone(-420) },
  )
  expect(formatter.format(batchOf(['An event', { a: 1 }], [WINTER + 3, WINTER])).frames).toEqual([
    '<165>1 2024-01-01T20:04:05.000003-07:00 mymachine.example.com evntslog - ID47 [exampleSDID@32473 iut="3" eventSource="a\\"b\\\\c\\]d"][empty@1] An event',
    '<165>1 2024-01-01T20:04:05-07:00 mymachine.example.com evntslog - ID47 [exampleSDID@32473 iut="3" eventSource="a\\"b\\\\c\\]d"][empty@1] {"a":1}',
  ])
  const marked = await openFormatter(syslog, { bom: true })
  expect(marked.format(batchOf(['é'], [WINTER])).frames).toEqual([
    '<14>1 2024-01-02T03:04:05+00:00 localhost eventloom - - - \ufeffé',
  ])
})

test('RFC 3164', async () => {
  const formatter = await openFormatter(
    syslog,
    { rfc: 3164, facility: 'auth', severity: 'crit', hostname: 'mymachine', app_name: 'su', procid: '77' },
    { zone: zone('Europe/Berlin') },
  )
  const [one, two] = formatter.format(batchOf(['failed', 'x'], [WINTER, WINTER + 3.3e12])).frames
  expect(one).toBe('<34>Jan  2 04:04:05 mymachine su[77]: failed')
  expect(two).toBe('<34>Feb  9 08:44:05 mymachine su[77]: x')
  const bare = await openFormatter(syslog, { rfc: 3164 })
  expect(bare.format(batchOf(['m'], [WINTER])).frames).toEqual(['<14>Jan  2 03:04:05 localhost eventloom: m'])
})

test.each([
  [{ hostname: 'a b' }, 'hostname'],
  [{ hostname: 'ü' }, 'hostname'],
  [{ app_name: 'x'.repeat(49) }, 'app_name'],
  [{ msgid: 'x'.repeat(33) }, 'msgid'],
  [{ procid: '' }, 'procid'],
  [{ structured_data: { 'a=b': {} } }, 'structured_data'],
  [{ structured_data: { a: { 'p]': 'v' } } }, 'structured_data'],
  [{ rfc: 3164, msgid: 'X' }, 'msgid'],
  [{ rfc: 3164, bom: true }, 'bom'],
  [{ rfc: 3164, app_name: 'a:b' }, 'app_name'],
  [{ rfc: 3164, structured_data: { a: {} } }, 'structured_data'],
  [{ rfc: 1 }, 'rfc'],
  [{ facility: 'nobody' }, 'facility'],
])('%j is refused when the project loads', (raw, option) => {
  expect(() => readAs(syslog as never, raw)).toThrow(`E_OPTION_INVALID ${option}`)
})
