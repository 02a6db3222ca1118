import {
  DateTime,
  defineFunction,
  Namespace,
  PythonError,
  sub,
  type TimeDelta,
  typeName,
  type Value,
} from '../../../../../jinja/index.ts'
import { type Rng, SECOND } from '../../../../../kernel/index.ts'
import { chooseFunctions } from './choose.ts'
import { cryptoModule } from './crypto.ts'
import { networkModule } from './network.ts'
import { numberModule } from './number.ts'
import { stringModule } from './string.ts'

/** `module.rand`: random values, all drawn from one stream. */
export function randModule(rng: Rng): Namespace {
  return new Namespace('rand', {
    ...chooseFunctions(rng),
    number: numberModule(rng),
    string: stringModule(rng),
    network: networkModule(rng),
    crypto: cryptoModule(rng),
    datetime: new Namespace('rand.datetime', {
      timestamp: defineFunction('timestamp(start, end)', (start, end) => {
        const from = dateTime(start, 'start')
        const span = sub(dateTime(end, 'end'), from) as TimeDelta
        const shift = Math.round(span.totalSeconds() * SECOND * rng.float())
        return DateTime.shifted(from.days, from.rest + shift, from.tzinfo)
      }),
    }),
  })
}

function dateTime(value: Value, what: string): DateTime {
  if (value instanceof DateTime) return value
  throw new PythonError('TypeError', `'${what}' must be datetime.datetime, not ${typeName(value)}`)
}
