import type { Source, Table } from '../source.ts'

/** Faker's person provider. */
export function personProvider(source: Source): Table {
  const { faker } = source
  const raw = faker.rawDefinitions.person
  const patterns = raw?.name
  const first = () => source.pick(source.firstNames)
  const male = () => source.pick(source.maleNames)
  const female = () => source.pick(source.femaleNames)
  const last = () => source.pick(source.lastNames)
  const prefix = (sex?: 'male' | 'female') =>
    source.pickOr((sex && raw?.prefix?.[sex]) || raw?.prefix?.generic, () => faker.person.prefix(sex))
  const suffix = () =>
    source.pickOr(raw?.suffix as readonly string[] | undefined, () => faker.person.suffix())
  // The family name comes first where the locale's own pattern says so.
  const familyFirst = patterns?.[0]?.value.startsWith('{{person.lastName}}') === true
  const separator = familyFirst && !patterns![0]!.value.includes('} {') ? '' : ' '
  const full = (given: string) => (familyFirst ? `${last()}${separator}${given}` : `${given} ${last()}`)
  return {
    'name()': () => (patterns ? source.fill(patterns) : full(first())),
    'name_male()': () => full(male()),
    'name_female()': () => full(female()),
    'name_nonbinary()': () => full(first()),
    'first_name()': first,
    'first_name_male()': male,
    'first_name_female()': female,
    'first_name_nonbinary()': first,
    'last_name()': last,
    'last_name_male()': last,
    'last_name_female()': last,
    'last_name_nonbinary()': last,
    'prefix()': () => prefix(),
    'prefix_male()': () => prefix('male'),
    'prefix_female()': () => prefix('female'),
    'prefix_nonbinary()': () => prefix(),
    'suffix()': suffix,
    'suffix_male()': suffix,
    'suffix_female()': suffix,
    'suffix_nonbinary()': suffix,
    'language_name()': () => faker.location.language().name,
    'job()': () => faker.person.jobTitle(),
    'job_male()': () => faker.person.jobTitle(),
    'job_female()': () => faker.person.jobTitle(),
  }
}
