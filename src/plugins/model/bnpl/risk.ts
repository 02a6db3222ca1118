import { bnpl } from '../../domains/bnpl.ts'

const { shares, device, stress: stressWeight } = bnpl.risk
const LEVELS = Object.values(bnpl.risk.levels).map((below) => below ?? Number.POSITIVE_INFINITY)
const TRUSTED = shares.device * device.trusted
const UNTRUSTED = shares.device * device.untrusted

/** What the device adds to a risk score. */
export function deviceRisk(trusted: boolean): number {
  return trusted ? TRUSTED : UNTRUSTED
}

/** The score of a purchase whose parts add up to `parts`: 0–1, four decimals. */
export function riskScore(parts: number, stress: number): number {
  return Math.round(1e4 * Math.min(Math.max(parts * (1 + stressWeight * stress), 0), 1)) / 1e4
}

/** The place of the level in which a score lies. */
export function riskLevel(score: number): number {
  let i = 0
  while (i < LEVELS.length - 1 && score >= LEVELS[i]!) i++
  return i
}

/** Chance that a purchase of that score is not paid back, before calibration; the score's share of it. */
export function defaultCurve(score: number): number {
  const x = 0.05 + 0.9 * score
  return 0.005 + x * Math.sqrt(x) * 0.195
}

/** What the score does not know: the spread of the chance around the curve. */
export const NOISE = 0.01

/** The chance with its noise, z standard normal, kept where the curve makes sense. */
export function noisyDefault(score: number, z: number): number {
  return Math.min(Math.max(defaultCurve(score) + NOISE * z, 0.001), 0.25)
}
