/** Templates of one 25-field JSON event, each beside the JavaScript that a person would write for the same text. */
import { jinjaLayer } from './layer.mjs'

const { environment, fromHost, rng } = await jinjaLayer()

const VARIANTS = 64

function eventOf(i) {
  return {
    timestamp: `2026-02-21T12:00:${String(i % 60).padStart(2, '0')}.123456+00:00`,
    host: `web-${i % 7}.example.com`,
    ip: `10.0.${i}.${255 - i}`,
    port: 1024 + i,
    method: i % 3 === 0 ? 'POST' : 'GET',
    path: `/api/v1/items/${i * 17}`,
    status: i % 5 === 0 ? 404 : 200,
    bytes: 512 * i + 3,
    duration: i + 0.25,
    agent: 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36',
    referrer: 'https://example.com/start',
    user: `user${i}`,
    session: `s-${(i * 7919).toString(16)}`,
    country: 'DE',
    city: 'Berlin',
    latitude: 52.5 + i / 1000,
    longitude: 13.4 + i / 1000,
    protocol: 'HTTP/1.1',
    bucket: `b${i % 4}`,
    region: 'eu-central-1',
    pid: 4000 + i,
    level: i % 5 === 0 ? 'warn' : 'info',
    message: `request ${i} served`,
    trace: `${i}af7651916cd43dd8448eb211c80319c`,
    version: '1.14.2',
  }
}

const EVENTS = Array.from({ length: VARIANTS }, (_, i) => eventOf(i))
const FIELDS = Object.keys(EVENTS[0])
const quoted = (name) => typeof EVENTS[0][name] === 'string'

function jsonTemplate(access) {
  const lines = FIELDS.map((name) => `  "${name}": ${quoted(name) ? `"${access(name)}"` : access(name)}`)
  return `{\n${lines.join(',\n')}\n}`
}

function handWritten(access) {
  return new Function('c', `return \`${jsonTemplate((name) => `\${${access(name)}}`)}\``)
}

const LOGIC = `{%- set failed = status >= 400 -%}
{%- set category = 'web' if port > 1050 else 'other' -%}
{
  "timestamp": "{{ timestamp }}",
  "host": {{ host | tojson }},
  "ip": "{{ ip }}", "port": {{ port + 1 }},
  "method": "{{ method | lower }}", "path": "{{ path }}", "status": {{ status }},
  "outcome": "{% if failed %}failure{% else %}success{% endif %}",
  "bytes": {{ bytes }}, "duration": {{ duration | round(1) }},
  "agent": {{ agent | tojson }}, "referrer": "{{ referrer }}",
  "user": "{{ user | upper }}", "session": "{{ session ~ '-' ~ pid }}",
  "country": "{{ country }}", "city": "{{ city }}",
  "latitude": {{ latitude }}, "longitude": {{ longitude }},
  "protocol": "{{ protocol }}", "bucket": "{{ bucket }}", "region": "{{ region }}",
  "pid": {{ pid }}, "level": "{{ level }}", "message": "{{ message | replace('served', 'done') }}",
  "category": "{{ category }}", "trace": "{{ trace[:8] }}",
  "tags": [{% for tag in tags %}"{{ tag }}"{% if not loop.last %}, {% endif %}{% endfor %}],
  "labels": { {%- for key in keys if key != 'skip' %}"{{ key }}": {{ loop.index }}{% if not loop.last %}, {% endif %}{% endfor -%} }
}`

const TAGS = ['a', 'bb', 'ccc', 'dddd']
const KEYS = ['one', 'skip', 'two', 'three']

function escaped(text) {
  return JSON.stringify(text).replace(/[<>&']/g, (c) => `\\u00${c.charCodeAt(0).toString(16)}`)
}

function logicByHand(c) {
  const failed = c.status >= 400
  const category = c.port > 1050 ? 'web' : 'other'
  const duration = Math.round(c.duration * 10) / 10
  let tags = ''
  for (let i = 0; i < c.tags.length; i++) tags += `"${c.tags[i]}"${i < c.tags.length - 1 ? ', ' : ''}`
  const keys = c.keys.filter((key) => key !== 'skip')
  let labels = ''
  for (let i = 0; i < keys.length; i++) labels += `"${keys[i]}": ${i + 1}${i < keys.length - 1 ? ', ' : ''}`
  return `{
  "timestamp": "${c.timestamp}",
  "host": ${escaped(c.host)},
  "ip": "${c.ip}", "port": ${c.port + 1},
  "method": "${c.method.toLowerCase()}", "path": "${c.path}", "status": ${c.status},
  "outcome": "${failed ? 'failure' : 'success'}",
  "bytes": ${c.bytes}, "duration": ${Number.isInteger(duration) ? `${duration}.0` : duration},
  "agent": ${escaped(c.agent)}, "referrer": "${c.referrer}",
  "user": "${c.user.toUpperCase()}", "session": "${c.session}-${c.pid}",
  "country": "${c.country}", "city": "${c.city}",
  "latitude": ${c.latitude}, "longitude": ${c.longitude},
  "protocol": "${c.protocol}", "bucket": "${c.bucket}", "region": "${c.region}",
  "pid": ${c.pid}, "level": "${c.level}", "message": "${c.message.replaceAll('served', 'done')}",
  "category": "${category}", "trace": "${c.trace.slice(0, 8)}",
  "tags": [${tags}],
  "labels": {${labels}}
}`
}

/** Fractions only: an integral number would be a float in one and an int in the other. */
const contexts = (wrap) =>
  EVENTS.map((event) => ({
    ours: Object.fromEntries(Object.entries(wrap(event)).map(([name, value]) => [name, fromHost(value)])),
    theirs: wrap(event),
  }))

const { compile } = environment({ load: () => undefined, rng: rng(1) })

/** Each gives `ours(i)` and `byHand(i)`, the text of event i. */
export const CONTESTS = [
  contest(
    '25 variables',
    jsonTemplate((name) => `{{ ${name} }}`),
    handWritten((name) => `c.${name}`),
    (event) => event,
  ),
  contest(
    '25 attributes of a dict',
    jsonTemplate((name) => `{{ row.${name} }}`),
    handWritten((name) => `c.row.${name}`),
    (event) => ({ row: event }),
  ),
  contest('set, if, for, filters', LOGIC, logicByHand, (event) => ({
    ...event,
    duration: event.duration + 0.125,
    latitude: event.latitude + 0.0001,
    longitude: event.longitude + 0.0001,
    tags: TAGS,
    keys: KEYS,
  })),
]

function contest(name, source, byHand, wrap) {
  const template = compile(source, name)
  const inputs = contexts(wrap)
  for (const { ours, theirs } of inputs) {
    if (template.render(ours) !== byHand(theirs)) {
      throw new Error(`${name}: not the same text\n${template.render(ours)}\n${byHand(theirs)}`)
    }
  }
  return {
    name,
    ours: (i) => template.render(inputs[i % VARIANTS].ours),
    byHand: (i) => byHand(inputs[i % VARIANTS].theirs),
  }
}
