import { linkOwn, type OwnRecord } from '../../features/missions/own-record.server.ts'
import type { Outcome } from './door.ts'
import { atField, typedText } from './project-page.ts'
import type { OrganisationPage } from './request.ts'

const fieldOf = { mission_project_other_tie: 'project' }

/** The deed that says of which tie, and which project, a mission or a position is. */
export const linking =
  (recordOf: (page: OrganisationPage) => OwnRecord, back: (page: OrganisationPage, done: string) => string) =>
  (page: OrganisationPage, form: FormData): Promise<Outcome> =>
    atField(fieldOf, async () => {
      const links = { partnershipId: typedText(form, 'tie') || null, projectId: typedText(form, 'project') || null }
      await linkOwn(page.ctx, recordOf(page), links)
      return { to: back(page, 'linked') }
    })
