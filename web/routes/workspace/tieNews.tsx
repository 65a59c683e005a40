import { getTieHead } from '../../../features/partnerships/tie-head.server.ts'
import { usePageData } from '../../request.ts'
import { NewsBoard } from '../../ui/field/news-board.tsx'
import { WorkTitle } from '../../ui/form/deed.tsx'
import { Done } from '../../ui/form/done.tsx'
import { TieHead } from '../../ui/partnership/tie-head.tsx'
import { useSite } from '../../ui/site.ts'
import { workspaceAction, workspaceLoader } from '../../workspace/door.ts'
import { loadNewsBoard, newsDeeds } from '../../workspace/news-page.ts'
import { tieInAddress } from '../../workspace/tie-in-address.ts'

/** What both sides tell of their tie outside any project. */
export const loader = workspaceLoader('party', async (page) => ({
  tie: await getTieHead(page.ctx, tieInAddress(page)),
  board: await loadNewsBoard(page),
}))

/** Tells news, corrects or withdraws one's own, hides any. */
export const action = workspaceAction('party', newsDeeds('tieNews'))

/** The news of a tie. */
export default function TieNews() {
  const { t } = useSite()
  const { tie, board, kept } = usePageData<typeof loader>()
  return (
    <div className="py-10">
      <TieHead tie={tie} current="news" />
      <WorkTitle>{t('field.news.tieTitle', { names: tie.parties.map(({ name }) => name).join(' – ') })}</WorkTitle>
      <Done area="field.done" />
      <Done area="paper.done" />
      <NewsBoard board={board} kept={kept} />
    </div>
  )
}
