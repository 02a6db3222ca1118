import type { Rng } from '../../../kernel/index.ts'

const ZONES = [
  ...['none', 'datetime.timezone.utc', 'datetime.timezone(datetime.timedelta(hours=-5,minutes=-30))'],
  ...[
    'zone("Europe/Berlin")',
    'zone("America/New_York")',
    'zone("Asia/Kolkata")',
    'zone("UTC")',
    'zone("Asia/Dubai")',
  ],
]

const DELTAS = [
  ...[
    'days=1',
    'days=-1',
    'hours=5,minutes=3',
    'seconds=-1',
    'microseconds=1',
    'days=400,seconds=5,microseconds=7',
  ],
  ...['milliseconds=1.5', 'hours=1.5', 'days=0.1', 'microseconds=0.5', 'minutes=-7.25', ''],
].map((text) => `datetime.timedelta(${text})`)

/** `@` is a moment, `#` another one, `$` a timedelta. */
const MOMENT = [
  ...['@', 'repr(@)', '@.isoformat()', '@.isoformat(" ","milliseconds")', '@.isoformat(timespec="hours")'],
  ...[
    '@.timestamp()',
    '@.date()',
    '@.time()',
    'repr(@.timetz())',
    '@.weekday()',
    '@.isocalendar()',
    '@.ctime()',
  ],
  ...[
    '@.toordinal()',
    '@.utcoffset()',
    '@.tzname()',
    '@.timetuple()',
    '@.utctimetuple()',
    '@.replace(hour=0)',
  ],
  ...['@.replace(day=31)', '@.replace(tzinfo=none)', '@ + $', '@ - $', '@ - #', '@ < #', '@ == #', '$ + @'],
  ...['"{:%d.%m.%Y}".format(@)', '@|tojson', '@.foo', '@.date() - datetime.date(2024,1,1)', '@.date() == @'],
  ...['(@ - #).total_seconds()', '[@, #]|max', '@.astimezone(zone("Europe/Berlin"))', '{@: 1}[#]'],
]

const FORMATS = [
  ...[
    '%Y-%m-%d %H:%M:%S',
    '%a %A %b %B',
    '%c|%x|%X|%r|%R|%T|%D|%F',
    '%d/%m/%y %I:%M %p %P',
    '%f %z %Z',
    '%s',
  ],
  ...['%j %U %W %V %G %g %u %w %C', '%e|%k|%l|%h|%n|%t|%%', '%-d %-m %-H %-I %-j %-M %-S %-y', '%q %Q %! %'],
  ...['%_d %_m %05d %010Y %3S', '%^a %^B %#p %^p', '%5a|%10B|%-5d', '%Ey %Od', '%+ %i %J %N %v'],
]

const DELTA = [
  ...[
    '$',
    'repr($)',
    '$ + &',
    '$ - &',
    '$ * 1.5',
    '-3 * $',
    '$ / 7',
    '$ // 2',
    '$ / &',
    '$ // &',
    '$ % &',
    '-$',
  ],
  ...[
    '$|abs',
    '$ < &',
    '$ == &',
    '$.days ~ "," ~ $.seconds ~ "," ~ $.microseconds',
    '$.total_seconds()',
    'not $',
  ],
]

const TEXTS: readonly (readonly [text: string, format: string])[] = [
  ['2024-02-29 12:34:56', '%Y-%m-%d %H:%M:%S'],
  ['2024-02-29T12:34:56.789+0300', '%Y-%m-%dT%H:%M:%S.%f%z'],
  ['Thu Feb 29 12:34:56 2024', '%c'],
  ['12:34 AM', '%I:%M %p'],
  ['2024 060', '%Y %j'],
  ['2024 W09 4', '%G W%V %u'],
  ['2024 08 4', '%Y %U %w'],
  ['2024 09 1', '%Y %W %w'],
  ['2024x', '%Y'],
  ['abc', '%Y'],
  ['2024-02-30', '%Y-%m-%d'],
  ['-0330', '%z'],
  ['(2024)', '(%Y)'],
]

const ISO = [
  ...['2024-02-29', '2024-02-29T12', '2024-02-29 12:34:56.789', '2024-02-29T12:34:56Z', '20240229T123456'],
  ...[
    '2024-02-29T12:34:56-0330',
    '2024-W09-4',
    '2024-02-30',
    'x',
    '',
    '2024-02-29T25',
    '2024-02-29T12:34:56,5',
  ],
]

function moment(rng: Rng): string {
  const zone = rng.pick(ZONES)!
  // The rules of old: engines and C libraries do not agree on zones before 1972.
  const years = zone.startsWith('zone') ? [1999, 2024, 2025, 2037] : [1, 999, 1969, 2000, 2024, 2256, 9999]
  const day = rng.pick(['3,31,2', '10,27,2', '10,27,1', '3,10,2', '11,3,1', '2,28,23', '1,1,0', '7,4,12'])!
  const micros = rng.pick([0, 1, 250_000, 999_999])!
  const fold = rng.pick(['', ',fold=1'])!
  return `datetime.datetime(${rng.pick(years)},${day},${rng.int(0, 59)},${rng.int(0, 59)},${micros},${zone}${fold})`
}

/** Expressions about dates and times, the same for the same rng. */
export function* momentExpressions(rng: Rng): Generator<string> {
  for (let i = 0; i < 40; i++) {
    const [one, other, delta, second] = [moment(rng), moment(rng), rng.pick(DELTAS)!, rng.pick(DELTAS)!]
    for (const shape of MOMENT)
      yield shape
        .replaceAll('@', one)
        .replaceAll('#', other)
        .replaceAll('$', () => delta)
    for (const format of FORMATS) yield `${one}.strftime("${format}")`
    for (const shape of DELTA) yield shape.replaceAll('$', () => delta).replaceAll('&', second)
  }
  for (const [text, format] of TEXTS) yield `repr(datetime.datetime.strptime("${text}", "${format}"))`
  for (const text of ISO) yield `repr(datetime.datetime.fromisoformat("${text}"))`
}
