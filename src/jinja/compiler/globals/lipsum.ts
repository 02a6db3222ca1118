import type { Rng } from '../../../kernel/index.ts'

const WORDS = `
ab ac accusantium ad adipisci alias aliquam amet aperiam architecto aspernatur at atque aut autem beatae blanditiis
commodi consectetur consequatur corporis corrupti culpa cum cupiditate debitis delectus deleniti deserunt dicta
dignissimos distinctio dolor dolore dolorem doloribus ducimus ea eaque earum eius eligendi enim eos error esse est et
eum eveniet ex excepturi exercitationem expedita explicabo facere facilis fuga fugiat harum hic id illo illum impedit
in incidunt inventore ipsa ipsam ipsum iste itaque iure iusto labore laboriosam laborum laudantium libero magnam magni
maiores maxime minima minus modi molestiae mollitia nam natus necessitatibus nemo neque nesciunt nihil nisi nobis non
nostrum nulla numquam obcaecati odio odit officia officiis omnis optio pariatur perferendis perspiciatis placeat porro
possimus praesentium provident quae quaerat quam quas quasi qui quia quibusdam quis quisquam quo quod quos ratione
recusandae reiciendis rem repellat repellendus reprehenderit repudiandae rerum saepe sapiente sed sequi similique sint
sit soluta sunt suscipit tempora tempore temporibus tenetur totam ullam unde ut vel velit veniam veritatis vero vitae
voluptas voluptate voluptatem voluptatum
`
  .trim()
  .split(/\s+/)

/** Paragraphs of words that mean nothing, each of `least` to `most` − 1 words. */
export function loremIpsum(rng: Rng, paragraphs: number, least: number, most: number): string[] {
  return Array.from({ length: Math.max(0, paragraphs) }, () => paragraph(rng, rng.int(least, most - 1)))
}

function paragraph(rng: Rng, count: number): string {
  const words: string[] = []
  let last = ''
  let sinceComma = 0
  let sinceStop = 0
  let capital = true
  for (let i = 0; i < count; i++) {
    let word = rng.pick(WORDS) as string
    while (word === last) word = rng.pick(WORDS) as string
    last = word
    if (capital) word = word.charAt(0).toUpperCase() + word.slice(1)
    capital = false
    if (++sinceStop > rng.int(10, 19)) {
      word += '.'
      sinceStop = sinceComma = 0
      capital = true
    } else if (++sinceComma > rng.int(3, 7)) {
      word += ','
      sinceComma = 0
    }
    words.push(word)
  }
  return words.join(' ').replace(/[.,]?$/, '.')
}
