import type { PartyOfTie } from '../../features/partnerships/parties.server.ts'
import { type WorkspacePageId, workspacePath } from './paths.ts'
import type { OrganisationPage } from './request.ts'

/** The tie in the address of a page, and the party that acts on it. */
export const tieInAddress = ({ params, atWork }: OrganisationPage): PartyOfTie => ({
  partnershipId: params.tie ?? '',
  organisationId: atWork.organisation.organisationId,
})

/** A page of the same tie, with what was just done. */
export const toTiePage = (page: OrganisationPage, id: WorkspacePageId, done: string) => ({
  to: workspacePath(id, page.ctx.locale, { key: page.atWork.organisation.key, tie: page.params.tie ?? '' }, { done }),
})
