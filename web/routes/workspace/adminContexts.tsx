import { usePageData } from '../../request.ts'
import { WorkTitle } from '../../ui/form/deed.tsx'
import { Done } from '../../ui/form/done.tsx'
import { LawList } from '../../ui/paper/law-list.tsx'
import { useSite } from '../../ui/site.ts'
import { lawAction, lawLoader } from '../../workspace/law-page.ts'

/** The records as they stand; for the administrator. */
export const loader = lawLoader('contexts')

/** Adds a record or changes one. */
export const action = lawAction('contexts', 'adminContexts')

/** The list, and the form beneath it. */
export default function AdminContexts() {
  const { t } = useSite()
  const { rows, kept } = usePageData<typeof loader>()
  return (
    <div className="py-10">
      <WorkTitle>{t('paper.law.title.contexts')}</WorkTitle>
      <Done area="paper.law.done" />
      <p className="measure mt-4">{t('paper.law.lead.contexts')}</p>
      <LawList name="contexts" rows={rows} mayWrite kept={kept} />
    </div>
  )
}
