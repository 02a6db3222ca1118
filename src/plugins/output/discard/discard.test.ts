import { expect, test } from 'vitest'
import { deliveryOf, never, openOutput } from '../../../../test/plugin-context.ts'
import nothing from './index.ts'

test('everything is written, nowhere', async () => {
  const output = await openOutput(nothing, {})
  expect(await output.write(deliveryOf(['a', { b: 1 }]), never)).toBeUndefined()
})
