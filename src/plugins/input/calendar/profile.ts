import {
  type Context,
  invalidOption,
  parseYaml,
  readYaml,
  suggest,
  type Zone,
} from '../../../kernel/index.ts'
import {
  type CalendarEvent,
  DAILY_PROFILES,
  type DailyProfile,
  type DailyVolume,
  dailyProfile,
  dailyProfileSchema,
  dayFactor,
  eventFactors,
  hourShares,
  profileTables,
  type SpansOfYear,
  spansOf,
} from '../../../simulation/index.ts'
import { readText } from '../file.ts'

/** A profile by name, or from a file. Problems of a file carry its lines. */
export async function readProfile(name: string, { resolve }: Context): Promise<DailyProfile> {
  const shipped = DAILY_PROFILES.find((each) => each === name)
  if (shipped) return dailyProfile(shipped)
  if (!/\.(?:json|ya?ml)$/i.test(name)) {
    throw invalidOption(
      'profile',
      `there is no profile "${name}"`,
      suggest(name, DAILY_PROFILES) ??
        `write ${DAILY_PROFILES.join(', ')}, or the path of a .json or .yml file`,
    )
  }
  const file = resolve(name)
  return readYaml(dailyProfileSchema(), parseYaml(readText(file), file))
}

interface Written extends Pick<DailyVolume, 'volume' | 'variation'> {
  readonly profile: DailyProfile
  readonly weekend: number | undefined
  /** Do the events of the profile count? */
  readonly patterns: boolean
  readonly events: readonly CalendarEvent[]
}

/** What days hold, from a profile and what the options change about it. */
export function dailyVolume(
  { profile, volume, variation, weekend, patterns, events }: Written,
  holidays: readonly SpansOfYear[],
  zone: Zone,
): DailyVolume {
  const own = patterns ? [...profile.events, ...events] : events
  const spans = [spansOf(own), ...holidays]
  const tables = profileTables(profile)
  return {
    volume,
    variation,
    day: dayFactor({
      ...tables,
      weekdays: withWeekend(tables.weekdays, weekend),
      event: eventFactors((year) => spans.flatMap((each) => [...each(year)])),
    }),
    hours: hourShares(profile),
    zone,
  }
}

/** The season of the profile takes the multiplier. E_OPTION_INVALID where there is none. */
export function withSeason(profile: DailyProfile, multiplier: number | undefined): DailyProfile {
  if (multiplier === undefined) return profile
  const { season, events } = profile
  if (season === undefined || !events.some(({ name }) => name === season)) {
    const hint = 'give the profile "season": the name of one of its events'
    throw invalidOption('seasonal_multiplier', 'the profile has no season', hint)
  }
  const factored = events.map((event) => (event.name === season ? { ...event, factor: multiplier } : event))
  return { ...profile, events: factored }
}

/** Saturday takes the multiplier, Sunday keeps its proportion to it. */
function withWeekend(weekdays: readonly number[], multiplier: number | undefined): readonly number[] {
  if (multiplier === undefined) return weekdays
  const [saturday, sunday] = weekdays.slice(5) as [number, number]
  return [...weekdays.slice(0, 5), multiplier, saturday === 0 ? multiplier : (multiplier * sunday) / saturday]
}
