import type { Feature, Geometry } from 'geojson'
import { organisationExportColumns } from '../organisations/export.ts'
import { tieExportColumns } from '../partnerships/export.ts'
import { projectExportColumns } from '../projects/export.ts'
import type { PublicProject } from '../projects/public-words.ts'
import { toProperties, type Words } from './columns.ts'
import { toPoint, toPoints, toTieGeometry } from './geometry.ts'
import type { OrganisationRecord } from './organisation-rows.server.ts'
import type { TieRecord } from './tie-rows.server.ts'

/** A feature that may have no place. */
export type OpenFeature = Feature<Geometry | null>

/** An authority as a GeoJSON feature: its point, and the columns of open files as properties. */
export function toOrganisationFeature(row: OrganisationRecord, words: Words): OpenFeature {
  return {
    type: 'Feature',
    id: row.key,
    geometry: toPoint(row),
    properties: toProperties(organisationExportColumns, row, words),
  }
}

/** A tie as a GeoJSON feature: the line between its parties, and the columns of open files as properties. */
export function toTieFeature(tie: TieRecord, words: Words): OpenFeature {
  return {
    type: 'Feature',
    id: tie.id,
    geometry: toTieGeometry(tie.ends),
    properties: toProperties(tieExportColumns, tie, words),
  }
}

/** A project as a GeoJSON feature: its places that have a point, and the columns of open files as properties. */
export function toProjectFeature(project: PublicProject, words: Words): OpenFeature {
  return {
    type: 'Feature',
    id: project.id,
    geometry: toPoints(project.places),
    properties: toProperties(projectExportColumns, project, words),
  }
}
