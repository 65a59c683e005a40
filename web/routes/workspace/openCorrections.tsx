import { listCorrections } from '../../../features/freshness/decide-correction.server.ts'
import { usePageData } from '../../request.ts'
import { CorrectionsPage } from '../../ui/freshness/corrections-page.tsx'
import { useSite } from '../../ui/site.ts'
import { decideFromForm, readDone } from '../../workspace/decide.ts'
import { workspaceAction, workspaceLoader } from '../../workspace/door.ts'
import { workspacePath } from '../../workspace/paths.ts'
import type { MemberPage } from '../../workspace/request.ts'
import { asTrusted } from '../../workspace/trusted.ts'

/** The corrections of records nobody looks after yet. */
export const loader = workspaceLoader('signedIn', (page) =>
  asTrusted(page, async (ctx) => ({ done: readDone(page.url), ...(await listCorrections(ctx, null)) })),
)

const decide = (decision: 'accept' | 'acceptEdited' | 'refuse') => (page: MemberPage, form: FormData) =>
  asTrusted(page, (ctx) =>
    decideFromForm({ ...page, ctx }, null, decision, form, (done) =>
      workspacePath('openCorrections', ctx.locale, {}, { done }),
    ),
  )

/** Accepts, accepts edited, or refuses with a word. */
export const action = workspaceAction('signedIn', {
  accept: decide('accept'),
  acceptEdited: decide('acceptEdited'),
  refuse: decide('refuse'),
})

/** What readers say is wrong with records of nobody yet, for those who are trusted to decide. */
export default function OpenCorrections() {
  const { t } = useSite()
  const page = usePageData<typeof loader>()
  return <CorrectionsPage title={t('freshness.decide.openTitle')} lead={t('freshness.decide.openLead')} {...page} />
}
