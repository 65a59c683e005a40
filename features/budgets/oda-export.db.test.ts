import { beforeAll, describe, expect, it } from 'vitest'
import type { Ctx } from '../../platform/context.ts'
import { isAppError } from '../../platform/errors.ts'
import { errorSentence, translator } from '../../platform/i18n/translator.ts'
import { makeBudgetLine } from '../../tests/budget-ground.ts'
import { testContext } from '../../tests/db.ts'
import { makeAuthority } from '../../tests/factories.ts'
import { anonymousContext } from '../../tests/people.ts'
import { exportOda } from './oda-export.server.ts'

const owner = await testContext()
const operator: Ctx = { ...owner, actor: { kind: 'operator' }, now: new Date('2026-11-21T10:00:00Z') }
const asked = { siren: '217300656', year: '2025', format: 'csv' }

beforeAll(async () => {
  const town = await makeAuthority(owner, { name: 'Chambéry', siren: asked.siren })
  await makeAuthority(owner, { name: 'Rumilly', country: 'BF' })
  await owner.db
    .insertInto('country_income_group')
    .values({ country: 'BF', year: 2025, income_group: 'ldc', source: 'test' })
    .execute()
  await makeBudgetLine(owner, town.id, { year: 2025, country: 'BF', paid: '1200.50', oda_kind: 'cooperation' })
})

/** What the operator reads, where it is refused. */
async function refusal(facts: Partial<Parameters<typeof exportOda>[1]>): Promise<string> {
  const error = await exportOda(operator, { ...asked, ...facts }).catch((thrown: unknown) => thrown)
  if (!isAppError(error)) throw new Error('the return was written')
  return errorSentence(translator('fr'), error).replaceAll(/[\u00a0\u202f]/g, ' ')
}

describe('the return of an authority as a file, asked for by the operator', () => {
  it('is found by its SIREN, however it is spaced', async () => {
    expect(await exportOda(operator, asked)).toMatchObject({ rows: 1, money: '1200.50' })
    expect(await exportOda(operator, { ...asked, siren: '217 300 656' })).toMatchObject({ rows: 1 })
  })

  it.each([
    [{ year: '20x5' }, '« 20x5 » n’est pas une année : écrivez-la en quatre chiffres, par exemple --year 2025.'],
    [{ year: undefined }, 'Dites l’année des versements : --year 2025.'],
    [{ year: '1789' }, '« 1789 » n’est pas une année'],
    [{ year: '2031' }, 'L’année 2031 n’a pas commencé'],
    [{ year: '2024' }, 'Chambéry n’a aucune ligne à déclarer pour 2024 : rien n’est écrit.'],
    [{ format: 'docx' }, 'Ce format de fichier n’existe pas : xlsx, csv, json ou pdf.'],
    [{ siren: '' }, 'Dites de quelle collectivité : --organisation SIREN.'],
    [{ siren: '12' }, '« 12 » n’est pas un numéro SIREN'],
    [{ siren: '219300480' }, 'Aucun organisme du registre n’a le SIREN 219300480.'],
  ])('%j is answered with one sentence, in the words of the command', async (facts, sentence) => {
    expect(await refusal(facts)).toContain(sentence)
  })

  it('is for those of the authority and the operator alone', async () => {
    await expect(exportOda(await anonymousContext(), asked)).rejects.toMatchObject({ code: 'unauthenticated' })
  })
})
