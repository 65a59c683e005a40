import { VectorTile } from '@mapbox/vector-tile'
import { PbfReader } from 'pbf'
import { describe, expect, it } from 'vitest'
import { getDataVersion } from '../../platform/db/data-version.ts'
import { newId } from '../../platform/ids.ts'
import { testContext } from '../../tests/db.ts'
import { makeAuthority } from '../../tests/factories.ts'
import { makeProject } from '../../tests/ties.ts'
import { publishProjects } from '../partnerships/publish-projects.server.ts'
import { noFilters } from './filters.ts'
import { getProjectTile } from './project-tiles.server.ts'

const owner = await testContext()
const town = await makeAuthority(owner, { name: 'Chambéry', lon: 5.92, lat: 45.57 })

async function makePublished(title: string, precision: 'exact' | 'locality' | 'authority' | 'country') {
  const { id } = await makeProject(owner, { organisationId: town.id }, { title })
  await owner.db.updateTable('project').set({ wants_public: true }).where('id', '=', id).execute()
  const point =
    precision === 'exact' || precision === 'locality' ? { lon: 5.917, lat: 45.571 } : { lon: null, lat: null }
  const place = {
    id: newId(),
    project_id: id,
    organisation_id: town.id,
    territory_id: town.id,
    name: 'Gare',
    precision,
  }
  await owner.db
    .insertInto('project_place')
    .values({ ...place, ...point })
    .execute()
  await publishProjects(owner, [id])
  return id
}

async function readTile(filters = noFilters()) {
  const { version } = await getDataVersion(owner)
  const answer = await getProjectTile(owner, { version, filters }, { zoom: 0, x: 0, y: 0 })
  if ('current' in answer) throw new Error('another version')
  if (!answer.value) return []
  const { projects } = new VectorTile(new PbfReader(answer.value)).layers
  return Array.from({ length: projects?.length ?? 0 }, (_, i) => projects?.feature(i).properties ?? {})
}

describe('a tile of projects', () => {
  it('says of each place how near it may be read, and draws none where only the country is shown', async () => {
    for (const precision of ['exact', 'locality', 'authority', 'country'] as const)
      await makePublished(`Projet ${precision}`, precision)
    const found = await readTile()
    expect(found.map(({ title, name, precision }) => [title, name, precision]).sort()).toEqual([
      ['Projet authority', 'Chambéry', 'authority'],
      ['Projet exact', 'Gare', 'exact'],
      ['Projet locality', 'Gare', 'locality'],
    ])
    expect(await readTile({ ...noFilters(), country: ['BF'] })).toEqual([])
  })

  it('forgets a project put in discreet mode', async () => {
    const id = await makePublished('À taire', 'exact')
    expect((await readTile()).map(({ title }) => title)).toContain('À taire')
    await owner.db.updateTable('project').set({ discreet_since: owner.now }).where('id', '=', id).execute()
    await publishProjects(owner, [id])
    expect((await readTile()).map(({ title }) => title)).not.toContain('À taire')
  })
})
