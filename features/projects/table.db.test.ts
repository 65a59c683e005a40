import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type Ctx, inTransaction } from '../../platform/context.ts'
import { storeFile } from '../../platform/files/store.server.ts'
import { newId } from '../../platform/ids.ts'
import { readTable } from '../../platform/spreadsheet/read-table.ts'
import { testContext } from '../../tests/db.ts'
import { makeAuthority } from '../../tests/factories.ts'
import { anonymousContext, makePerson, makeSeat, memberContext } from '../../tests/people.ts'
import { makeProject } from '../../tests/ties.ts'
import { writeXlsx } from '../opendata/xlsx.server.ts'
import { changeProjects } from './bulk.server.ts'
import { type BulkChange, readBulkChange } from './bulk-changes.ts'
import { findKeptView, keepView } from './kept-view.server.ts'
import { listProjects } from './list.server.ts'
import { noProjectFilters } from './project-filters.ts'
import { emptyFacts } from './project-input.ts'
import { getProject } from './record.server.ts'
import { createProject } from './sheet.server.ts'
import { startProject } from './start.server.ts'
import { applyProjectTable, downloadProjects, readProjectTable } from './table.server.ts'
import { formatListView, readListView } from './view.ts'

const owner = await testContext()
const folder = await mkdtemp(join(tmpdir(), 'navette-projects-'))
const accept = ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'] as const

async function makeTown() {
  const town = await makeAuthority(owner, { name: 'Chambéry' })
  const other = await makeAuthority(owner, { name: 'Annecy' })
  const memberOf = async (id: string, role: 'reader' | 'contributor' = 'contributor') => {
    const person = await makePerson(owner)
    await makeSeat(owner, { personId: person.id, organisationId: id, role })
    return memberContext(person.id, id)
  }
  const ctx = await memberOf(town.id)
  const facts = {
    ...emptyFacts,
    title: 'L’eau à l’école',
    summary: 'Six écoles.',
    themes: ['waterSanitation' as const],
  }
  const id = await createProject(ctx, { organisationId: town.id, partnershipId: null }, facts)
  return {
    ctx,
    id,
    organisationId: town.id,
    reader: await memberOf(town.id, 'reader'),
    stranger: await memberOf(other.id),
  }
}

const bring = (ctx: Ctx, organisationId: string, bytes: Uint8Array<ArrayBuffer>) =>
  inTransaction(ctx, async (inner) => {
    const file = new File([bytes], 'projets.xlsx')
    return (await storeFile(inner, folder, file, { organisationId, accept, mostBytes: 1_000_000 })).id
  })

async function sheetOf(header: string[], rows: (string | null)[][]) {
  async function* parts() {
    yield rows
  }
  return writeXlsx([{ name: 'Projets', header, parts: parts() }])
}

describe('projects by table', () => {
  it('go out and come back without a change', async () => {
    const { ctx, organisationId } = await makeTown()
    const bytes = await downloadProjects(ctx, organisationId, noProjectFilters())
    const read = await readTable(bytes)
    expect('table' in read && read.table.rows[0]?.cells.slice(1, 4)).toEqual([
      'Titre',
      'En quelques phrases',
      'Objectifs',
    ])
    const lines = await readProjectTable(ctx, organisationId, folder, await bring(ctx, organisationId, bytes))
    expect(lines).toMatchObject([{ does: 'nothing', problems: [] }])
  })

  it('are shown line by line, changed and opened all at once; an empty cell erases nothing', async () => {
    const { ctx, id, organisationId } = await makeTown()
    const header = ['Repère (ne pas modifier)', 'Titre', 'En quelques phrases', 'Thèmes', 'Début']
    const bytes = await sheetOf(header, [
      [id, 'L’eau dans six écoles', null, 'eau et assainissement | éducation', '03/02/2027'],
      [null, 'Un festival', 'Une semaine commune.', 'culture', null],
    ])
    const file = await bring(ctx, organisationId, bytes)
    const lines = await readProjectTable(ctx, organisationId, folder, file)
    expect(lines.map(({ does }) => does)).toEqual(['change', 'open'])
    expect(await applyProjectTable(ctx, organisationId, folder, file)).toEqual({ changed: 1, opened: 1 })
    expect(await getProject(ctx, { projectId: id, organisationId })).toMatchObject({
      title: 'L’eau dans six écoles',
      summary: 'Six écoles.',
      themes: ['waterSanitation', 'education'],
      startsOn: '2027-02-03',
    })
    expect((await listProjects(ctx, organisationId, noProjectFilters())).map(({ title }) => title).sort()).toEqual([
      'L’eau dans six écoles',
      'Un festival',
    ])
  })

  it('do nothing at all while a line has something to mend', async () => {
    const { ctx, id, organisationId } = await makeTown()
    const rows = [
      [id, 'Autre titre', null],
      [newId(), 'D’un autre', null],
      [null, 'Sans thème connu', 'astronomie'],
    ]
    const file = await bring(ctx, organisationId, await sheetOf(['id', 'title', 'themes'], rows))
    const lines = await readProjectTable(ctx, organisationId, folder, file)
    expect(lines.map(({ problems }) => problems.map(({ reason }) => reason))).toEqual([
      [],
      ['project_line_unknown'],
      ['project_cell_not_understood'],
    ])
    await expect(applyProjectTable(ctx, organisationId, folder, file)).rejects.toMatchObject({
      reason: 'project_table_to_mend',
    })
    expect((await getProject(ctx, { projectId: id, organisationId })).title).toBe('L’eau à l’école')
  })

  it('are for contributors of the organisation, and files of its own', async () => {
    const { ctx, organisationId, reader, stranger } = await makeTown()
    const file = await bring(ctx, organisationId, await sheetOf(['title'], [['X']]))
    for (const run of [readProjectTable, applyProjectTable]) {
      await expect(run(await anonymousContext(), organisationId, folder, file)).rejects.toMatchObject({
        code: 'unauthenticated',
      })
      await expect(run(stranger, organisationId, folder, file)).rejects.toMatchObject({ code: 'forbidden' })
      await expect(run(reader, organisationId, folder, file)).rejects.toMatchObject({ code: 'forbidden' })
      await expect(run(ctx, organisationId, folder, newId())).rejects.toMatchObject({ code: 'not_found' })
    }
  })
})

describe('several projects at once', () => {
  it('get a theme, or lose one, all or none', async () => {
    const { ctx, id, organisationId, reader, stranger } = await makeTown()
    const change: BulkChange = { change: 'addTheme', theme: 'culture' }
    await expect(changeProjects(await anonymousContext(), organisationId, [id], change)).rejects.toMatchObject({
      code: 'unauthenticated',
    })
    await expect(changeProjects(stranger, organisationId, [id], change)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(changeProjects(reader, organisationId, [id], change)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(changeProjects(ctx, organisationId, [id, newId()], change)).rejects.toMatchObject({
      code: 'not_found',
    })
    await expect(changeProjects(ctx, organisationId, [], change)).rejects.toMatchObject({
      reason: 'project_none_ticked',
    })
    expect(await changeProjects(ctx, organisationId, [id], change)).toEqual({ changed: 1 })
    expect(await changeProjects(ctx, organisationId, [id], change)).toEqual({ changed: 0 })
    expect((await getProject(ctx, { projectId: id, organisationId })).themes).toEqual(['waterSanitation', 'culture'])
  })

  it('get a state, a type, a way of working or readers', async () => {
    const { ctx, id, organisationId } = await makeTown()
    const other = await createProject(
      ctx,
      { organisationId, partnershipId: null },
      { ...emptyFacts, title: 'Festival' },
    )
    const read = () => Promise.all([id, other].map((one) => getProject(ctx, { projectId: one, organisationId })))
    const change = (typed: Record<string, string>) =>
      changeProjects(
        ctx,
        organisationId,
        [id, other],
        readBulkChange((name) => typed[name] ?? ''),
      )
    expect(readBulkChange((name) => (name === 'change' ? 'type' : 'nothing'))).toBeNull()
    await expect(change({ change: 'type', type: 'x' })).rejects.toMatchObject({ reason: 'project_choice_unknown' })
    expect(await change({ change: 'state', state: 'prepared' })).toEqual({ changed: 2 })
    await change({ change: 'type', type: 'twinning' })
    await change({ change: 'mode', mode: 'pooled' })
    await change({ change: 'publish' })
    for (const one of await read())
      expect(one).toMatchObject({ state: 'prepared', type: 'twinning', operatingMode: 'pooled', wantsPublic: true })
    expect(await change({ change: 'confide' })).toEqual({ changed: 2 })
    for (const one of await read()) expect(one).toMatchObject({ confidential: true, isPublic: false })
    await change({ change: 'share' })
    await change({ change: 'unpublish' })
    for (const one of await read()) expect(one).toMatchObject({ confidential: false, wantsPublic: false })
  })

  it('say of each that cannot be changed why, by its name, and then none is', async () => {
    const { ctx, id, organisationId } = await makeTown()
    const partner = await makeAuthority(owner, { name: 'Annecy' })
    const theirs = await makeProject(owner, { organisationId: partner.id }, { title: 'La gare', state: 'finished' })
    await owner.db
      .insertInto('project_participant')
      .values({
        ...{ id: newId(), project_id: theirs.id, organisation_id: organisationId, role: 'partner' },
        ...{ circle: 'elected', credit_order: 9 },
      })
      .execute()
    const change = (one: BulkChange) => changeProjects(ctx, organisationId, [id, theirs.id], one)
    const title = (await getProject(ctx, { projectId: id, organisationId })).title
    expect(await change({ change: 'publish' })).toEqual({
      refused: [{ id: theirs.id, reason: 'project_bulk_lead', values: { title: 'La gare', lead: 'Annecy' } }],
    })
    expect((await getProject(ctx, { projectId: id, organisationId })).wantsPublic).toBe(false)
    expect(await change({ change: 'state', state: 'abandoned', reason: '' })).toEqual({
      refused: expect.arrayContaining([
        { id, reason: 'project_bulk_reason', values: { title } },
        { id: theirs.id, reason: 'project_bulk_state', values: { title: 'La gare' } },
      ]),
    })
    expect(await changeProjects(ctx, organisationId, [id], { change: 'state', state: 'finished', reason: '' })).toEqual(
      {
        refused: [{ id, reason: 'project_bulk_finished', values: { title } }],
      },
    )
  })
})

describe('the short first step', () => {
  it('refuses whoever has not signed in and strangers, and gives the territory of its own authority', async () => {
    const { ctx, organisationId, stranger } = await makeTown()
    const of = { organisationId, partnershipId: null }
    const facts = { ...emptyFacts, title: 'Un projet' }
    await expect(startProject(await anonymousContext(), of, facts)).rejects.toMatchObject({ code: 'unauthenticated' })
    await expect(startProject(stranger, of, facts)).rejects.toMatchObject({ code: 'forbidden' })
    const id = await startProject(ctx, of, facts)
    const [line] = (await listProjects(ctx, organisationId, noProjectFilters())).filter((one) => one.id === id)
    expect(line?.countries).toEqual(['FR'])
  })
})

describe('a view of the list', () => {
  it('is read as it was written, and kept for the person', async () => {
    const { ctx, organisationId, reader } = await makeTown()
    const view = readListView(new URLSearchParams('view=board&state=running&theme=culture&column=planned&column=state'))
    expect(readListView(formatListView(view))).toEqual(view)
    await keepView(ctx, organisationId, 'view=board')
    await keepView(ctx, organisationId, 'view=calendar')
    expect(await findKeptView(ctx, organisationId)).toBe('view=calendar')
    expect(await findKeptView(reader, organisationId)).toBeNull()
    await expect(keepView(await anonymousContext(), organisationId, '')).rejects.toMatchObject({
      code: 'unauthenticated',
    })
  })
})
