import { FRAMINGS, type Framing } from './framing.ts'

/**
 * The framing for an Accept header (RFC 9110, section 12.5.1): the best by quality, then by the order in which
 * they are offered; undefined when none is acceptable.
 */
export function framingFor(accept: string | undefined): Framing | undefined {
  if (!accept?.trim()) return FRAMINGS[0]
  const ranges = accept.split(',').map(range)
  let best: Framing | undefined
  let most = 0
  for (const framing of FRAMINGS) {
    const quality = qualityOf(framing.contentType, ranges)
    if (quality > most) {
      best = framing
      most = quality
    }
  }
  return best
}

interface Range {
  readonly type: string
  readonly quality: number
}

function range(text: string): Range {
  const [type = '', ...parameters] = text.split(';').map((part) => part.trim().toLowerCase())
  const written = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2)
  const quality = Number(written ?? 1)
  return { type, quality: quality >= 0 && quality <= 1 ? quality : 0 }
}

/** The most specific range that matches decides. */
function qualityOf(type: string, ranges: readonly Range[]): number {
  for (const pattern of [type, `${type.split('/')[0]}/*`, '*/*']) {
    const match = ranges.find((each) => each.type === pattern)
    if (match) return match.quality
  }
  return 0
}
