import * as z from 'zod'

const day = () => z.iso.date()

/**
 * What every model's stream can be asked for, declared once: the request's validation, `config_schema` and the
 * OpenAPI document are read from this and from the model's own options. Made when first asked for, as a command
 * that serves nobody has no time for it.
 */
export function streamConfig() {
  made ??= declare()
  return made
}

let made: ReturnType<typeof declare> | undefined

const declare = () =>
  z.object({
    rate_per_second: z
      .number()
      .max(1e6)
      .refine((rate) => rate === 0 || rate >= 0.01, { message: 'must be 0, or at least 0.01' })
      .optional()
      .describe(
        'Records a real second; 0: as fast as they can be made and read. Without it, base_daily_volume spread over a day.',
      ),
    base_daily_volume: z.int().min(1).default(1000).describe('Expected records a simulated day.'),
    max_records: z.int().min(1).optional().describe('End after so many records; endless without it.'),
    total_records: z.int().min(1).optional().describe('The same as max_records.'),
    arrival_pattern: z
      .enum(['uniform', 'poisson', 'nhpp', 'burst'])
      .default('uniform')
      .describe('How records arrive: evenly, at random, with the hours of the day, or in bursts.'),
    peak_hours: z
      .array(z.int().min(0).max(23))
      .default([12, 19])
      .describe('nhpp: hours (0–23) of five times the rate.'),
    burst_intensity: z
      .number()
      .min(1)
      .max(10)
      .default(2)
      .describe('burst: how much faster records come in one.'),
    burst_probability: z
      .number()
      .min(0)
      .max(1)
      .default(0.1)
      .describe('burst: chance that a record is in one.'),
    start_date: day().optional().describe('With end_date: replay these days, with their calendar.'),
    end_date: day().optional().describe('Last day to replay.'),
    days_per_second: z
      .number()
      .min(0)
      .default(1)
      .describe(
        'Simulated days a real second when days are replayed; 0: as fast as they can be made and read.',
      ),
    include_holiday_patterns: z
      .boolean()
      .default(true)
      .describe('Replayed days follow holidays and shopping seasons.'),
    volume_variation_enabled: z
      .boolean()
      .default(true)
      .describe('Replayed days vary at random around their expected volume.'),
    seasonal_multiplier: z
      .number()
      .min(0.1)
      .max(5)
      .default(1.2)
      .describe('Volume of replayed days of Christmas shopping.'),
    weekend_multiplier: z.number().min(0.1).max(5).default(0.85).describe('Volume of replayed weekends.'),
    noise_type: z
      .enum(['none', 'gaussian', 'uniform', 'outliers'])
      .default('none')
      .describe('Noise on the numeric features.'),
    noise_level: z.number().min(0).max(1).default(0).describe('Size of the noise, relative to the value.'),
    drift_type: z
      .enum(['none', 'linear', 'seasonal', 'sudden', 'gradual'])
      .default('none')
      .describe('How the numeric features drift with simulated time.'),
    drift_strength: z.number().min(0).max(1).default(0).describe('How far they drift.'),
    seed: z.int().optional().describe('Same seed, same records. A random one without it.'),
    start_time: z.iso
      .datetime({ local: true, offset: true })
      .optional()
      .describe('Where simulated time and drift begin; now without it.'),
    time_compression: z
      .number()
      .min(0.1)
      .max(1000)
      .default(1)
      .describe('Simulated seconds a real second; rate_per_second stays what it is.'),
  })

export type StreamConfig = z.output<ReturnType<typeof streamConfig>>

/** The config of one model's stream: what every stream takes, and the model's own options. */
export function configOf(options: z.ZodObject): z.ZodObject {
  return z.object({ ...streamConfig().shape, ...options.shape })
}
