import { DAY, isoFormatter, type Micros, type Zone } from '../../../../kernel/index.ts'
import { readEpoch } from './epoch.ts'

/** Writes instants in a zone: as `format` (strftime) says, or as ISO 8601. */
export async function timeWriter(format: string | null, zone: Zone): Promise<(instant: Micros) => string> {
  if (format === null) return isoFormatter(zone)
  const { DateTime } = await import('../../../../jinja/index.ts')
  return (instant) => DateTime.fromInstant(instant, zone).strftime(format)
}

/**
 * Reads times as `format` (strptime) says, or ISO 8601 and Unix times. A time that does not say its zone is one
 * of `zone`. Undefined for text that is no time.
 */
export async function timeReader(
  format: string | null,
  zone: Zone,
): Promise<(text: string) => Micros | undefined> {
  const { dateTimeFromIso, PythonError, strptime } = await import('../../../../jinja/index.ts')
  return (text) => {
    const epoch = format === null ? readEpoch(text) : undefined
    if (epoch !== undefined) return epoch
    try {
      const { days, rest, offset } = format === null ? dateTimeFromIso(text) : strptime(text, format)
      const wall = days * DAY + rest
      return offset === null ? zone.fromWall(wall) : wall - offset
    } catch (error) {
      if (error instanceof PythonError) return undefined
      throw error
    }
  }
}
