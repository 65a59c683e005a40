import { redirect } from 'react-router'
import { getTerritoryTies, listPeers, type Territory } from '../features/atlas/authority.server.ts'
import { noFilters } from '../features/atlas/filters.ts'
import { getOrganisationMap } from '../features/atlas/map.server.ts'
import { findDisputedNote, listMentions } from '../features/atlas/notes.server.ts'
import { listPublicBudgetYears } from '../features/budgets/public-budgets.server.ts'
import { getOrganisationFreshness } from '../features/freshness/coverage.server.ts'
import { listPublicMissions } from '../features/missions/public-missions.server.ts'
import { listPublicPositions } from '../features/missions/public-positions.server.ts'
import { listTieRecords } from '../features/opendata/tie-rows.server.ts'
import { findPublicProfile } from '../features/organisations/public-profile.server.ts'
import {
  findOrganisationByKey,
  listChildren,
  listNeighbours,
  type OrganisationDetail,
} from '../features/organisations/queries.server.ts'
import { noProjectFilters } from '../features/projects/project-filters.ts'
import { listPublicProjects } from '../features/projects/public-projects.server.ts'
import type { Ctx } from '../platform/context.ts'
import { AppError } from '../platform/errors.ts'
import { pathTo } from './paths.ts'
import type { PageRequest } from './request.ts'

const mostProjects = 30
const mostTies = 400

/** The public key an address means: small letters, but for the codes of Corsica and Alsace. */
export function readKey(text: string): string {
  return text
    .toLowerCase()
    .replace(/^([cd])(2[ab]|6ae)/, (_, level: string, code: string) => level + code.toUpperCase())
}

async function getOrganisation(page: PageRequest, key: string, slug: string | undefined): Promise<OrganisationDetail> {
  const { ctx, url } = page
  const found = await findOrganisationByKey(ctx, readKey(key))
  if (!found) throw new AppError('not_found', 'organisation_not_found', { key: key.slice(0, 60) })
  const target = 'movedTo' in found ? found.movedTo : found.organisation
  const path = pathTo('authority', ctx.locale, target)
  // The key decides: a merged key, another case or a wrong slug leads to the one address, for ever.
  if ('movedTo' in found || pathTo('authority', ctx.locale, { key }) + (slug ? `/${slug}` : '') !== path)
    throw redirect(path + url.search, 308)
  return found.organisation
}

function territoryOf({ key, tier }: OrganisationDetail): Territory | null {
  if (tier === 'region' || tier === 'departement' || tier === 'epci') return { level: tier, key }
  return null
}

async function territoryFacts(ctx: Ctx, organisation: OrganisationDetail) {
  const territory = territoryOf(organisation)
  if (!territory) return null
  const [ties, members] = await Promise.all([
    getTerritoryTies(ctx, territory),
    listChildren(ctx, organisation.key, { limit: 12 }),
  ])
  return { ...ties, level: territory.level, members: members.filter((member) => member.tieCount > 0) }
}

/** Everything the page of one authority shows; its one address when it was asked for under another. */
export async function loadAuthority(page: PageRequest, key: string, slug: string | undefined) {
  const { ctx } = page
  const organisation = await getOrganisation(page, key, slug)
  const selection = { filters: { ...noFilters(), scope: 'all' as const }, organisationId: organisation.id }
  const [
    ties,
    peers,
    neighbours,
    mentions,
    territory,
    disputed,
    map,
    freshness,
    profile,
    projects,
    missions,
    positions,
    budgetYears,
  ] = await Promise.all([
    listTieRecords(ctx, selection, null, mostTies),
    organisation.ties.all > 0 ? listPeers(ctx, organisation.id) : [],
    listNeighbours(ctx, organisation.key),
    listMentions(ctx, organisation.key),
    territoryFacts(ctx, organisation),
    organisation.disputedCode ? findDisputedNote(ctx, organisation.disputedCode) : null,
    organisation.ties.all > 0 ? getOrganisationMap(ctx, organisation.key) : null,
    getOrganisationFreshness(ctx, organisation.id),
    findPublicProfile(ctx, organisation.id),
    listPublicProjects(
      ctx,
      { filters: noProjectFilters(), organisationKey: organisation.key },
      { limit: mostProjects, newestFirst: true },
    ),
    listPublicMissions(ctx, { organisationKey: organisation.key }),
    listPublicPositions(ctx, organisation.key),
    listPublicBudgetYears(ctx, organisation.key),
  ])
  return {
    organisation,
    ties,
    peers,
    neighbours,
    mentions,
    territory,
    disputed,
    map,
    freshness,
    profile,
    projects,
    missions,
    positions,
    budgetYears,
  }
}

/** What the page of an authority is made of. */
export type AuthorityPage = Awaited<ReturnType<typeof loadAuthority>>
