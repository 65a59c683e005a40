import { exportDays } from '../../../features/accounts/export-folder.ts'
import { type ListedExport, listExports, requestExport } from '../../../features/accounts/exports.server.ts'
import { usePageData } from '../../request.ts'
import { WorkTitle } from '../../ui/form/deed.tsx'
import { Done } from '../../ui/form/done.tsx'
import { Form, Submit } from '../../ui/form/form.tsx'
import { momentIn } from '../../ui/moment.ts'
import { useSite } from '../../ui/site.ts'
import { workspaceAction, workspaceLoader } from '../../workspace/door.ts'
import { workspacePath } from '../../workspace/paths.ts'

/** The exports of everything that are kept. */
export const loader = workspaceLoader('signedIn', async ({ ctx }) => ({ exports: await listExports(ctx) }))

/** Asks for another one. */
export const action = workspaceAction('signedIn', {
  async request({ ctx }) {
    await requestExport(ctx)
    return { to: workspacePath('exports', ctx.locale, {}, { done: 'asked' }) }
  },
})

/** Everything the instance holds, in one file for the administrator. */
export default function Exports() {
  const { t } = useSite()
  const { exports } = usePageData<typeof loader>()
  return (
    <div className="measure py-10">
      <WorkTitle>{t('instance.exports.title')}</WorkTitle>
      <Done area="instance.exports.done" />
      <p className="mt-4">{t('instance.exports.lead')}</p>
      <p className="problems">{t('instance.exports.personal')}</p>
      <p>{t('instance.exports.kept', { days: exportDays })}</p>
      <Form intent="request">
        <Submit>{t('instance.exports.ask')}</Submit>
      </Form>
      <section aria-labelledby="kept" className="mt-12">
        <h2 id="kept">{t('instance.exports.list')}</h2>
        {exports.length === 0 ? <p className="mt-2">{t('instance.exports.none')}</p> : null}
        <ul>
          {exports.map((one) => (
            <Export key={one.id} one={one} />
          ))}
        </ul>
      </section>
    </div>
  )
}

function Export({ one }: { one: ListedExport }) {
  const { t, locale } = useSite()
  const moment = momentIn(locale, one.askedAt)
  const by = (key: 'asked' | 'downloaded', who: string, at: Date) =>
    who
      ? t(`instance.exports.${key}`, { who, moment: momentIn(locale, at) })
      : t(`instance.exports.${key}Unknown`, { moment: momentIn(locale, at) })
  return (
    <li className="border-b border-line py-4">
      <p>
        {by('asked', one.askedBy, one.askedAt)} – <strong>{t(`instance.exports.state.${one.state}`)}</strong>
      </p>
      {one.state === 'made' ? (
        <>
          <p className="mt-2">
            <a
              href={workspacePath('exportFile', locale, { id: one.id })}
              className="button"
              aria-label={t('instance.exports.downloadSpoken', { moment })}
              download
            >
              {t('instance.exports.download')}
            </a>
          </p>
          <p className="mt-2">
            {t('instance.exports.size', { megabytes: Math.ceil((one.size ?? 0) / 10_000) / 100 })} ·{' '}
            {t('instance.exports.content', { rows: one.rows ?? 0, files: one.files ?? 0 })}
          </p>
          <p className="source mt-2 break-all">
            {t('instance.exports.sha256')} <code>{one.sha256}</code>
          </p>
        </>
      ) : null}
      {one.downloads.map((download) => (
        <p key={String(download.at)} className="source">
          {by('downloaded', download.by, download.at)}
        </p>
      ))}
    </li>
  )
}
