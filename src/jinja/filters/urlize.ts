import { toArray } from '../python/collection/iterate.ts'
import { escapeText, Markup } from '../python/markup.ts'
import { needInt } from '../python/number/index-value.ts'
import type { Runtime } from '../python/runtime.ts'
import { SPACE } from '../python/text/character.ts'
import { characters } from '../python/text/code-points.ts'
import { quote } from '../python/text/quote.ts'
import { truth } from '../python/text/repr.ts'
import { needText } from '../python/text/text.ts'
import { PythonError, type Value } from '../python/types.ts'
import { type FilterTable, filter } from './define.ts'

export const URLIZE_FILTERS: FilterTable = {
  urlize: filter(
    'do_urlize(eval_ctx, value, trim_url_limit?, nofollow?, target?, rel?, extra_schemes?)',
    urlize,
    2,
  ),
}

function urlize(
  rt: Runtime,
  value: Value,
  limit: Value = null,
  noFollow: Value = false,
  target: Value = null,
  rel: Value = null,
  extraSchemes: Value = null,
): Value {
  const words = new Set(rel === null ? [] : needText(rel, 'rel').split(/\s+/))
  if (truth(noFollow)) words.add('nofollow')
  for (const word of (rt.policies.urlizeRel ?? '').split(/\s+/)) words.add(word)
  words.delete('')
  const relation = [...words].sort().join(' ')
  const frame = target === null ? rt.policies.urlizeTarget : needText(target, 'target')
  const schemes =
    extraSchemes === null
      ? rt.policies.urlizeExtraSchemes
      : toArray(extraSchemes).map((s) => needText(s, 'scheme'))
  for (const scheme of schemes) {
    if (!/^[\p{L}\p{N}_.+-]{2,}:\/{0,2}$/u.test(scheme)) {
      throw new PythonError('FilterArgumentError', `${quote(scheme)} is not a valid URI scheme prefix.`)
    }
  }
  const attributes =
    (relation === '' ? '' : ` rel="${escapeText(relation)}"`) +
    (frame ? ` target="${escapeText(frame)}"` : '')
  const most = limit === null ? Number.POSITIVE_INFINITY : needInt(limit)
  const text = escapeText(value)
    .split(patterns().spaces)
    .map((word) => linkWord(word, attributes, most, schemes))
    .join('')
  return rt.autoescape ? new Markup(text) : text
}

const WORD = '[\\p{L}\\p{N}_%-]'
/** Made when first used, as few templates make links. */
const patterns = () => {
  made ??= { spaces: new RegExp(`([${SPACE}]+)`, 'u'), address: new RegExp(ADDRESS, 'iu') }
  return made
}
let made: { readonly spaces: RegExp; readonly address: RegExp } | undefined

const ADDRESS =
  `^(?:(?:https?://|www\\.)(?:${WORD}+\\.)*(?:[a-z]{2,63}|xn--[\\p{L}\\p{N}_%]{2,59})` +
  `|(?:${WORD}{2,63}\\.)+(?:com|net|int|edu|gov|org|info|mil)` +
  `|https?://(?:\\d{1,3}(?:\\.\\d{1,3}){3}|\\[(?:[\\da-f]{0,4}:){2}(?:[\\da-f]{0,4}:?){1,6}\\]))` +
  '(?::\\d{1,5})?(?:[/?#]\\S*)?$'
const isMail = (text: string): boolean => /^\S+@[\p{L}\p{N}_][\p{L}\p{N}_.-]*\.[\p{L}\p{N}_]+$/u.test(text)

function linkWord(word: string, attributes: string, limit: number, schemes: readonly string[]): string {
  const { head, middle, tail } = withoutPunctuation(word)
  return head + link(middle, attributes, limit, schemes) + tail
}

function link(word: string, attributes: string, limit: number, schemes: readonly string[]): string {
  if (patterns().address.test(word)) {
    const letters = characters(word)
    const shown = letters.length > limit ? `${letters.slice(0, limit).join('')}...` : word
    const address = /^https?:\/\//.test(word) ? word : `https://${word}`
    return `<a href="${address}"${attributes}>${shown}</a>`
  }
  if (word.startsWith('mailto:') && isMail(word.slice(7))) return `<a href="${word}">${word.slice(7)}</a>`
  if (
    word.includes('@') &&
    !word.startsWith('@') &&
    !word.startsWith('www.') &&
    !word.includes(':') &&
    isMail(word)
  ) {
    return `<a href="mailto:${word}">${word}</a>`
  }
  const scheme = schemes.some((each) => word !== each && word.startsWith(each))
  return scheme ? `<a href="${word}"${attributes}>${word}</a>` : word
}

const OPENING = /^(?:[(<]|&lt;)+/
const CLOSING = /(?:[)>.,\n]|&gt;)+$/
const PAIRS = [
  ['(', ')'],
  ['<', '>'],
  ['&lt;', '&gt;'],
] as const

/** A word without the punctuation around it, but with the closing brackets whose opening ones are in it. */
function withoutPunctuation(word: string): { head: string; middle: string; tail: string } {
  const head = OPENING.exec(word)?.[0] ?? ''
  let middle = word.slice(head.length)
  let tail = CLOSING.exec(middle)?.[0] ?? ''
  if (tail !== '') middle = middle.slice(0, -tail.length)
  for (const [open, close] of PAIRS) {
    const opened = occurrences(middle, open)
    if (opened <= occurrences(middle, close)) continue
    for (let i = Math.min(opened, occurrences(tail, close)); i > 0; i--) {
      const end = tail.indexOf(close) + close.length
      middle += tail.slice(0, end)
      tail = tail.slice(end)
    }
  }
  return { head, middle, tail }
}

function occurrences(text: string, part: string): number {
  return text.split(part).length - 1
}
