import { Dict, index, list, PythonError, Tuple, text, type Value } from '../../../../../../jinja/index.ts'
import type { Source, Table } from '../source.ts'

const BLOOD_GROUPS = ['A+', 'A-', 'B+', 'B-', 'AB+', 'AB-', 'O+', 'O-']

/** Faker's profile provider; `make` calls another provider's method by name. */
export function profileProvider(source: Source, make: (method: string) => Value): Table {
  const simple = (sex: Value): [string, Value][] => {
    const gender = sex === null ? source.pick(['M', 'F']) : text(sex)
    return [
      ['username', make('user_name')],
      ['name', make(gender === 'M' ? 'name_male' : gender === 'F' ? 'name_female' : 'name')],
      ['sex', gender],
      ['address', make('address')],
      ['mail', make('free_email')],
      ['birthdate', make('date_of_birth')],
    ]
  }
  const full = (sex: Value): [string, Value][] => [
    ['job', make('job')],
    ['company', make('company')],
    ['ssn', make('ssn')],
    ['residence', make('address')],
    ['current_location', new Tuple([make('latitude'), make('longitude')])],
    ['blood_group', source.pick(BLOOD_GROUPS)],
    ['website', Array.from({ length: source.rng.int(1, 4) }, () => make('url'))],
    ...simple(sex),
  ]
  return {
    'simple_profile(sex?)': (sex = null) => new Dict(simple(sex)),
    'profile(fields?, sex?)': (fields = null, sex = null) => {
      const all = full(sex)
      if (fields === null) return new Dict(all)
      const wanted = list(fields).map((field) => text(field))
      return new Dict(all.filter(([name]) => wanted.includes(name)))
    },
    'passport_dob()': () => make('date_of_birth'),
    'json(data_columns?, num_rows?, indent?, cls?)': (columns = null, rows = 10) =>
      jsonRows(make, columns, index(rows)),
  }
}

/** Rows of `{"column": "method"}` as JSON text; one row stands alone. */
function jsonRows(make: (method: string) => Value, columns: Value, rows: number): string {
  if (columns !== null && !(columns instanceof Dict)) {
    throw new PythonError('TypeError', 'data_columns must be a dict of column name to method name')
  }
  const pairs =
    columns === null
      ? [
          ['name', 'name'],
          ['residency', 'address'],
        ]
      : [...columns.entries()].map(([key, method]) => [text(key), text(method)])
  const row = () =>
    `{${pairs.map(([key, method]) => `${JSON.stringify(key)}: ${JSON.stringify(String(make(method!)))}`).join(', ')}}`
  return rows === 1 ? row() : `[${Array.from({ length: rows }, row).join(', ')}]`
}
