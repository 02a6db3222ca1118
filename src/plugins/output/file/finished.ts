import fs from 'node:fs'
import path from 'node:path'

/** Names and number of the finished files beside the one that is written. */
export interface Finished {
  /** Moves a finished file to the next free name and deletes the oldest beyond `keep`. */
  add(from: string, time: string): void
  /** The highest number, 0 when there is none. */
  readonly highest: number
  /** Paths of those with a higher number, ascending. */
  after(number: number): readonly string[]
}

/**
 * `pattern` as in the option `rotate.name`; {n} is one more than the highest found in the folder, of at least
 * six digits, so that names sort by age.
 */
export function finishedFiles(file: string, pattern: string, keep: number | undefined): Finished {
  const folder = path.dirname(file)
  const ext = path.extname(file)
  const stem = path.basename(file, ext)
  const nameOf = (n: string, time: string) =>
    pattern.replace(/\{(stem|ext|n|time)\}/g, (_, field: string) =>
      field === 'stem' ? stem : field === 'ext' ? ext : field === 'n' ? n : time,
    )
  const shape = new RegExp(
    `^${pattern
      .split(/(\{(?:stem|ext|n|time)\})/)
      .map((part) =>
        part === '{n}'
          ? '(\\d{6,})'
          : part === '{time}'
            ? '\\d{8}T\\d{6}'
            : escaped(part === '{stem}' ? stem : part === '{ext}' ? ext : part),
      )
      .join('')}$`,
  )

  const found = () =>
    fs
      .readdirSync(folder)
      .flatMap((name) => {
        const number = shape.exec(name)?.[1]
        return number === undefined ? [] : [{ name, number: Number(number) }]
      })
      .sort((a, b) => a.number - b.number)

  return {
    get highest() {
      return found().at(-1)?.number ?? 0
    },
    after: (number) =>
      found().flatMap((file) => (file.number > number ? [path.join(folder, file.name)] : [])),
    add(from, time) {
      const older = found()
      const number = (older.at(-1)?.number ?? 0) + 1
      fs.renameSync(from, path.join(folder, nameOf(String(number).padStart(6, '0'), time)))
      if (keep === undefined) return
      for (const { name } of older.slice(0, Math.max(0, older.length + 1 - keep))) {
        fs.rmSync(path.join(folder, name), { force: true })
      }
    },
  }
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}
