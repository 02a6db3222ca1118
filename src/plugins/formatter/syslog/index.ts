import {
  defineFormatter,
  isoFormatter,
  type Micros,
  SECOND,
  toCivil,
  type Zone,
} from '../../../kernel/index.ts'
import { formatEach } from '../../encoding/format.ts'
import { eventText } from '../../encoding/record.ts'
import { FACILITIES, SEVERITIES } from './names.ts'
import { options, type SyslogOptions } from './options.ts'

const BOM = '\ufeff'
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

export default defineFormatter({
  name: 'syslog',
  title: 'Syslog',
  summary:
    'Each event as one syslog message, RFC 5424 or RFC 3164, stamped with its own time in the generator’s zone. How messages are told apart on the wire is the output’s affair.',
  options,
  examples: [
    {
      title: 'A firewall, RFC 5424',
      options: { facility: 'local4', severity: 'notice', hostname: 'fw01', app_name: 'pf' },
    },
    { title: 'An old router', options: { rfc: 3164, hostname: 'router7', app_name: 'sshd', procid: '4711' } },
  ],
  open(chosen, context) {
    const priority = FACILITIES.indexOf(chosen.facility) * 8 + SEVERITIES.indexOf(chosen.severity)
    const modern = chosen.rfc === 5424
    const head = modern ? `<${priority}>1 ` : `<${priority}>`
    const stamp = modern ? isoFormatter(context.zone) : bsdFormatter(context.zone)
    const tail = modern ? modernTail(chosen) : bsdTail(chosen)
    return {
      contentType: 'text/plain',
      format: (batch) =>
        formatEach(batch, (event, index) => head + stamp(batch.time[index]!) + tail + eventText(event)),
    }
  },
})

function modernTail({ hostname, app_name, procid, msgid, structured_data, bom }: SyslogOptions): string {
  const elements = Object.entries(structured_data).map(([id, parameters]) => {
    const pairs = Object.entries(parameters).map(
      ([name, value]) => ` ${name}="${value.replace(/["\\\]]/g, '\\$&')}"`,
    )
    return `[${id}${pairs.join('')}]`
  })
  return ` ${hostname} ${app_name} ${procid} ${msgid} ${elements.join('') || '-'} ${bom ? BOM : ''}`
}

function bsdTail({ hostname, app_name, procid }: SyslogOptions): string {
  return ` ${hostname} ${app_name}${procid === '-' ? '' : `[${procid}]`}: `
}

/** `Jan  2 03:04:05`, the wall clock of a zone. Instants of one second share their text. */
function bsdFormatter(zone: Zone): (instant: Micros) => string {
  let second = Number.NaN
  let text = ''
  return (instant) => {
    const whole = Math.floor(instant / SECOND)
    if (whole !== second) {
      second = whole
      const c = toCivil(zone.toWall(whole * SECOND))
      text = `${MONTHS[c.month - 1]} ${String(c.day).padStart(2)} ${two(c.hour)}:${two(c.minute)}:${two(c.second)}`
    }
    return text
  }
}

function two(value: number): string {
  return String(value).padStart(2, '0')
}
