/** What is written for each byte, by the characters that are left as they are beside the usual ones. */
const tables = new Map<string, readonly string[]>()
const MOST_TABLES = 100
const UNRESERVED = /[A-Za-z0-9_.~-]/

function tableFor(safe: string): readonly string[] {
  let table = tables.get(safe)
  if (table === undefined) {
    table = Array.from({ length: 256 }, (_, byte) => {
      const character = String.fromCharCode(byte)
      const plain = byte < 128 && (UNRESERVED.test(character) || safe.includes(character))
      return plain ? character : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`
    })
    if (tables.size === MOST_TABLES) tables.clear()
    tables.set(safe, table)
  }
  return table
}

/** Percent-encoding (RFC 3986) of everything but letters, digits, `_.-~` and what is `safe`. */
export function percentEncoded(bytes: Uint8Array, safe: string): string {
  const table = tableFor(safe)
  let written = ''
  for (let i = 0; i < bytes.length; i++) written += table[bytes[i]!]!
  return written
}
