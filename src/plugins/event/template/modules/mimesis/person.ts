import { index, list, real, text, truth, type Value } from '../../../../../jinja/index.ts'
import { DAY, daysFromCivil } from '../../../../../kernel/index.ts'
import { slug } from '../faker/latin.ts'
import { dateAt } from '../faker/providers/moments.ts'
import type { Source, Table } from '../faker/source.ts'
import { drawHex, drawText } from '../rand/text.ts'
import { choice } from './enums.ts'
import { WORDS } from './words.ts'

/** Mask placeholders of Mimesis: `#` a digit, `@` an upper-case letter. */
export function fillMask(source: Source, mask: string): string {
  return mask.replace(/[#@]/g, (mark) =>
    mark === '#' ? String(source.rng.int(0, 9)) : String.fromCharCode(65 + source.rng.int(0, 25)),
  )
}

/** Mimesis's `person`. */
export function personProvider(source: Source): Table {
  const { rng, faker } = source
  const word = (list_: readonly string[]) => () => source.pick(list_)
  const first = (gender: Value | undefined = null) => {
    const which = choice(gender)
    return source.pick(
      which === 'male' ? source.maleNames : which === 'female' ? source.femaleNames : source.firstNames,
    )
  }
  const last = () => source.pick(source.lastNames)
  const userName = (mask: string, low: number, high: number): string =>
    mask.replace(/[ClUd]/g, (mark) => {
      if (mark === 'd') return String(rng.int(low, high))
      const name = source.pick(source.latinFirst)
      if (mark === 'l') return name
      return mark === 'U' ? name.toUpperCase() : name.charAt(0).toUpperCase() + name.slice(1)
    })
  const masks = ['l_d', 'l.d', 'l-d', 'ld', 'C_d', 'C.d', 'Cd', 'U_d', 'U.d']
  const phone = (mask: Value = '') =>
    text(mask) === '' ? faker.phone.number() : fillMask(source, text(mask))
  const password = drawText(rng, 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!@#$%&*+-_')
  return {
    'first_name(gender?)': first,
    'name(gender?)': first,
    'last_name(gender?)': last,
    'surname(gender?)': last,
    'full_name(gender?, reverse?)': (gender, reverse = false) =>
      truth(reverse) ? `${last()} ${first(gender)}` : `${first(gender)} ${last()}`,
    'patronymic(gender?)': () => source.pick(source.lastNames),
    'title(gender?, title_type?)': word(WORDS.titles),
    'username(mask?, drange?)': (mask = null, range = [1800, 2100]) => {
      const [low = 1800, high = 2100] = list(range).map(index)
      return userName(mask === null ? source.pick(masks) : text(mask), low, high)
    },
    'email(domains?, unique?)': (domains = null, unique = false) => {
      const domain = domains === null ? source.pick(WORDS.emailDomains) : text(source.pick(list(domains)))
      const user = truth(unique) ? drawHex(rng, 16) : userName('ld', 1800, 2100)
      return `${user}${domain.startsWith('@') ? '' : '@'}${domain}`
    },
    'password(length?, hashed?)': (length = 8, hashed = false) =>
      truth(hashed) ? drawHex(rng, 64) : password(index(length)),
    'age(minimum?, maximum?)': (low = 16, high = 66) => rng.int(index(low), index(high)),
    'birthdate(min_year?, max_year?)': (low = 1980, high = 2023) => {
      const from = daysFromCivil(index(low), 1, 1)
      return dateAt(rng.int(from, daysFromCivil(index(high) + 1, 1, 1) - 1) * DAY)
    },
    'work_experience(working_start_age?)': () => rng.int(0, 40),
    'gender()': () => source.pick(['Male', 'Female', 'Other', 'Fluid']),
    'sex()': () => faker.person.sex(),
    'gender_code()': () => source.pick([0, 1, 2, 9]),
    'gender_symbol()': () => source.pick(['♂', '♀', '⚲']),
    'height(minimum?, maximum?)': (low = 1.5, high = 2) =>
      (real(low) + (real(high) - real(low)) * rng.float()).toFixed(2),
    'weight(minimum?, maximum?)': (low = 38, high = 90) => rng.int(index(low), index(high)),
    'blood_type()': word(WORDS.bloodTypes),
    'occupation()': () => faker.person.jobTitle(),
    'academic_degree()': word(WORDS.degrees),
    'university()': word(WORDS.universities),
    'political_views()': word(WORDS.political),
    'views_on()': word(WORDS.views),
    'worldview()': word(WORDS.worldviews),
    'nationality(gender?)': word(WORDS.nationalities),
    'language()': () => faker.location.language().name,
    'telephone(mask?, placeholder?, e164?)': phone,
    'phone_number(mask?, placeholder?, e164?)': phone,
    'identifier(mask?)': (mask = '##-##/##') => fillMask(source, text(mask)),
    'social_media_profile(site?)': () => `https://www.instagram.com/${slug(source.pick(source.latinFirst))}`,
  }
}
