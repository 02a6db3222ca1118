import { index, truth, type Value } from '../../../../../jinja/index.ts'
import { toCivil } from '../../../../../kernel/index.ts'
import { fileProvider } from '../faker/providers/file.ts'
import type { Source, Table } from '../faker/source.ts'
import { WORDS } from './words.ts'

/** Mimesis's `hardware`. */
export function hardwareProvider(source: Source): Table {
  const word = (list: readonly string[]) => () => source.pick(list)
  return {
    'cpu()': word(WORDS.cpus),
    'cpu_codename()': word(WORDS.cpuCodenames),
    'cpu_frequency()': () => `${(1.5 + 2.8 * source.rng.float()).toFixed(1)}GHz`,
    'generation()': word(WORDS.generations),
    'graphics()': word(WORDS.graphics),
    'manufacturer()': word(WORDS.makers),
    'phone_model()': word(WORDS.phones),
    'ram_size()': word(WORDS.ramSizes),
    'ram_type()': word(WORDS.ramTypes),
    'resolution()': word(WORDS.resolutions),
    'screen_size()': word(WORDS.screenSizes),
    'ssd_or_hdd()': word(WORDS.disks),
  }
}

/** Mimesis's `development`. */
export function developmentProvider(source: Source): Table {
  const { rng, faker } = source
  const quality = () => source.pick(WORDS.qualities)
  return {
    'boolean()': () => rng.int(0, 1) === 1,
    'os()': () => source.pick(WORDS.systems),
    'programming_language()': () => source.pick(WORDS.languages),
    'software_license()': () => source.pick(WORDS.licenses),
    'stage()': () => source.pick(WORDS.stages),
    'system_quality_attribute()': quality,
    'ility()': quality,
    'version()': () => faker.system.semver(),
    'calver()': () =>
      `${rng.int(2016, toCivil(source.world.clock.now()).year)}.${rng.int(1, 12)}.${rng.int(0, 30)}`,
  }
}

/** Mimesis's `file`. */
export function fileNamesProvider(source: Source): Table {
  const files = fileProvider(source)
  return {
    'extension(file_type?)': () => `.${files['file_extension(category?)']!()}`,
    'file_name(file_type?)': () => files['file_name(category?, extension?)']!(),
    'mime_type(type_?)': () => files['mime_type(category?)']!(),
    'size(minimum?, maximum?)': (low = 1, high = 100) =>
      `${source.rng.int(index(low), index(high))} ${source.pick(['bytes', 'kB', 'MB', 'GB', 'TB'])}`,
  }
}

/** Mimesis's `path`, with the paths of Linux. */
export function pathProvider(source: Source): Table {
  const user = () => `/home/${source.pick(source.latinFirst)}`
  const dev = () => `${user()}/Development/${source.pick(WORDS.languages)}`
  return {
    'root()': () => '/',
    'home()': () => '/home',
    'user()': user,
    'users_folder()': () => `${user()}/${source.pick(WORDS.folders)}`,
    'dev_dir()': dev,
    'project_dir()': () => `${dev()}/${source.faker.lorem.word()}`,
  }
}

/** Mimesis's `food`. */
export function foodProvider({ faker }: Source): Table {
  return {
    'dish()': () => faker.food.dish(),
    'drink()': () => faker.food.fruit(),
    'fruit()': () => faker.food.fruit(),
    'spices()': () => faker.food.spice(),
    'vegetable()': () => faker.food.vegetable(),
  }
}

/** Mimesis's `transport`. */
export function transportProvider({ faker }: Source): Table {
  return {
    'airplane()': () => faker.airline.airplane().name,
    'car()': () => faker.vehicle.vehicle(),
    'manufacturer()': () => faker.vehicle.manufacturer(),
    'vehicle_registration_code(locale?)': () => faker.location.countryCode(),
  }
}

/** Mimesis's `science`. */
export function scienceProvider(source: Source): Table {
  const sequence = (letters: string, length: Value) =>
    Array.from({ length: index(length) }, () => letters[source.rng.int(0, 3)]).join('')
  return {
    'dna_sequence(length?)': (length = 10) => sequence('TCGA', length),
    'rna_sequence(length?)': (length = 10) => sequence('UCGA', length),
    'measure_unit(name?, symbol?)': (_name, symbol = false) => {
      const unit = source.faker.science.unit()
      return truth(symbol) ? unit.symbol : unit.name
    },
    'metric_prefix(sign?, symbol?)': () =>
      source.pick(['kilo', 'mega', 'giga', 'tera', 'milli', 'micro', 'nano', 'pico']),
  }
}
