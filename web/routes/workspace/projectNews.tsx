import { askReplyAddress, findReplyUntil } from '../../../features/projects/reply-address.server.ts'
import { usePageData } from '../../request.ts'
import { NewsBoard } from '../../ui/field/news-board.tsx'
import { ReplyAddress } from '../../ui/field/reply-address.tsx'
import { Done } from '../../ui/form/done.tsx'
import { ProjectHead } from '../../ui/project/project-head.tsx'
import { workspaceAction, workspaceLoader } from '../../workspace/door.ts'
import { loadNewsBoard, newsDeeds } from '../../workspace/news-page.ts'
import { loadProjectTop, projectIn, toProject } from '../../workspace/project-page.ts'

/** What both sides tell of the project. */
export const loader = workspaceLoader('party', async (page) => ({
  top: await loadProjectTop(page),
  board: await loadNewsBoard(page),
  reply: {
    offered: Boolean(page.workspace.inboundDomain),
    until: await findReplyUntil(page.ctx, projectIn(page)),
  },
}))

/** Tells news, corrects or withdraws one's own, hides any; asks for the address to answer to. */
export const action = workspaceAction('party', {
  ...newsDeeds('projectNews'),
  async askAddress(page) {
    await askReplyAddress(page.ctx, projectIn(page), page.workspace.inboundDomain ?? null)
    return toProject(page, 'projectNews', 'replyAddress')
  },
})

/** The news of a project. */
export default function ProjectNews() {
  const { top, board, reply, kept } = usePageData<typeof loader>()
  return (
    <div className="py-10">
      <ProjectHead top={top} current="news" />
      <Done area="field.done" />
      <Done area="paper.done" />
      <NewsBoard board={board} kept={kept} />
      {board.formOnly || !board.mayWrite ? null : <ReplyAddress reply={reply} />}
    </div>
  )
}
