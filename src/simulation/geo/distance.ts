import { math } from '../../kernel/index.ts'

/** A place on the globe as a unit vector from its centre. */
export interface Place {
  readonly latitude: number
  readonly longitude: number
  readonly x: number
  readonly y: number
  readonly z: number
}

/** Mean radius of the earth, km. */
const RADIUS = 6_371

/** @param latitude degrees north @param longitude degrees east */
export function place(latitude: number, longitude: number): Place {
  const flat = math.sinTurns(latitude / 360 + 0.25)
  return {
    latitude,
    longitude,
    x: flat * math.sinTurns(longitude / 360 + 0.25),
    y: flat * math.sinTurns(longitude / 360),
    z: math.sinTurns(latitude / 360),
  }
}

/** Length of the shortest way over the surface, km; error below a metre on a sphere. */
export function kilometres(a: Place, b: Place): number {
  const [dx, dy, dz] = [a.x - b.x, a.y - b.y, a.z - b.z]
  return 2 * RADIUS * arcsine(Math.min(Math.sqrt(dx * dx + dy * dy + dz * dz) / 2, 1))
}

const COEFFICIENTS = [
  -0.0012624911, 0.0066700901, -0.0170881256, 0.030891881, -0.0501743046, 0.0889789874, -0.2145988016,
  1.570796305,
]

/** For 0 ≤ x ≤ 1, error below 2e-8. Source: Abramowitz and Stegun, «Handbook of Mathematical Functions», 4.4.46. */
function arcsine(x: number): number {
  // The polynomial loses its digits near 0, where two terms of the series are better.
  if (x < 0.005) return x * (1 + (x * x) / 6)
  return Math.PI / 2 - Math.sqrt(1 - x) * COEFFICIENTS.reduce((sum, each) => sum * x + each, 0)
}
