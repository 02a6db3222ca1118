/** The face of the simulation layer: the maths of believable data. */
export { burstGap } from './arrivals/burst.ts'
export { type DailyVolume, dailyInstants } from './arrivals/daily.ts'
export { hourlyShape, knottedShape, peakHours } from './arrivals/day-shape.ts'
export { renewalInstants } from './arrivals/gaps.ts'
export { hawkesInstants } from './arrivals/hawkes.ts'
export { markovPeriods, trappedState } from './arrivals/mmpp.ts'
export { modulatedInstants } from './arrivals/modulated.ts'
export { nhppInstants } from './arrivals/nhpp.ts'
export { onOffPeriods } from './arrivals/onoff.ts'
export { poissonInstants } from './arrivals/poisson.ts'
export { renewalGap } from './arrivals/renewal.ts'
export type { Instants, Span } from './arrivals/span.ts'
export { type Trace, traceInstants } from './arrivals/trace.ts'
export { type Rate, uniformInstants } from './arrivals/uniform.ts'
export {
  DAILY_PROFILES,
  type DailyProfile,
  dailyProfile,
  dailyProfileSchema,
  hourShares,
  profileTables,
} from './calendar/daily-profile.ts'
export { dayFactor } from './calendar/day-factor.ts'
export {
  type CalendarEvent,
  calendarEvent,
  eventFactors,
  type SpansOfYear,
  spansOf,
} from './calendar/events.ts'
export { DRIFT_TYPES, type DriftCourse, type DriftType, driftWeight } from './distortion/drift.ts'
export { type Noise, noisy } from './distortion/noise.ts'
export { linkUp, type Outages } from './distortion/outages.ts'
export { beta } from './distributions/beta.ts'
export { normalQuantile } from './distributions/normal-quantile.ts'
export { triangular } from './distributions/triangular.ts'
export { below, cumulative, Weighted } from './distributions/weighted.ts'
export { Copula, type Correlation } from './entities/copula.ts'
export { Newcomers } from './entities/newcomers.ts'
export { EntityPool } from './entities/pool.ts'
export { type RowLayout, RowPool } from './entities/row-pool.ts'
export { kilometres, type Place, place } from './geo/distance.ts'
