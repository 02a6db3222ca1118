import fs from 'node:fs'
import path from 'node:path'

/** Files that differ by a rising number in their names. */
export interface Numbered {
  name(n: number): string
  /** Numbers of the files that are there, ascending. */
  existing(): number[]
}

const DIGITS = 6

/** `{n}` in the file's name stands for the number; without it the number goes before the extension. */
export function numbered(file: string): Numbered {
  const folder = path.dirname(file)
  const given = path.basename(file)
  const { name, ext } = path.parse(given)
  const [before, after] = given.includes('{n}')
    ? (given.split('{n}', 2) as [string, string])
    : [`${name}.`, ext]
  return {
    name: (n) => path.join(folder, `${before}${String(n).padStart(DIGITS, '0')}${after}`),
    existing() {
      const found = fs.existsSync(folder) ? fs.readdirSync(folder) : []
      return found
        .filter((each) => each.startsWith(before) && each.endsWith(after))
        .map((each) => each.slice(before.length, each.length - after.length))
        .filter((digits) => /^\d{6,}$/.test(digits))
        .map(Number)
        .sort((a, b) => a - b)
    },
  }
}
