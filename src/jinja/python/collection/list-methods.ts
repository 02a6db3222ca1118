import { defineMethods } from '../arguments.ts'
import { call } from '../call.ts'
import { indexOfItem } from '../compare.ts'
import { needInt } from '../number/index-value.ts'
import { repr, truth } from '../text/repr.ts'
import { type Methods, PythonError, type Value } from '../types.ts'
import { copyItems } from './iterate.ts'
import { sorted } from './sort.ts'
import { indexWithin } from './tuple.ts'

export const LIST_METHODS: Methods<Value[]> = defineMethods<Value[]>('list', {
  'append(item, /)': (list, item) => {
    list.push(item)
    return null
  },
  'extend(iterable, /)': (list, items) => {
    for (const item of copyItems(items)) list.push(item)
    return null
  },
  'insert(index, item, /)': (list, index, item) => {
    list.splice(needInt(index), 0, item)
    return null
  },
  'pop(index?, /)': (list, index = -1) => {
    const given = needInt(index)
    if (list.length === 0) throw new PythonError('IndexError', 'pop from empty list')
    const at = given < 0 ? given + list.length : given
    if (at < 0 || at >= list.length) throw new PythonError('IndexError', 'pop index out of range')
    if (at === 0) return list.shift()!
    return at === list.length - 1 ? list.pop()! : list.splice(at, 1)[0]!
  },
  'remove(value, /)': (list, value) => {
    const at = indexOfItem(list, value)
    if (at < 0) throw new PythonError('ValueError', 'list.remove(x): x not in list')
    list.splice(at, 1)
    return null
  },
  'clear()': (list) => {
    list.length = 0
    return null
  },
  'index(value, start?, stop?, /)': (list, value, start = 0, stop = list.length) => {
    const at = indexWithin(list, value, start, stop)
    if (at < 0) throw new PythonError('ValueError', `${repr(value)} is not in list`)
    return at
  },
  'count(value, /)': (list, value) => {
    let count = 0
    for (let i = indexOfItem(list, value); i >= 0; i = indexOfItem(list, value, i + 1)) count++
    return count
  },
  'sort(*, key?, reverse?)': (list, key = null, reverse = false) => {
    const order = sorted(list, key === null ? undefined : (item) => call(key, [item]), truth(reverse))
    list.splice(0, list.length, ...order)
    return null
  },
  'reverse()': (list) => {
    list.reverse()
    return null
  },
  'copy()': (list) => list.slice(),
})
