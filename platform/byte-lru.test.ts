import { expect, it } from 'vitest'
import { byteLru } from './byte-lru.ts'

it('lets what was read longest ago leave first', () => {
  const store = byteLru<string>(30)
  store.set('a', 'A', 10)
  store.set('b', 'B', 10)
  store.set('c', 'C', 10)
  store.get('a')
  store.set('d', 'D', 10)
  expect(['a', 'b', 'c', 'd'].map((key) => store.get(key))).toEqual(['A', undefined, 'C', 'D'])
  expect(store.bytes).toBe(30)
})

it('counts a replaced value once', () => {
  const store = byteLru<string>(30)
  store.set('a', 'A', 10)
  store.set('a', 'AA', 20)
  expect([store.bytes, store.size, store.get('a')]).toEqual([20, 1, 'AA'])
})

it('does not empty itself for a value heavier than the whole', () => {
  const store = byteLru<string>(30)
  store.set('a', 'A', 10)
  store.set('huge', 'H', 31)
  expect([store.get('a'), store.get('huge'), store.bytes]).toEqual(['A', undefined, 10])
})
