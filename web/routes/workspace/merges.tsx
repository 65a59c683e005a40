import { requireTrusted } from '../../../features/accounts/permissions.server.ts'
import { findRecord, mergeOrganisations } from '../../../features/organisations/merge.server.ts'
import { listMerges, splitOrganisation } from '../../../features/organisations/split.server.ts'
import { isAppError } from '../../../platform/errors.ts'
import { usePageData } from '../../request.ts'
import { Done } from '../../ui/form/done.tsx'
import { CompareRecords, RecordKeys } from '../../ui/joining/compare-records.tsx'
import { MergeList } from '../../ui/joining/merge-list.tsx'
import { useSite } from '../../ui/site.ts'
import { workspaceAction, workspaceLoader } from '../../workspace/door.ts'
import { workspacePath } from '../../workspace/paths.ts'
import { asTrusted } from '../../workspace/trusted.ts'

const unknownIsNull = (error: unknown) => {
  if (isAppError(error) && error.reason === 'organisation_unknown') return null
  throw error
}

/** Two records to compare, where their keys are in the address, and the merges made. */
export const loader = workspaceLoader('signedIn', (page) =>
  asTrusted(page, async (ctx) => {
    const keys = { kept: page.url.searchParams.get('kept') ?? '', merged: page.url.searchParams.get('merged') ?? '' }
    await requireTrusted(ctx)
    const find = (key: string) => (key ? findRecord(ctx, key).catch(unknownIsNull) : null)
    return {
      keys,
      // `kept` is what the door calls a form kept over a sign-in.
      pair: { kept: await find(keys.kept), merged: await find(keys.merged) },
      merges: await listMerges(ctx),
    }
  }),
)

/** Merges two records, or undoes a merge. */
export const action = workspaceAction('signedIn', {
  async merge(page, form) {
    await asTrusted(page, async (ctx) => {
      const [kept, merged] = [await findRecord(ctx, said(form, 'kept')), await findRecord(ctx, said(form, 'merged'))]
      await mergeOrganisations(ctx, { keptId: kept.id, mergedId: merged.id })
    })
    return { to: workspacePath('merges', page.ctx.locale, {}, { done: 'merged' }) }
  },
  async split(page, form) {
    await asTrusted(page, (ctx) => splitOrganisation(ctx, said(form, 'merge')))
    return { to: workspacePath('merges', page.ctx.locale, {}, { done: 'split' }) }
  },
})

const said = (form: FormData, name: string) => String(form.get(name) ?? '')

/** Two records of one body made one, and made two again. */
export default function Merges() {
  const { t } = useSite()
  const { keys, pair, merges } = usePageData<typeof loader>()
  const { kept, merged } = pair
  const isUnknown = (keys.kept !== '' && !kept) || (keys.merged !== '' && !merged)
  return (
    <div className="py-10">
      <title>{`${t('joining.merge.title')} · ${t('site.name')}`}</title>
      <h1>{t('joining.merge.title')}</h1>
      <p className="measure mt-4">{t('joining.merge.lead')}</p>
      <Done area="joining.done" />
      {isUnknown ? (
        <p className="problems mt-4" role="alert">
          {t('errors.organisation_unknown')}
        </p>
      ) : null}
      {kept && merged ? <CompareRecords kept={kept} merged={merged} /> : <RecordKeys keys={keys} />}
      <MergeList merges={merges} />
    </div>
  )
}
