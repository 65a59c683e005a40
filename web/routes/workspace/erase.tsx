import { erasePerson } from '../../../features/accounts/erasure.server.ts'
import { usePageData } from '../../request.ts'
import { Choices } from '../../ui/form/fields.tsx'
import { Form, Submit } from '../../ui/form/form.tsx'
import { useSite } from '../../ui/site.ts'
import { workspaceAction, workspaceLoader } from '../../workspace/door.ts'
import { workspacePath } from '../../workspace/paths.ts'

/** Nothing to find: the page asks once. */
export const loader = workspaceLoader('signedIn', async () => ({}))

/** Erases the person who asks. */
export const action = workspaceAction('signedIn', {
  async erase({ ctx, atWork, workspace }, form) {
    if (form.get('sure') !== 'yes') return { problems: [{ reason: 'not_sure', field: 'sure' }] }
    await erasePerson(ctx, atWork.person.id, workspace.examples.remove)
    return { to: workspacePath('signIn', ctx.locale, {}, { done: 'erased' }) }
  },
})

/** What goes, what stays, and the button. */
export default function Erase() {
  const { t } = useSite()
  const { kept } = usePageData<typeof loader>()
  return (
    <div className="measure py-10">
      <title>{`${t('admin.erase.title')} · ${t('site.name')}`}</title>
      <h1>{t('admin.erase.title')}</h1>
      <p className="mt-4">{t('admin.erase.goes')}</p>
      <p className="mt-2">{t('admin.erase.stays')}</p>
      <Form intent="erase" kept={kept}>
        <Choices
          name="sure"
          many
          label={t('admin.erase.sureLabel')}
          options={[{ value: 'yes', label: t('admin.erase.sure') }]}
        />
        <Submit>{t('admin.erase.submit')}</Submit>
      </Form>
    </div>
  )
}
