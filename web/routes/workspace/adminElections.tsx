import { usePageData } from '../../request.ts'
import { WorkTitle } from '../../ui/form/deed.tsx'
import { Done } from '../../ui/form/done.tsx'
import { LawList } from '../../ui/paper/law-list.tsx'
import { useSite } from '../../ui/site.ts'
import { lawAction, lawLoader } from '../../workspace/law-page.ts'

/** The records as they stand; for the administrator. */
export const loader = lawLoader('elections')

/** Adds a record or changes one. */
export const action = lawAction('elections', 'adminElections')

/** The list, and the form beneath it. */
export default function AdminElections() {
  const { t } = useSite()
  const { rows, kept } = usePageData<typeof loader>()
  return (
    <div className="py-10">
      <WorkTitle>{t('paper.law.title.elections')}</WorkTitle>
      <Done area="paper.law.done" />
      <p className="measure mt-4">{t('paper.law.lead.elections')}</p>
      <LawList name="elections" rows={rows} mayWrite kept={kept} />
    </div>
  )
}
