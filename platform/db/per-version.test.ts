import { expect, it } from 'vitest'
import type { Ctx } from '../context.ts'
import { keepPerVersion } from './per-version.ts'

const db = { isTransaction: false } as Ctx['db']
const ctxAt = (dataVersion: number | null, more: Partial<Ctx> = {}): Ctx => ({
  db,
  actor: { kind: 'anonymous' },
  now: new Date(),
  locale: 'fr',
  ...(dataVersion === null ? {} : { dataVersion }),
  ...more,
})

function counted() {
  const asked: string[] = []
  const read = keepPerVersion(
    async (ctx: Ctx, question: string) => {
      asked.push(`${ctx.locale} ${question}`)
      if (question === 'broken') throw new Error('broken')
      return asked.length
    },
    (question) => question,
    2,
  )
  return { asked, read }
}

it('reads once per version, language and question', async () => {
  const { asked, read } = counted()
  expect(await read(ctxAt(1), 'a')).toBe(1)
  expect(await read(ctxAt(1), 'a')).toBe(1)
  expect(await read(ctxAt(1, { locale: 'en' }), 'a')).toBe(2)
  expect(await read(ctxAt(2), 'a')).toBe(3)
  expect(asked).toEqual(['fr a', 'en a', 'fr a'])
})

it('reads anew where the version is not known, and in a transaction', async () => {
  const { read } = counted()
  await read(ctxAt(null), 'a')
  expect(await read(ctxAt(null), 'a')).toBe(2)
  expect(await read(ctxAt(1, { db: { isTransaction: true } as Ctx['db'] }), 'a')).toBe(3)
})

it('keeps no failure, and no more than it may', async () => {
  const { asked, read } = counted()
  await expect(read(ctxAt(1), 'broken')).rejects.toThrow('broken')
  await expect(read(ctxAt(1), 'broken')).rejects.toThrow('broken')
  for (const question of ['a', 'b', 'c', 'd', 'e', 'a']) await read(ctxAt(1), question)
  expect(asked.filter((one) => one === 'fr a')).toHaveLength(2)
})
