import { findKeptQuery, keepQuery } from '../../../features/agenda/preferences.server.ts'
import { listRegister } from '../../../features/agenda/register.server.ts'
import {
  countRegisterFilters,
  formatRegisterReading,
  parseRegisterReading,
  selectLines,
} from '../../../features/agenda/register.ts'
import { usePageData } from '../../request.ts'
import { RegisterForm } from '../../ui/agenda/register-form.tsx'
import { RegisterTable } from '../../ui/agenda/register-table.tsx'
import { WorkTitle } from '../../ui/form/deed.tsx'
import { Rich } from '../../ui/rich.tsx'
import { useSite } from '../../ui/site.ts'
import { workspaceAction, workspaceLoader } from '../../workspace/door.ts'
import { workspacePath } from '../../workspace/paths.ts'

/** All agreements of an organisation as this person reads them: what the address asks, else what they last chose. */
export const loader = workspaceLoader('member', async ({ ctx, url, atWork }) => {
  const { organisation } = atWork
  const id = organisation.organisationId
  const asked = url.searchParams.size > 0
  const reading = parseRegisterReading(asked ? url.searchParams : await findKeptQuery(ctx, 'agreementRegister', id))
  const lines = await listRegister(ctx, id)
  const ties = new Map(lines.map(({ tieId, partners }) => [tieId, partners]))
  return {
    organisation,
    reading,
    all: lines.length,
    found: selectLines(lines, reading),
    ties: [...ties].map(([tieId, partners]) => ({ id: tieId, partners })),
  }
})

/** Keeps how the register is read. */
export const action = workspaceAction('member', {
  async show({ ctx, atWork }, form) {
    const typed = new URLSearchParams()
    for (const [name, value] of form) if (typeof value === 'string' && name !== 'intent') typed.append(name, value)
    const query = formatRegisterReading(parseRegisterReading(typed))
    await keepQuery(ctx, 'agreementRegister', atWork.organisation.organisationId, query)
    if (query.size === 0) query.set('view', 'table')
    return { to: `${workspacePath('agreementRegister', ctx.locale, { key: atWork.organisation.key })}?${query}` }
  },
})

/** The register of agreements: to read, to print, to take away. */
export default function AgreementRegister() {
  const { t, locale } = useSite()
  const { organisation, reading, all, found, ties } = usePageData<typeof loader>()
  const { key, name } = organisation
  const on = countRegisterFilters(reading)
  const file = (format: string) => {
    const query = formatRegisterReading(reading)
    return `${workspacePath('agreementRegisterFile', locale, { key, format })}${query.size > 0 ? `?${query}` : ''}`
  }
  return (
    <div className="py-10">
      <WorkTitle>
        {on === 0 ? t('agenda.register.title', { n: all }) : t('agenda.register.titleFound', { n: found.length, all })}
      </WorkTitle>
      <p className="measure mt-3">{t('agenda.register.lead', { name })}</p>
      {all === 0 ? (
        <>
          <p className="notice measure">{t('agenda.register.empty')}</p>
          <p className="mt-4">
            <a href={workspacePath('partnerships', locale, { key })} className="tap">
              {t('agenda.register.toTies')}
            </a>
          </p>
        </>
      ) : (
        <>
          <RegisterForm reading={reading} ties={ties} />
          {found.length === 0 ? (
            <p className="notice">
              <Rich
                text={t('agenda.register.noneFound')}
                links={{ all: `${workspacePath('agreementRegister', locale, { key })}?view=table` }}
              />
            </p>
          ) : (
            <RegisterTable lines={found} columns={reading.columns} organisationKey={key} />
          )}
          <section aria-labelledby="download" className="mt-10 no-print">
            <h2 id="download">{t('agenda.register.download')}</h2>
            <p className="mt-2">{t('agenda.register.downloadNote')}</p>
            <p className="row-actions mt-2">
              <a href={file('xlsx')} className="tap">
                {t('agenda.register.xlsx')}
              </a>
              <a href={file('csv')} className="tap">
                {t('agenda.register.csv')}
              </a>
            </p>
          </section>
        </>
      )}
    </div>
  )
}
