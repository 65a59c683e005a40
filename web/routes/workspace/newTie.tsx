import { requireRole } from '../../../features/accounts/permissions.server.ts'
import { noFilters } from '../../../features/atlas/filters.ts'
import { searchOrganisations } from '../../../features/atlas/search.server.ts'
import { createTie, findSameTie, listPartnerChoices } from '../../../features/partnerships/new-tie.server.ts'
import { readNewTie } from '../../../features/partnerships/new-tie.ts'
import { usePageData } from '../../request.ts'
import { WorkTitle } from '../../ui/form/deed.tsx'
import { NewTieForm } from '../../ui/partnership/new-tie-form.tsx'
import { PartnerSearch } from '../../ui/partnership/partner-search.tsx'
import { useSite } from '../../ui/site.ts'
import { workspaceAction, workspaceLoader } from '../../workspace/door.ts'
import { workspacePath } from '../../workspace/paths.ts'

const most = 12

/** The partners chosen so far, those that answer what is looked for, and the tie that is there already. */
export const loader = workspaceLoader('member', async ({ ctx, url, atWork }) => {
  const { organisation } = atWork
  const q = (url.searchParams.get('q') ?? '').trim().slice(0, 120)
  const keys = [...new Set(url.searchParams.getAll('partner'))].filter((key) => key !== organisation.key).slice(0, most)
  const chosen = await listPartnerChoices(ctx, keys)
  const found = q ? await searchOrganisations(ctx, { ...noFilters(), q, scope: 'all' }, { limit: most }) : null
  const same =
    chosen.length > 0
      ? await findSameTie(
          ctx,
          organisation.organisationId,
          chosen.map(({ id }) => id),
        )
      : null
  return {
    organisation,
    q,
    chosen,
    same,
    found: found && {
      total: found.total,
      alike: found.match === 'alike',
      rows: found.rows.filter((row) => row.key !== organisation.key && !keys.includes(row.key)),
    },
  }
})

/** Makes the tie, or leads to the one that is there. */
export const action = workspaceAction('member', {
  async create({ ctx, atWork }, form) {
    const { organisationId, key } = atWork.organisation
    await requireRole(ctx, organisationId, 'contributor')
    const typed = { ...Object.fromEntries(form), partner: form.getAll('partner').map(String) }
    const read = readNewTie(typed, ctx.now.getUTCFullYear())
    if ('problems' in read) return read
    const { id, existing } = await createTie(ctx, organisationId, read.tie)
    return { to: workspacePath('tie', ctx.locale, { key, tie: id }, { done: existing ? 'existing' : 'created' }) }
  },
})

/** A new tie: first with whom, then what it is. */
export default function NewTie() {
  const { t, locale, list } = useSite()
  const { organisation, q, chosen, found, same, kept } = usePageData<typeof loader>()
  const names = [organisation.name, ...chosen.map(({ name }) => name)]
  return (
    <div className="py-10">
      <WorkTitle>{chosen.length === 0 ? t('tie.new.title') : t('tie.new.titleWith', { names: list(names) })}</WorkTitle>
      <p className="measure mt-4">{t('tie.new.lead')}</p>
      <PartnerSearch organisationKey={organisation.key} q={q} chosen={chosen} found={found} />
      {same ? (
        <div className="notice mt-8" role="status">
          <p className="font-[650]">{t('tie.new.same', { names: list(names) })}</p>
          <p className="mt-1">
            <a href={workspacePath('tie', locale, { key: organisation.key, tie: same })}>{t('tie.new.openSame')}</a>
          </p>
          <p className="source mt-1">{t('tie.new.sameMore')}</p>
        </div>
      ) : null}
      {chosen.length > 0 && !same ? <NewTieForm chosen={chosen} kept={kept} /> : null}
    </div>
  )
}
