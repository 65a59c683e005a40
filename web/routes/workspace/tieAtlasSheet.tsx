import { getTieSheet } from '../../../features/partnerships/atlas-sheet.server.ts'
import { getTieHead } from '../../../features/partnerships/tie-head.server.ts'
import { findIsland } from '../../island-files.ts'
import { usePageData } from '../../request.ts'
import { WorkTitle } from '../../ui/form/deed.tsx'
import { AtlasSheet } from '../../ui/paper/atlas-sheet.tsx'
import { TieHead } from '../../ui/partnership/tie-head.tsx'
import { useSite } from '../../ui/site.ts'
import { workspaceLoader } from '../../workspace/door.ts'

/** The ministry's sheet of a tie, filled in from the record. */
export const loader = workspaceLoader('party', async ({ ctx, atWork, params }) => {
  const of = { partnershipId: params.tie ?? '', organisationId: atWork.organisation.organisationId }
  const tie = await getTieHead(ctx, of)
  return { tie, fields: await getTieSheet(ctx, of), script: findIsland('copy')?.script ?? null }
})

/** Field by field, ready to be carried over to the national atlas. */
export default function TieAtlasSheet() {
  const { t } = useSite()
  const { tie, fields, script } = usePageData<typeof loader>()
  const names = tie.parties.map(({ name }) => name).join(' – ')
  return (
    <div className="py-10">
      <TieHead tie={tie} current="overview" />
      <WorkTitle>{t('paper.sheet.title', { names })}</WorkTitle>
      <p className="measure mt-4">{t('paper.sheet.lead')}</p>
      <p className="source measure">{t('paper.sheet.unverified')}</p>
      <div className="form">
        <AtlasSheet fields={fields} script={script} />
      </div>
    </div>
  )
}
