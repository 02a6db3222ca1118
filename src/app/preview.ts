import { machineTime, type Preview, preview } from '../engine/index.ts'
import type { Micros, Zone } from '../kernel/index.ts'
import { DAY, HOUR, MINUTE, SECOND, silent } from '../kernel/index.ts'
import { openProjectFile } from './generate.ts'
import type { CompleteRunParameters } from './parameters.ts'
import { runOptions } from './run-options.ts'

/** A preview with its schedule counted into buckets of equal width. */
export interface ProjectPreview extends Preview {
  readonly zone: Zone
  readonly histogram: Histogram
}

export interface Histogram {
  /** Width of a bucket, microseconds. */
  readonly width: Micros
  /** Start of the first bucket, a multiple of the width since the epoch. */
  readonly start: Micros
  readonly counts: readonly number[]
}

/** Bucket widths that people read easily. */
const WIDTHS: readonly Micros[] = [
  ...[1, 5, 10, 15, 30].map((n) => n * SECOND),
  ...[1, 5, 10, 15, 30].map((n) => n * MINUTE),
  ...[1, 2, 4, 6, 12].map((n) => n * HOUR),
  ...[1, 7, 30].map((n) => n * DAY),
]

export async function previewProject(
  parameters: CompleteRunParameters,
  sizes: { readonly ticks: number; readonly events: number; readonly buckets: number },
): Promise<ProjectPreview> {
  const project = await openProjectFile(parameters)
  const options = await runOptions(parameters, project.directory, silent, machineTime())
  const seen = await preview(project, options, sizes)
  return { ...seen, zone: options.zone, histogram: histogram(seen.times, sizes.buckets) }
}

/** Counts ascending instants into at most `buckets` buckets, aligned to the epoch. */
export function histogram(times: Float64Array, buckets: number): Histogram {
  if (times.length === 0) return { width: SECOND, start: 0, counts: [] }
  const first = times[0]!
  const last = times[times.length - 1]!
  const width =
    WIDTHS.find((each) => Math.floor(last / each) - Math.floor(first / each) < buckets) ??
    Math.ceil((last - first) / buckets / DAY + 1) * DAY
  const start = Math.floor(first / width) * width
  const counts = new Array<number>(Math.floor((last - start) / width) + 1).fill(0)
  for (const time of times) counts[Math.floor((time - start) / width)]!++
  return { width, start, counts }
}
