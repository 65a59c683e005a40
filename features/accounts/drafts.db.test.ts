import { describe, expect, it } from 'vitest'
import { inTransaction } from '../../platform/context.ts'
import { testContext } from '../../tests/db.ts'
import { anonymousContext, makePerson, memberContext } from '../../tests/people.ts'
import { dropDraft, findDraft, saveDraft } from './drafts.server.ts'
import { keepForm, takeKeptForm } from './kept-forms.server.ts'

const owner = await testContext()
const writer = await memberContext((await makePerson(owner)).id)
const other = await memberContext((await makePerson(owner)).id)
const page = '/fr/espace/o/c73065/fiche'

describe('a draft', () => {
  it('is its writer’s, and is what was typed last', async () => {
    await inTransaction(writer, (ctx) => saveDraft(ctx, page, { strengths: 'Eau' }))
    await inTransaction(writer, (ctx) => saveDraft(ctx, page, { strengths: 'Eau, ar', languages: ['fr', 'en'] }))
    expect(await inTransaction(writer, (ctx) => findDraft(ctx, page))).toEqual({
      strengths: 'Eau, ar',
      languages: ['fr', 'en'],
    })
    expect(await inTransaction(other, (ctx) => findDraft(ctx, page))).toBeNull()
    await inTransaction(writer, (ctx) => dropDraft(ctx, page))
    expect(await inTransaction(writer, (ctx) => findDraft(ctx, page))).toBeNull()
  })

  it('needs somebody who writes, and an end', async () => {
    await expect(saveDraft(await anonymousContext(), page, {})).rejects.toMatchObject({ code: 'unauthenticated' })
    const endless = inTransaction(writer, (ctx) => saveDraft(ctx, page, { word: 'a'.repeat(300_000) }))
    await expect(endless).rejects.toMatchObject({ reason: 'draft_too_long' })
  })
})

describe('a form sent after its session had ended', () => {
  it('comes back to its page, once', async () => {
    const nobody = await anonymousContext()
    const token = (await keepForm(nobody, page, { strengths: 'Eau' })) ?? ''
    expect(await takeKeptForm(nobody, '/fr/espace/compte', token)).toBeNull()
    expect(await takeKeptForm(writer, page, token)).toEqual({ strengths: 'Eau' })
    expect(await takeKeptForm(writer, page, token)).toBeNull()
  })
})
