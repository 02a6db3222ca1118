import { Decimal, real, Tuple, text, truth } from '../../../../../../jinja/index.ts'
import type { Source, Table } from '../source.ts'

/** Latitude, longitude, place, country, time zone. */
const PLACES: readonly (readonly [string, string, string, string, string])[] = [
  ['52.52437', '13.41053', 'Berlin', 'DE', 'Europe/Berlin'],
  ['48.13743', '11.57549', 'Munich', 'DE', 'Europe/Berlin'],
  ['53.57532', '10.01534', 'Hamburg', 'DE', 'Europe/Berlin'],
  ['51.50853', '-0.12574', 'London', 'GB', 'Europe/London'],
  ['53.48095', '-2.23743', 'Manchester', 'GB', 'Europe/London'],
  ['48.85341', '2.3488', 'Paris', 'FR', 'Europe/Paris'],
  ['43.29695', '5.38107', 'Marseille', 'FR', 'Europe/Paris'],
  ['40.4165', '-3.70256', 'Madrid', 'ES', 'Europe/Madrid'],
  ['41.89193', '12.51133', 'Rome', 'IT', 'Europe/Rome'],
  ['52.37403', '4.88969', 'Amsterdam', 'NL', 'Europe/Amsterdam'],
  ['52.22977', '21.01178', 'Warsaw', 'PL', 'Europe/Warsaw'],
  ['59.32938', '18.06871', 'Stockholm', 'SE', 'Europe/Stockholm'],
  ['55.75222', '37.61556', 'Moscow', 'RU', 'Europe/Moscow'],
  ['50.45466', '30.5238', 'Kyiv', 'UA', 'Europe/Kyiv'],
  ['41.01384', '28.94966', 'Istanbul', 'TR', 'Europe/Istanbul'],
  ['40.71427', '-74.00597', 'New York', 'US', 'America/New_York'],
  ['34.05223', '-118.24368', 'Los Angeles', 'US', 'America/Los_Angeles'],
  ['41.85003', '-87.65005', 'Chicago', 'US', 'America/Chicago'],
  ['29.76328', '-95.36327', 'Houston', 'US', 'America/Chicago'],
  ['39.73915', '-104.9847', 'Denver', 'US', 'America/Denver'],
  ['43.70011', '-79.4163', 'Toronto', 'CA', 'America/Toronto'],
  ['19.42847', '-99.12766', 'Mexico City', 'MX', 'America/Mexico_City'],
  ['-23.5475', '-46.63611', 'São Paulo', 'BR', 'America/Sao_Paulo'],
  ['-34.61315', '-58.37723', 'Buenos Aires', 'AR', 'America/Argentina/Buenos_Aires'],
  ['35.6895', '139.69171', 'Tokyo', 'JP', 'Asia/Tokyo'],
  ['34.69374', '135.50218', 'Osaka', 'JP', 'Asia/Tokyo'],
  ['37.566', '126.9784', 'Seoul', 'KR', 'Asia/Seoul'],
  ['31.22222', '121.45806', 'Shanghai', 'CN', 'Asia/Shanghai'],
  ['39.9075', '116.39723', 'Beijing', 'CN', 'Asia/Shanghai'],
  ['28.63576', '77.22445', 'Delhi', 'IN', 'Asia/Kolkata'],
  ['19.07283', '72.88261', 'Mumbai', 'IN', 'Asia/Kolkata'],
  ['1.28967', '103.85007', 'Singapore', 'SG', 'Asia/Singapore'],
  ['-33.86785', '151.20732', 'Sydney', 'AU', 'Australia/Sydney'],
  ['-26.20227', '28.04363', 'Johannesburg', 'ZA', 'Africa/Johannesburg'],
  ['30.06263', '31.24967', 'Cairo', 'EG', 'Africa/Cairo'],
  ['6.45407', '3.39467', 'Lagos', 'NG', 'Africa/Lagos'],
]

/** Faker's geo provider; coordinates are Decimals in degrees. */
export function geoProvider(source: Source): Table {
  const { rng } = source
  const degrees = (half: number) => Decimal.of((rng.int(-half * 1e6, half * 1e6) / 1e6).toFixed(6))
  const place = (row: (typeof PLACES)[number], coordinatesOnly: boolean) =>
    new Tuple(coordinatesOnly ? row.slice(0, 2) : row.slice())
  return {
    'coordinate(center?, radius?)': (center = null, radius = 0.001) => {
      if (center === null) return degrees(180)
      const reach = real(radius)
      return Decimal.of((real(center) + (2 * rng.float() - 1) * reach).toFixed(6))
    },
    'latitude()': () => degrees(90),
    'longitude()': () => degrees(180),
    'latlng()': () => new Tuple([degrees(90), degrees(180)]),
    'location_on_land(coords_only?)': (only = false) => place(source.pick(PLACES), truth(only)),
    'local_latlng(country_code?, coords_only?)': (code = 'US', only = false) => {
      const there = PLACES.filter((row) => row[3] === text(code))
      return there.length === 0 ? null : place(source.pick(there), truth(only))
    },
  }
}
