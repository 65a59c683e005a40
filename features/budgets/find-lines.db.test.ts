import { beforeEach, describe, expect, it } from 'vitest'
import type { Ctx } from '../../platform/context.ts'
import { makeAccount, makeBudgetLine } from '../../tests/budget-ground.ts'
import { testContext } from '../../tests/db.ts'
import { makeAuthority } from '../../tests/factories.ts'
import { anonymousContext, makePerson, makeSeat, memberContext } from '../../tests/people.ts'
import { makeProject, makeTie } from '../../tests/ties.ts'
import { filterLines, findLines } from './find-lines.server.ts'
import type { LineAttributes } from './line-input.ts'
import { proposeAgain, refuseFound, takeFound } from './take-found.server.ts'

const owner = await testContext()
let made = 0
let town: { id: string; key: string; name: string }
let tie: string
let partner: { id: string; key: string; name: string }
let me: Ctx

const unsaid: LineAttributes = {
  partnershipId: null,
  projectId: null,
  country: null,
  actionType: null,
  theme: null,
  purposeFrame: null,
  operatingMode: null,
  means: null,
  department: '',
}

beforeEach(async () => {
  town = await makeAuthority(owner, { name: `Ville ${++made}` })
  partner = await makeAuthority(owner, { name: `Kaya ${made}`, country: 'BF' })
  tie = (await makeTie(owner, [town, partner])).id
  me = await seatIn('contributor')
})

async function seatIn(role: 'reader' | 'contributor', organisationId = town.id) {
  const { id } = await makePerson(owner)
  await makeSeat(owner, { personId: id, organisationId, role })
  return memberContext(id, organisationId)
}

const line = (facts: object) => ({ nature: '6574', executed: '100.00', ...facts })

async function addGrants(documentId: string, grants: readonly object[]) {
  await owner.db
    .insertInto('account_grant')
    .values(grants.map((grant, index) => ({ document_id: documentId, position: index + 1, nature: '6574', ...grant })))
    .execute()
}

const linesOf = () =>
  owner.db
    .selectFrom('budget_line')
    .selectAll()
    .where('organisation_id', '=', town.id)
    .orderBy('account_position')
    .orderBy('created_at')
    .execute()

const tick = (id: string, part = '', home = '') => ({ id, part, home })

describe('what may be international in an account', () => {
  it('is proposed by code, name, place, country, 1 % and word, each with its reason', async () => {
    const project = await makeProject(owner, { organisationId: town.id, partnershipId: tie })
    await owner.db
      .insertInto('project_participant')
      .values({
        id: project.id,
        project_id: project.id,
        name: 'Les Amis de Kossodo',
        role: 'partner',
        circle: 'civilSociety',
        credit_order: 2,
      })
      .execute()
    const document = await makeAccount(owner, town.id, { year: 2022, nomenclature: 'M57-M57' }, [
      line({ function_code: '042' }),
      line({ nature: '6562' }),
      line({ label: `Déplacement à ${partner.name}` }),
      line({ beneficiary: 'LES AMIS DE KOSSODO' }),
      line({ label: 'Programme eau solidaire' }),
      line({ label: 'Comité de jumelage' }),
      line({ label: 'Entretien des voiries' }),
      line({ function_code: '048', is_order: true }),
    ])
    const { groups, lines } = await findLines(me, town.id, document)
    expect(groups.map(({ rule, lines }) => [rule, lines.map(({ line }) => line.position)])).toEqual([
      ['function', [1]],
      ['nature6562', [2]],
      ['name', [3, 4]],
      ['onePercent', [5]],
      ['word', [6]],
    ])
    expect(lines.map(({ position }) => position)).toEqual([1, 2, 3, 4, 5, 6, 7])
    expect(lines[0]?.functionLabel).toContain('interrégionales')
  })

  it('never shows a private person, nor finds one', async () => {
    const document = await makeAccount(owner, town.id, {}, [line({})])
    await addGrants(document, [
      { is_private_person: true, amount: '150.00' },
      { beneficiary: 'Comité de jumelage', amount: '500.00' },
    ])
    const { lines } = await findLines(me, town.id, document)
    expect(lines.filter(({ kind }) => kind === 'grant').map(({ beneficiary }) => beneficiary)).toEqual([
      'Comité de jumelage',
    ])
    await expect(takeFound(me, town.id, document, [tick('grant-1')], unsaid)).rejects.toMatchObject({
      reason: 'budget_line_not_in_account',
    })
  })

  it('is not seen in the official name of an account, which every line of it bears', async () => {
    const document = await makeAccount(owner, town.id, { nomenclature: 'M14-M14_COM_SUP3500', year: 2018 }, [
      line({ nature: '74121', direction: 'receipt', label: 'Dotation de solidarité rurale' }),
    ])
    expect((await findLines(me, town.id, document)).groups).toEqual([])
  })

  it('is looked for by several words and codes at once', async () => {
    const document = await makeAccount(owner, town.id, {}, [
      line({ nature: '6281', label: 'Adhésion' }),
      line({ nature: '6232', label: 'Fêtes' }),
      line({ nature: '6257', label: 'Réception de la délégation' }),
    ])
    const { lines } = await findLines(me, town.id, document)
    expect(filterLines(lines, '6281, DELEGATION').map(({ position }) => position)).toEqual([1, 3])
    expect(filterLines(lines, '')).toHaveLength(3)
  })

  it('is for the members of the authority alone', async () => {
    const document = await makeAccount(owner, town.id, {}, [line({})])
    const other = await makeAuthority(owner, { name: 'Annecy' })
    const elsewhere = await seatIn('contributor', other.id)
    await expect(findLines(elsewhere, other.id, document)).rejects.toMatchObject({ reason: 'accounts_not_found' })
    await expect(findLines(elsewhere, town.id, document)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(findLines(await anonymousContext(), town.id, document)).rejects.toMatchObject({
      code: 'unauthenticated',
    })
    await expect(takeFound(await seatIn('reader'), town.id, document, [tick('line-1')], unsaid)).rejects.toMatchObject({
      reason: 'role_too_low',
    })
    await expect(takeFound(me, town.id, 'nonsense', [tick('line-1')], unsaid)).rejects.toMatchObject({
      code: 'not_found',
    })
  })
})

describe('what is ticked is taken', () => {
  it('with the tie that was said, and what the tie says', async () => {
    const document = await makeAccount(owner, town.id, { year: 2022 }, [
      line({ nature: '6251', executed: '1632.40', opened: '8000.00' }),
    ])
    const [id] = await takeFound(me, town.id, document, [tick('line-1')], {
      ...unsaid,
      partnershipId: tie,
      department: 'Culture',
    })
    expect(await linesOf()).toMatchObject([
      {
        id,
        year: 2022,
        executed: '1632.40',
        opened: '8000.00',
        voted: null,
        partnership_id: tie,
        country: 'BF',
        action_type: 'twinning',
        department: 'Culture',
        reason: 'hand',
      },
    ])
  })

  it('in part: a percent, an amount, then the rest; never more than the line', async () => {
    const document = await makeAccount(owner, town.id, {}, [line({ executed: '1000.00', opened: '2000.00' })])
    await takeFound(me, town.id, document, [tick('line-1', '25 %')], unsaid)
    await takeFound(me, town.id, document, [tick('line-1', '150,50')], unsaid)
    await expect(takeFound(me, town.id, document, [tick('line-1', '80 %')], unsaid)).rejects.toMatchObject({
      reason: 'budget_part_too_large',
      values: { rest: '599.50' },
    })
    await takeFound(me, town.id, document, [tick('line-1')], unsaid)
    expect((await linesOf()).map(({ executed }) => executed)).toEqual(['250.00', '150.50', '599.50'])
    const { lines } = await findLines(me, town.id, document)
    expect(lines[0]).toMatchObject({ state: 'taken', rest: '0.00' })
    await expect(takeFound(me, town.id, document, [tick('line-1')], unsaid)).rejects.toMatchObject({
      reason: 'budget_line_taken',
    })
  })

  it('a grant is a part of its line: neither is counted twice', async () => {
    const document = await makeAccount(owner, town.id, {}, [line({ executed: '1000.00' })])
    await addGrants(document, [
      { beneficiary: 'Comité de jumelage', amount: '300.00' },
      { beneficiary: 'Amitié Kaya', amount: '200.00' },
    ])
    await takeFound(me, town.id, document, [tick('grant-1')], unsaid)
    await takeFound(me, town.id, document, [tick('line-1')], unsaid)
    expect((await linesOf()).map(({ executed, grant_position }) => [executed, grant_position])).toEqual([
      ['300.00', 1],
      ['700.00', null],
    ])
    const { lines } = await findLines(me, town.id, document)
    expect(lines.map(({ id, state }) => [id, state])).toEqual([
      ['line-1', 'taken'],
      ['grant-1', 'taken'],
      ['grant-2', 'inside'],
    ])
    await expect(takeFound(me, town.id, document, [tick('grant-2')], unsaid)).rejects.toMatchObject({
      reason: 'budget_line_taken',
    })
  })

  it('line and grant ticked together: the line holds what the grant leaves', async () => {
    const document = await makeAccount(owner, town.id, {}, [line({ executed: '1000.00' })])
    await addGrants(document, [{ beneficiary: 'Comité de jumelage', amount: '300.00' }])
    await takeFound(me, town.id, document, [tick('line-1'), tick('grant-1')], unsaid)
    const rows = await linesOf()
    expect(rows.map(({ executed }) => executed).toSorted()).toEqual(['300.00', '700.00'])
  })

  it('a grant may be said to be part of another line of its nature', async () => {
    const document = await makeAccount(owner, town.id, {}, [
      line({ function_code: '048' }),
      line({ function_code: '33', executed: '900.00' }),
    ])
    await takeFound(me, town.id, document, [tick('line-1')], unsaid)
    await addGrants(document, [{ beneficiary: 'Jumelage', amount: '50.00' }])
    const { lines } = await findLines(me, town.id, document)
    expect(lines.at(-1)).toMatchObject({ state: 'inside', home: 1 })
    await takeFound(me, town.id, document, [tick('grant-1', '', '2')], unsaid)
    expect((await linesOf()).at(-1)).toMatchObject({ account_position: 2, grant_position: 1, executed: '50.00' })
  })

  it('twice at once by two people, once', async () => {
    const document = await makeAccount(owner, town.id, {}, [line({})])
    const other = await seatIn('contributor')
    const both = await Promise.allSettled(
      [me, other].map((ctx) => takeFound(ctx, town.id, document, [tick('line-1')], unsaid)),
    )
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    expect(await linesOf()).toHaveLength(1)
  })

  it('nothing ticked, a part that is none, a line of another account, a tie of another body: refused, nothing written', async () => {
    const document = await makeAccount(owner, town.id, {}, [line({})])
    const foreign = await makeTie(owner, [
      await makeAuthority(owner, { name: 'A' }),
      await makeAuthority(owner, { name: 'B', country: 'BF' }),
    ])
    await expect(takeFound(me, town.id, document, [], unsaid)).rejects.toMatchObject({ reason: 'budget_none_ticked' })
    await expect(takeFound(me, town.id, document, [tick('line-1', 'moitié')], unsaid)).rejects.toMatchObject({
      reason: 'budget_part_wrong',
    })
    await expect(takeFound(me, town.id, document, [tick('line-2')], unsaid)).rejects.toMatchObject({
      code: 'not_found',
    })
    await expect(
      takeFound(me, town.id, document, [tick('line-1')], { ...unsaid, partnershipId: foreign.id }),
    ).rejects.toMatchObject({ code: 'not_found' })
    expect(await linesOf()).toEqual([])
  })
})

describe('from one year to the next', () => {
  it('what was chosen is proposed again with all that was said of it', async () => {
    const before = await makeAccount(owner, town.id, { year: 2021 }, [
      line({ nature: '6281', label: 'Adhésion au réseau' }),
    ])
    await makeBudgetLine(owner, town.id, {
      year: 2021,
      document_id: before,
      account_position: 1,
      partnership_id: tie,
      theme: 'culture',
      oda_kind: 'awareness',
      label: 'Adhésion',
    })
    const document = await makeAccount(owner, town.id, { year: 2022 }, [
      line({ nature: '6281', label: 'ADHESION AU RESEAU' }),
    ])
    const { groups } = await findLines(me, town.id, document)
    expect(groups).toMatchObject([{ rule: 'lastYear', lines: [{ reasons: [{ year: 2021, label: 'Adhésion' }] }] }])
    await takeFound(me, town.id, document, [tick('line-1')], unsaid)
    expect((await linesOf()).find(({ year }) => year === 2022)).toMatchObject({
      partnership_id: tie,
      theme: 'culture',
      oda_kind: 'awareness',
      reason: 'lastYear',
    })
  })

  it('what was refused is proposed no more, until somebody asks for it', async () => {
    const document = await makeAccount(owner, town.id, { year: 2022 }, [line({ label: 'Solidarité du quartier' })])
    await refuseFound(me, town.id, document, ['line-1'])
    expect(await findLines(me, town.id, document)).toMatchObject({ groups: [], refused: 1 })
    const next = await makeAccount(owner, town.id, { year: 2023 }, [line({ label: 'SOLIDARITE DU QUARTIER' })])
    expect((await findLines(me, town.id, next)).groups).toEqual([])
    await proposeAgain(me, town.id, next)
    expect((await findLines(me, town.id, document)).groups).toHaveLength(1)
    const trail = await owner.db
      .selectFrom('audit_entry')
      .select('action')
      .where('organisation_id', '=', town.id)
      .orderBy('id')
      .execute()
    expect(trail.map(({ action }) => action)).toEqual(['suggestionsRefused', 'suggestionsReopened'])
  })
})
