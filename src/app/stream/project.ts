import type { Micros } from '../../kernel/index.ts'
import { DAY, isoFormatter, SECOND, UTC } from '../../kernel/index.ts'
import type { StreamConfig } from './config.ts'

/** A project as `generate` could run it, without its output, and the parameters to run it with. */
export interface StreamProject {
  readonly seed?: number
  readonly input: readonly [Record<string, unknown>]
  readonly event: Record<string, unknown>
  readonly distort: readonly Record<string, unknown>[]
  readonly parameters: {
    readonly live_mode: boolean
    readonly speed: number
    /** Unix time, seconds, or ISO 8601. */
    readonly from: string
    readonly max_events?: number
  }
}

const SECONDS_A_DAY = DAY / SECOND

/**
 * What a client's config comes to. The rate is records a real second whatever the compression, so in simulated
 * time the arrivals are as much sparser as time runs faster.
 * @param now the instant at which a stream begins that names none
 */
export function streamProject(
  model: string,
  config: StreamConfig,
  options: Readonly<Record<string, unknown>>,
  now: Micros,
): StreamProject {
  const limit = config.max_records ?? config.total_records
  const replayed = config.start_date !== undefined && config.end_date !== undefined
  const schedule = replayed ? history(config, config.start_date!, config.end_date!) : current(config, now)
  return {
    ...(config.seed !== undefined && { seed: config.seed }),
    input: [schedule.input],
    event: { model: { name: model, ...options } },
    distort: [...noise(config), ...drift(config)],
    parameters: { ...schedule.pace, ...(limit !== undefined && { max_events: limit }) },
  }
}

interface Schedule {
  readonly input: Record<string, unknown>
  readonly pace: Pick<StreamProject['parameters'], 'live_mode' | 'speed' | 'from'>
}

function history(config: StreamConfig, first: string, last: string): Schedule {
  const { days_per_second: pace } = config
  return {
    input: {
      calendar: {
        volume: config.base_daily_volume,
        weekend_multiplier: config.weekend_multiplier,
        seasonal_multiplier: config.seasonal_multiplier,
        include_holiday_patterns: config.include_holiday_patterns,
        ...(!config.volume_variation_enabled && { variation: 0 }),
        start: `${first}T00:00:00Z`,
        end: `${last}T23:59:59.999999Z`,
      },
    },
    pace: { live_mode: pace > 0, speed: pace > 0 ? pace * SECONDS_A_DAY : 1, from: `${first}T00:00:00Z` },
  }
}

function current(config: StreamConfig, now: Micros): Schedule {
  const { rate_per_second: asked, time_compression: compression } = config
  const live = asked !== 0
  const simulated = asked ? asked / compression : config.base_daily_volume / SECONDS_A_DAY
  return {
    input: { [config.arrival_pattern]: { rate: simulated, ...arrivals(config) } },
    pace: {
      live_mode: live,
      speed: live ? compression : 1,
      from: config.start_time ?? isoFormatter(UTC)(now),
    },
  }
}

function arrivals(config: StreamConfig): Record<string, unknown> {
  switch (config.arrival_pattern) {
    case 'nhpp':
      return { hours: 'peak-hours', peak_hours: config.peak_hours }
    case 'burst':
      return { intensity: config.burst_intensity, probability: config.burst_probability }
    default:
      return {}
  }
}

function noise({ noise_type: type, noise_level: level }: StreamConfig): Record<string, unknown>[] {
  // Outliers come also where the rest of the values stays as it is.
  return type === 'none' || (level === 0 && type !== 'outliers') ? [] : [{ noise: { type, level } }]
}

function drift({ drift_type: type, drift_strength: strength }: StreamConfig): Record<string, unknown>[] {
  return type === 'none' || strength === 0 ? [] : [{ drift: { type, strength } }]
}
