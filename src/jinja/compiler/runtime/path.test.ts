import { expect, test } from 'vitest'
import { rng } from '../../../kernel/index.ts'
import { Dict, environment, Host, type Value } from '../../index.ts'

/** Attributes that stay what they are. */
class Fixed extends Host {
  readonly typeName = 'Fixed'
  readonly name: string
  readonly member: Value

  constructor(name: string, member: Value) {
    super()
    this.name = name
    this.member = member
  }

  override get fixed(): boolean {
    return true
  }

  override getAttr(name: string): Value | undefined {
    return name === this.name ? this.member : undefined
  }
}

const template = environment({ load: () => undefined, rng: rng(1) }).compile('{{ x.y.z }}')
const render = (x: Value) => template.render({ x })
const dict = (key: string, value: Value) => new Dict([[key, value]])

test('a path is remembered for the object it begins with, and for no other', () => {
  const one = new Fixed('y', new Fixed('z', 1))
  const two = new Fixed('y', new Fixed('z', 2))
  expect([one, one, two, two, one].map(render)).toEqual(['1', '1', '2', '2', '1'])
})

test('a path is not remembered where a part of it may change', () => {
  const open = dict('z', 1)
  const half = new Fixed('y', open)
  expect(render(half)).toBe('1')
  open.set('z', 2)
  expect(render(half)).toBe('2')

  const root = dict('y', new Fixed('z', 3))
  expect(render(root)).toBe('3')
  root.set('y', new Fixed('z', 4))
  expect(render(root)).toBe('4')
})
