import {
  type MechanismInput,
  mechanismFields,
  readMechanism,
} from '../../../features/budgets/one-percent-mechanism-form.ts'
import { listMechanisms, saveMechanism } from '../../../features/budgets/one-percent-mechanisms.server.ts'
import { usePageData } from '../../request.ts'
import { useDay } from '../../ui/agreement/words.ts'
import { saidRate } from '../../ui/budget/one-percent-mechanisms.tsx'
import { WorkTitle } from '../../ui/form/deed.tsx'
import { Done } from '../../ui/form/done.tsx'
import { TextArea, TextField } from '../../ui/form/fields.tsx'
import { Form, Submit } from '../../ui/form/form.tsx'
import { useSite } from '../../ui/site.ts'
import { workspaceAction, workspaceLoader } from '../../workspace/door.ts'
import { workspacePath } from '../../workspace/paths.ts'
import { typedText } from '../../workspace/project-page.ts'

/** The four mechanisms as they stand; for the administrator. */
export const loader = workspaceLoader('signedIn', async ({ ctx, url }) => ({
  rows: await listMechanisms(ctx),
  edit: url.searchParams.get('edit'),
}))

/** Changes what the pages say of a mechanism. */
export const action = workspaceAction('signedIn', {
  async save({ ctx }, form) {
    const told = Object.fromEntries(mechanismFields.map((name) => [name, typedText(form, name)]))
    // A field named “code” would be a secret, never given back to who mends a form.
    const typed = { ...told, code: typedText(form, 'mechanism') } as MechanismInput
    const read = readMechanism(typed)
    if ('problems' in read) {
      await listMechanisms(ctx)
      return read
    }
    await saveMechanism(ctx, typed)
    return { to: workspacePath('adminOnePercent', ctx.locale, {}, { done: 'saved' }) }
  },
})

/** The list, and the form of the one chosen in the address. */
export default function AdminOnePercent() {
  const { t, locale } = useSite()
  const { rows, edit, kept } = usePageData<typeof loader>()
  const day = useDay()
  const edited = rows.find(({ code }) => code === edit)
  return (
    <div className="py-10">
      <WorkTitle>{t('arbitration.onePercent.admin.title')}</WorkTitle>
      <Done area="arbitration.onePercent.admin.done" />
      <p className="measure mt-4">{t('arbitration.onePercent.admin.lead')}</p>
      <table className="scan stack mt-6">
        <caption className="sr-only">{t('arbitration.onePercent.admin.title')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('arbitration.onePercent.admin.dispositif')}</th>
            <th scope="col">{t('arbitration.onePercent.admin.article')}</th>
            <th scope="col" className="num">
              {t('arbitration.onePercent.admin.rate')}
            </th>
            <th scope="col">{t('arbitration.onePercent.admin.verifiedOn')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.code}>
              <th scope="row">
                <a href={`${workspacePath('adminOnePercent', locale, {}, { edit: row.code })}#edit`} className="tap">
                  {t(`arbitration.onePercent.mechanism.${row.code}`)}
                </a>
              </th>
              <td>
                {row.article || t('arbitration.onePercent.articleToVerify')}
                <span className="source block">{row.act}</span>
              </td>
              <td className="num" data-label={t('arbitration.onePercent.admin.rate')}>
                {saidRate(row.rate, locale)}
              </td>
              <td data-label={t('arbitration.onePercent.admin.verifiedOn')}>
                {row.verifiedOn ? day(row.verifiedOn) : t('arbitration.onePercent.admin.toVerify')}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {edited ? (
        <section aria-labelledby="edit" className="mt-12" key={edited.code}>
          <h2 id="edit">
            {t('arbitration.onePercent.admin.edit', {
              what: t(`arbitration.onePercent.mechanism.${edited.code}`),
            })}
          </h2>
          <Form intent="save" of={{ mechanism: edited.code }} kept={kept}>
            {mechanismFields.map((name) => {
              const label = t(`arbitration.onePercent.admin.${name}`)
              if (name === 'basisFr' || name === 'basisEn')
                return <TextArea key={name} name={name} label={label} value={edited[name]} maxLength={500} rows={2} />
              return (
                <TextField
                  key={name}
                  name={name}
                  label={label}
                  value={name === 'rate' ? saidRate(edited.rate, locale) : (edited[name] ?? '')}
                  {...(name === 'since' || name === 'verifiedOn' ? { type: 'date' as const } : {})}
                  {...(name === 'verifiedOn' ? { help: t('arbitration.onePercent.admin.verifiedHelp') } : {})}
                  optional={name === 'sourceUrl' || name === 'verifiedOn'}
                />
              )
            })}
            <Submit>{t('arbitration.onePercent.admin.save')}</Submit>
          </Form>
        </section>
      ) : (
        <p className="source mt-4">{t('arbitration.onePercent.admin.pick')}</p>
      )}
    </div>
  )
}
