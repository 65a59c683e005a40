import '../../styles/forms.css'
import { usePageData } from '../../request.ts'
import { useSite } from '../../ui/site.ts'
import { workspaceLoader } from '../../workspace/door.ts'
import { safeReturn, workspacePath } from '../../workspace/paths.ts'

/** The form the file came from. */
export const loader = workspaceLoader('anybody', async ({ ctx, url }) => ({
  back: safeReturn(url.searchParams.get('back'), workspacePath('workspace', ctx.locale)),
}))

/** What is answered, with its status, to whoever brings more than a form may hold. */
export default function TooLarge() {
  const { t } = useSite()
  const { back } = usePageData<typeof loader>()
  return (
    <div className="measure py-10">
      <title>{`${t('signin.tooLarge.title')} · ${t('site.name')}`}</title>
      <h1>{t('signin.tooLarge.title')}</h1>
      <p className="mt-4">{t('signin.tooLarge.lead')}</p>
      <p className="mt-3">{t('signin.tooLarge.next')}</p>
      <p className="mt-6">
        <a href={back}>{t('signin.tooLarge.back')}</a>
      </p>
    </div>
  )
}
