/** A test whether a text holds nothing but printable ASCII characters other than those in `special`. */
export function plainTest(special: string): (text: string) => boolean {
  let others = ''
  for (let unit = 0x20; unit < 0x7f; unit++) {
    const character = String.fromCharCode(unit)
    if (!special.includes(character)) others += `\\x${unit.toString(16)}`
  }
  const pattern = new RegExp(`^[${others}]*$`)
  return (text) => pattern.test(text)
}
