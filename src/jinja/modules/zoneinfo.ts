import { LoomError } from '../../kernel/index.ts'
import { defineFunction, PySet, PythonError, ZoneInfo } from '../python/ops.ts'
import { classOf, Namespace } from './native.ts'
import { text } from './read.ts'

function named(key: string): ZoneInfo {
  try {
    return ZoneInfo.named(key)
  } catch (error) {
    if (!(error instanceof LoomError)) throw error
    throw new PythonError('ZoneInfoNotFoundError', `'No time zone found with key ${key}'`)
  }
}

const construct = defineFunction('ZoneInfo(key)', (key) => named(text(key)))

/** Python's `zoneinfo`. */
export const zoneinfoModule = new Namespace('zoneinfo', {
  ZoneInfo: classOf('zoneinfo.ZoneInfo', construct, { no_cache: construct }),
  available_timezones: defineFunction(
    'available_timezones()',
    () => new PySet([...Intl.supportedValuesOf('timeZone'), 'UTC']),
  ),
})
