/**
 * The world of the corpus for nunjucks, with everything that a user of it can add from outside: its own compatibility
 * mode, a `do` tag, and the filters of Jinja that it lacks. What its language cannot do stays undone: operators on
 * objects, calls with Python's types, `for … if`, methods of strings.
 */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import nunjucks from 'nunjucks'

class Do {
  tags = ['do']

  parse(parser, nodes) {
    const token = parser.nextToken()
    const call = parser.parseSignature(null, true)
    parser.advanceAfterBlockEnd(token.value)
    return new nodes.CallExtension(this, 'run', call)
  }

  run() {
    return ''
  }
}

const two = (n) => String(n).padStart(2, '0')
const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')

/** A moment with the methods of Python's that the corpus calls. */
class Timestamp {
  constructor(micros) {
    this.micros = micros
    const date = new Date(Math.floor(micros / 1000))
    this.date = date
    this.year = date.getUTCFullYear()
    this.month = date.getUTCMonth() + 1
    this.day = date.getUTCDate()
    this.hour = date.getUTCHours()
    this.minute = date.getUTCMinutes()
    this.second = date.getUTCSeconds()
    this.microsecond = micros % 1e6
  }

  isoformat() {
    const fraction = this.microsecond === 0 ? '' : `.${String(this.microsecond).padStart(6, '0')}`
    return `${this.date.toISOString().slice(0, 19)}${fraction}+00:00`
  }

  timestamp() {
    return this.micros / 1e6
  }

  strftime(format) {
    return format.replace(/%([YmdHMSfbez%])/g, (_, letter) => {
      switch (letter) {
        case 'Y':
          return String(this.year)
        case 'm':
          return two(this.month)
        case 'd':
          return two(this.day)
        case 'H':
          return two(this.hour)
        case 'M':
          return two(this.minute)
        case 'S':
          return two(this.second)
        case 'f':
          return String(this.microsecond).padStart(6, '0')
        case 'b':
          return MONTHS[this.month - 1]
        case 'e':
          return String(this.day).padStart(2)
        case 'z':
          return '+0000'
        default:
          return '%'
      }
    })
  }
}

/** What is kept are properties, because that is where the compatibility mode's `get` and `pop` look. */
class State {
  set(key, value) {
    this[key] = value
  }
}

function rand(rng) {
  const hex = (size) => {
    let out = ''
    for (let left = size; left > 0; left -= 8) out += rng.uint32().toString(16).padStart(8, '0')
    return out.slice(0, size)
  }
  const word = (alphabet) => (size) => {
    let out = ''
    for (let left = size; left > 0; left--) out += alphabet[Math.floor(rng.float() * alphabet.length)]
    return out
  }
  const address = (low, high) => {
    const n = rng.int(low, high)
    return `${n >>> 24}.${(n >>> 16) & 255}.${(n >>> 8) & 255}.${n & 255}`
  }
  const lower = 'abcdefghijklmnopqrstuvwxyz'
  return {
    choice: (items) => rng.pick(items),
    chance: (share) => rng.float() < share,
    weighted_choice(given, givenWeights) {
      const items = givenWeights === undefined ? Object.keys(given) : given
      const weights = givenWeights ?? Object.values(given)
      const target = rng.float() * weights.reduce((a, b) => a + b, 0)
      let sum = 0
      for (let i = 0; i < weights.length; i++) {
        sum += weights[i]
        if (sum > target) return items[i]
      }
      return items.at(-1)
    },
    number: {
      integer: (a, b) => rng.int(a, b),
      floating: (a, b) => a + (b - a) * rng.float(),
      gauss: (mu, sigma) => mu + sigma * rng.normal(),
      lognormal(mu, sigma) {
        let value = 1 + (mu + sigma * rng.normal()) / 1024
        for (let i = 0; i < 10; i++) value *= value
        return value
      },
      exponential: (rate) => rng.exponential(rate),
      clamp: (value, low, high) => Math.max(low, Math.min(high, value)),
    },
    string: {
      hex,
      digits: word('0123456789'),
      letters: word(lower + lower.toUpperCase()),
      letters_lowercase: word(lower),
      letters_uppercase: word(lower.toUpperCase()),
    },
    network: {
      ip_v4_public: () => address(0x0b00_0000, 0x62ff_ffff),
      ip_v4_private_c: () => address(0xc0a8_0000, 0xc0a8_ffff),
      mac: () => hex(12).match(/../g).join(':'),
    },
    crypto: {
      uuid4() {
        const d = hex(32)
        return `${d.slice(0, 8)}-${d.slice(8, 12)}-4${d.slice(13, 16)}-a${d.slice(17, 20)}-${d.slice(20)}`
      },
      md5: () => hex(32),
      sha1: () => hex(40),
      sha256: () => hex(64),
    },
  }
}

const hashing = (algorithm) => (text) => ({
  hexdigest: () => createHash(algorithm).update(text).digest('hex'),
  digest: () => createHash(algorithm).update(text).digest(),
})

const TESTS = {
  equalto: (a, b) => a === b,
  in: (a, b) => b.includes(a),
  gt: (a, b) => a > b,
  none: (a) => a === null,
}

const attribute = (path) => (item) =>
  String(path)
    .split('.')
    .reduce((value, key) => value?.[key], item)

const kept = (wanted) => (items, name, test, other) =>
  items.filter((item) => {
    const value = attribute(name)(item)
    return (test === undefined ? Boolean(value) : TESTS[test](value, other)) === wanted
  })

const FILTERS = {
  tojson: (value) =>
    JSON.stringify(value ?? null).replace(
      /[<>&'\x7f-\uffff]/g,
      (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
    ),
  format: (pattern, ...values) => {
    let at = 0
    return pattern.replace(/%(0?)(\d*)(?:\.(\d+))?([sdxXf%])/g, (_, zero, width, digits, kind) => {
      if (kind === '%') return '%'
      const value = values[at++]
      const text =
        kind === 'f'
          ? value.toFixed(digits ?? 6)
          : kind === 'd'
            ? String(Math.trunc(value))
            : kind === 's'
              ? String(value)
              : value.toString(16)
      return (kind === 'X' ? text.toUpperCase() : text).padStart(Number(width), zero || ' ')
    })
  },
  map: (items, named) => items.map(attribute(named.attribute)),
  selectattr: kept(true),
  rejectattr: kept(false),
  unique: (items) => [...new Set(items)],
  min: (items) => Math.min(...items),
  max: (items) => Math.max(...items),
}

/** Opens templates by name and place among the others; one that nunjucks cannot compile throws. */
export function nunjucksCorpus(folder, templates, Rng) {
  const { params, samples } = JSON.parse(readFileSync(join(folder, 'data.json'), 'utf8'))
  nunjucks.installJinjaCompat()
  const globals = new State()
  return (name, place) => {
    const rng = new Rng(place * 97)
    const environment = new nunjucks.Environment(new nunjucks.FileSystemLoader(templates), {
      autoescape: false,
    })
    environment.addExtension('Do', new Do())
    for (const [filter, run] of Object.entries(FILTERS)) environment.addFilter(filter, run)
    environment.addFilter('random', (items) => rng.pick(items))
    const shared = new State()
    const locals = new State()
    const tables = Object.fromEntries(
      Object.entries(samples).map(([sample, { columns, rows }]) => {
        const made = rows.map((row) => Object.fromEntries(columns.map((column, i) => [column, row[i]])))
        for (const column of columns) made[column] = made.map((row) => row[column])
        made.pick = () => rng.pick(made)
        return [sample, made]
      }),
    )
    const module = {
      rand: rand(rng),
      hashlib: { md5: hashing('md5'), sha1: hashing('sha1'), sha256: hashing('sha256') },
      base64: { b64encode: (bytes) => ({ decode: () => Buffer.from(bytes).toString('base64') }) },
    }
    const given = { module, params, samples: tables, shared, globals, locals, vars: { place } }
    for (const [key, value] of Object.entries(given)) environment.addGlobal(key, value)
    const template = environment.getTemplate(`${name}.jinja`, true)
    return (round) =>
      template.render({
        timestamp: new Timestamp(Date.UTC(2024, 4, 6, 7) * 1000 + place * 60e6 + round * 37_123_457),
        tags: round % 5 === 4 ? ['night', 'attack'] : ['normal'],
      })
  }
}
