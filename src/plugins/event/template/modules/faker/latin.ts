const SPELLED: Readonly<Record<string, string>> = {
  ä: 'ae',
  ö: 'oe',
  ü: 'ue',
  ß: 'ss',
  æ: 'ae',
  ø: 'oe',
  å: 'aa',
  œ: 'oe',
  ð: 'd',
  þ: 'th',
  ł: 'l',
  đ: 'd',
  ı: 'i',
}

/** A name as it would stand in an account: lower-case ASCII letters only; undefined if its script is not Latin. */
export function latinName(name: string): string | undefined {
  const spelled = name.toLowerCase().replace(/[äöüßæøåœðþłđı]/g, (letter) => SPELLED[letter]!)
  const plain = spelled.normalize('NFKD').replace(/\p{M}/gu, '')
  const letters = plain.replace(/[^a-z]/g, '')
  return letters.length * 2 >= plain.length && letters !== '' ? letters : undefined
}

/** Words as they would stand in an address: lower-case ASCII letters and digits joined by hyphens. */
export function slug(words: string): string {
  return words
    .toLowerCase()
    .replace(/[äöüßæøåœðþłđı]/g, (letter) => SPELLED[letter]!)
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
}
