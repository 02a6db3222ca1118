/**
 * The text in one piece. What was added up is a tree of its pieces until someone reads it, and a text that is kept to
 * be added to others would be walked in each of them.
 */
export function flat(text: string): string {
  // Two pieces, as joining copies several, but gives a single one back as it is.
  return [text.slice(0, 1), text.slice(1)].join('')
}
