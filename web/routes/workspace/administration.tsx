import { countInstance, listTrusted, setTrusted } from '../../../features/accounts/administration.server.ts'
import {
  fillDemonstration,
  hasDemonstration,
  removeDemonstration,
} from '../../../features/demonstration/demonstration.server.ts'
import { usePageData } from '../../request.ts'
import { Done } from '../../ui/form/done.tsx'
import { TextField } from '../../ui/form/fields.tsx'
import { Form, Submit } from '../../ui/form/form.tsx'
import { useSite } from '../../ui/site.ts'
import { workspaceAction, workspaceLoader } from '../../workspace/door.ts'
import { type WorkspacePageId, workspacePath } from '../../workspace/paths.ts'

/** What waits, who is trusted, whether there is a demonstration. */
export const loader = workspaceLoader('signedIn', async ({ ctx }) => ({
  counts: await countInstance(ctx),
  trusted: await listTrusted(ctx),
  demonstration: await hasDemonstration(ctx),
}))

const here = (locale: 'fr' | 'en', done: string) => ({ to: workspacePath('administration', locale, {}, { done }) })

/** The deeds of the administrator's first page. */
export const action = workspaceAction('signedIn', {
  async trust({ ctx }, form) {
    const key = String(form.get('key') ?? '').trim()
    if (!key) return { problems: [{ reason: 'key_missing', field: 'key' }] }
    await setTrusted(ctx, key, true)
    return here(ctx.locale, 'trusted')
  },
  async trustNoMore({ ctx }, form) {
    await setTrusted(ctx, String(form.get('key') ?? ''), false)
    return here(ctx.locale, 'trustedNoMore')
  },
  async fillDemonstration({ ctx, workspace }) {
    await fillDemonstration(ctx, workspace.examples)
    return here(ctx.locale, 'filled')
  },
  async removeDemonstration({ ctx, workspace }) {
    await removeDemonstration(ctx, workspace.examples)
    return here(ctx.locale, 'removed')
  },
})

const figures = [
  'claimsWaiting',
  'correctionsWaiting',
  'bodiesToReview',
  'mailsNotSent',
  'people',
  'organisationsWithMembers',
] as const

/** What the administrator looks after, what waits first. */
export default function Administration() {
  const { t, locale, number, day } = useSite()
  const { counts, trusted, demonstration, kept } = usePageData<typeof loader>()
  const pages: readonly WorkspacePageId[] = [
    'claims',
    'openCorrections',
    'campaigns',
    'merges',
    'people',
    'outbox',
    'imports',
    'disputedPlaces',
    'adminReminders',
    'adminContexts',
    'adminElections',
    'adminSteps',
    'adminAtlasSheet',
    'adminOdaCampaigns',
    'adminOnePercent',
    'jobs',
    'settings',
    'exports',
  ]
  return (
    <div className="py-10">
      <title>{`${t('admin.home.title')} · ${t('site.name')}`}</title>
      <h1>{t('admin.home.title')}</h1>
      <Done area="admin.done" />
      <ul className="mt-6">
        {figures.map((figure) => (
          <li key={figure}>{t(`admin.home.${figure}`, { count: counts[figure], shown: number(counts[figure]) })}</li>
        ))}
      </ul>
      <nav aria-label={t('admin.home.pages')} className="mt-6 flex flex-col items-start">
        {pages.map((id) => (
          <a key={id} href={workspacePath(id, locale)} className="tap">
            {t(`admin.pages.${id}` as 'admin.pages.people')}
          </a>
        ))}
      </nav>
      <section aria-labelledby="trusted" className="mt-12">
        <h2 id="trusted">{t('admin.trusted.title')}</h2>
        <p className="measure mt-2">{t('admin.trusted.lead')}</p>
        <ul className="mt-2">
          {trusted.map(({ key, name, since }) => (
            <li key={key} className="row-actions border-b border-line py-2">
              <span className="grow">
                {name} <span className="source">{t('admin.trusted.since', { day: day(since) })}</span>
              </span>
              <Form intent="trustNoMore" className="">
                <input type="hidden" name="key" value={key} />
                <Submit quiet>{t('admin.trusted.end', { name })}</Submit>
              </Form>
            </li>
          ))}
        </ul>
        <Form intent="trust" kept={kept}>
          <TextField name="key" label={t('admin.trusted.key')} help={t('admin.trusted.keyHelp')} maxLength={80} />
          <Submit>{t('admin.trusted.submit')}</Submit>
        </Form>
      </section>
      <section aria-labelledby="demonstration" className="mt-12">
        <h2 id="demonstration">{t('admin.demonstration.title')}</h2>
        <p className="measure mt-2">{t('admin.demonstration.lead')}</p>
        {demonstration ? (
          <>
            <p className="mt-3">
              <a href={workspacePath('example', locale)}>{t('admin.demonstration.open')}</a>
            </p>
            <Form intent="removeDemonstration">
              <Submit quiet>{t('admin.demonstration.remove')}</Submit>
            </Form>
          </>
        ) : null}
        <Form intent="fillDemonstration">
          <Submit quiet={demonstration}>{t(`admin.demonstration.${demonstration ? 'again' : 'fill'}`)}</Submit>
        </Form>
      </section>
    </div>
  )
}
