import fs from 'node:fs'
import path from 'node:path'
import * as z from 'zod'
import { LoomError } from '../../../kernel/index.ts'
import type { Finished } from './finished.ts'
import { holds, type Landmark } from './landmark.ts'

/** What a file output says of itself at a checkpoint. */
export const filePosition = z.strictObject({
  size: z.int().min(0),
  tail: z.string(),
  /** The highest number of a finished file. */
  finished: z.int().min(0).optional(),
  /** The open file's time window, and when the next begins. */
  time: z.string().optional(),
  next: z.number().optional(),
})

export type FilePosition = z.output<typeof filePosition>

/** E_CHECKPOINT_READ when a checkpoint holds something else. */
export function readPosition(position: unknown): FilePosition {
  const read = filePosition.safeParse(position)
  if (read.success) return read.data
  throw new LoomError('E_CHECKPOINT_READ', 'the checkpoint does not hold the position of a file', {
    hint: 'run without --resume to begin anew',
  })
}

/**
 * Brings files back to where they were at a checkpoint. The file that was open then may have been finished by
 * rotation, put in its final place, or renamed by someone else; it is known by what it holds. False when it is not
 * there any more: then what is at the path is left as it is.
 *
 * @param open path of the file that is written
 * @param final where an atomic file goes at the end
 */
export function rewind(
  open: string,
  final: string,
  position: FilePosition,
  finished: Finished | undefined,
): boolean {
  const later = finished?.after(position.finished ?? 0) ?? []
  const [rotated] = later
  if (rotated !== undefined) {
    // Those that were finished later hold later events only.
    for (const file of later.slice(1)) fs.rmSync(file, { force: true })
    if (holds(rotated, position)) fs.renameSync(rotated, open)
    else {
      fs.rmSync(rotated, { force: true })
      fs.writeFileSync(open, '')
      return false
    }
  } else if (!holds(open, position)) {
    const elsewhere = open === final ? renamed(open, position) : holds(final, position) ? final : undefined
    if (elsewhere === undefined) return false
    if (elsewhere === final) fs.renameSync(final, open)
    else {
      fs.truncateSync(elsewhere, position.size)
      // It was begun after the other, so after the checkpoint.
      fs.writeFileSync(open, '')
      return true
    }
  }
  fs.truncateSync(open, position.size)
  return true
}

/** The file beside that the open one has become: its name is longer, as `out.log.1`, or `out-20240131.log`. */
function renamed(open: string, landmark: Landmark): string | undefined {
  if (landmark.size === 0) return undefined
  const folder = path.dirname(open)
  const { name } = path.parse(open)
  return fs
    .readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.startsWith(name))
    .map((entry) => path.join(folder, entry.name))
    .find((file) => file !== open && holds(file, landmark))
}
