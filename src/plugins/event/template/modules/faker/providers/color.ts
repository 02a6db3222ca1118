import { Tuple } from '../../../../../../jinja/index.ts'
import { float } from '../../../../../../kernel/index.ts'
import type { Source, Table } from '../source.ts'

const NAMES = (
  'AliceBlue AntiqueWhite Aqua Aquamarine Azure Beige Bisque Black BlanchedAlmond Blue BlueViolet Brown BurlyWood ' +
  'CadetBlue Chartreuse Chocolate Coral CornflowerBlue Cornsilk Crimson Cyan DarkBlue DarkCyan DarkGoldenRod DarkGray ' +
  'DarkGreen DarkKhaki DarkMagenta DarkOrange DarkRed DarkSalmon DeepPink DeepSkyBlue DimGray DodgerBlue FireBrick ' +
  'ForestGreen Fuchsia Gainsboro Gold GoldenRod Gray Green GreenYellow HotPink IndianRed Indigo Ivory Khaki Lavender ' +
  'LemonChiffon LightBlue LightCoral LightGreen Lime LimeGreen Linen Magenta Maroon MediumBlue MintCream MistyRose ' +
  'Moccasin Navy OldLace Olive OliveDrab Orange OrangeRed Orchid PaleGreen Peru Pink Plum PowderBlue Purple Red ' +
  'RosyBrown RoyalBlue Salmon SeaGreen Sienna Silver SkyBlue SlateBlue SlateGray Snow SpringGreen SteelBlue Tan Teal ' +
  'Thistle Tomato Turquoise Violet Wheat White Yellow YellowGreen'
).split(' ')
const SAFE_NAMES =
  'black maroon green navy olive purple teal lime blue silver gray yellow fuchsia aqua white'.split(' ')

/** Faker's color provider. */
export function colorProvider(source: Source): Table {
  const { rng } = source
  const rgb = () => [rng.int(0, 255), rng.int(0, 255), rng.int(0, 255)]
  const hex = () => `#${rng.int(0, 0xffffff).toString(16).padStart(6, '0')}`
  const angle = () => new Tuple([rng.int(0, 360), rng.int(0, 100), rng.int(0, 100)])
  return {
    'color(hue?, luminosity?, color_format?)': hex,
    'color_name()': () => source.pick(NAMES),
    'hex_color()': hex,
    'safe_hex_color()': () =>
      `#${rgb()
        .map((part) => ((part >> 4) * 17).toString(16).padStart(2, '0'))
        .join('')}`,
    'safe_color_name()': () => source.pick(SAFE_NAMES),
    'rgb_color()': () => rgb().join(','),
    'rgb_css_color()': () => `rgb(${rgb().join(',')})`,
    'color_rgb(hue?, luminosity?)': () => new Tuple(rgb()),
    'color_rgb_float(hue?, luminosity?)': () => new Tuple([0, 0, 0].map(() => float(rng.float()))),
    'color_hsl(hue?, luminosity?)': angle,
    'color_hsv(hue?, luminosity?)': angle,
  }
}
