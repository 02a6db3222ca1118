import * as z from 'zod'
import { DAY, daysFromCivil, invalidOption, MILLISECOND, suggest } from '../../kernel/index.ts'
import type { SpansOfYear } from '../../simulation/index.ts'
import { optionalPackage } from '../optional-package.ts'

/** YAML takes NO (Norway) and ON (Ontario) for booleans. */
function code() {
  return z.string({
    error: ({ input }) => (input === undefined ? undefined : 'must be a text: write it in quotes, as "NO"'),
  })
}

/** The holidays of a country, from the optional package `date-holidays`. */
export function holidays() {
  return z
    .strictObject({
      country: code().describe('ISO 3166 code, such as US or DE.'),
      state: code().optional().describe('A part of the country, as in ISO 3166-2: BY of DE-BY.'),
      region: code().optional().describe('A part of the state, which must be given.'),
      types: z
        .array(z.enum(['public', 'bank', 'school', 'optional', 'observance']))
        .min(1)
        .default(['public'])
        .describe('Which kinds of holidays.'),
      factor: z.number().min(0).describe('How many times as much happens on such a day.'),
    })
    .describe('Holidays of a country; needs the package date-holidays.')
}

export type HolidayOptions = z.output<ReturnType<typeof holidays>>

/** E_PACKAGE_MISSING without the package; E_OPTION_INVALID if it knows no such country, state or region. */
export async function holidaySpans({
  country,
  state,
  region,
  types,
  factor,
}: HolidayOptions): Promise<SpansOfYear> {
  const { default: Holidays } = await optionalPackage(
    'date-holidays',
    'the option "holidays"',
    () => import('date-holidays'),
  )
  const all = new Holidays()
  known('holidays.country', country, all.getCountries())
  if (state !== undefined) known('holidays.state', state, all.getStates(country))
  if (region !== undefined)
    known('holidays.region', region, state === undefined ? {} : all.getRegions(country, state))
  const place = { country, ...(state !== undefined && { state }), ...(region !== undefined && { region }) }
  const calendar = new Holidays(place, { types })
  return (year) =>
    calendar.getHolidays(year).map(({ date, start, end }) => {
      const [y, month, day] = date.slice(0, 10).split('-').map(Number)
      const first = daysFromCivil(y!, month!, day!)
      // A day may have 23 hours, and some last begin on the eve before: only whole days count.
      const days = Math.floor(((end.getTime() - start.getTime()) * MILLISECOND) / DAY + 0.1)
      return [first, first + Math.max(1, days) - 1, factor]
    })
}

function known(option: string, name: string, names: Readonly<Record<string, string>> | undefined): void {
  const codes = Object.keys(names ?? {})
  if (codes.includes(name)) return
  throw invalidOption(
    option,
    `there are no holidays for "${name}"`,
    suggest(name, codes) ?? (codes.length > 0 ? `known: ${codes.join(', ')}` : 'leave it out'),
  )
}
