import fc from 'fast-check'
import { expect, test } from 'vitest'
import { silent } from '../../../../kernel/index.ts'
import { csvTable } from './csv.ts'
import type { Table } from './table.ts'

const read = (text: string): Promise<Table> =>
  csvTable(text, { type: 'csv', source: 'it.csv', header: true, delimiter: ',', quotechar: '"' }, silent)

test('a text with quotes, which a library reads, and one without make the same table', async () => {
  const plain = fc.string({ unit: fc.constantFrom('a', 'ü', ' ', ',', '\n', '\r', ';', "'"), maxLength: 20 })
  await fc.assert(
    fc.asyncProperty(plain, async (text) => {
      const head = 'a,b,c,d,e,f,g,h,i,j,k,l,m,n,o,p,q,r,s,t,u\n'
      const unquoted = await read(`${head}${text}\nz`)
      expect(await read(`${head}${text}\n"z"`)).toEqual(unquoted)
      expect(unquoted.rows.at(-1)?.[0]).toBe('z')
    }),
    { numRuns: 300 },
  )
})
