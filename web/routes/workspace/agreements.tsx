import { listAgreements } from '../../../features/partnerships/agreements.server.ts'
import { getTieHead } from '../../../features/partnerships/tie-head.server.ts'
import { usePageData } from '../../request.ts'
import { useTerm } from '../../ui/agreement/agreement-facts.tsx'
import { WorkTitle } from '../../ui/form/deed.tsx'
import { TieHead } from '../../ui/partnership/tie-head.tsx'
import { useSite } from '../../ui/site.ts'
import { workspaceLoader } from '../../workspace/door.ts'
import { workspacePath } from '../../workspace/paths.ts'

/** The agreements of a tie. */
export const loader = workspaceLoader('party', async ({ ctx, atWork, params }) => {
  const { organisation } = atWork
  const of = { partnershipId: params.tie ?? '', organisationId: organisation.organisationId }
  return { organisation, tie: await getTieHead(ctx, of), agreements: await listAgreements(ctx, of) }
})

/** The texts that frame a tie, those in the making first. */
export default function Agreements() {
  const { t, locale } = useSite()
  const { organisation, tie, agreements } = usePageData<typeof loader>()
  const term = useTerm()
  const params = { key: organisation.key, tie: tie.id }
  const names = tie.parties.map(({ name }) => name).join(' – ')
  const inForce = agreements.filter(({ state }) => state === 'inForce' || state === 'reviewDue').length
  return (
    <div className="py-10">
      <TieHead tie={tie} current="agreements" />
      <WorkTitle>{t('agreement.list.title', { names, n: agreements.length, force: inForce })}</WorkTitle>
      {agreements.length === 0 ? (
        <p className="measure mt-4">{t('agreement.list.none')}</p>
      ) : (
        <table className="scan stack mt-4">
          <caption className="sr-only">{t('agreement.list.caption')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('agreement.field.title')}</th>
              <th scope="col">{t('agreement.field.kind')}</th>
              <th scope="col">{t('agreement.list.state')}</th>
              <th scope="col">{t('agreement.fact.term')}</th>
              <th scope="col">{t('agreement.list.steps')}</th>
            </tr>
          </thead>
          <tbody>
            {agreements.map((line) => (
              <tr key={line.id}>
                <th scope="row">
                  <a href={workspacePath('agreement', locale, { ...params, agreement: line.id })}>{line.title}</a>
                </th>
                <td>{t(`agreement.kind.${line.kind}`)}</td>
                <td>
                  <span className={`state-mark is-${line.state}`}>{t(`agreement.state.${line.state}`)}</span>
                </td>
                <td>{term(line)}</td>
                <td>{t('agreement.list.stepsDone', { done: line.stepsDone, asked: line.stepsAsked })}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <p className="row-actions mt-6">
        {organisation.role === 'reader' ? null : (
          <a className="button" href={workspacePath('newAgreement', locale, params)}>
            {t('agreement.list.add')}
          </a>
        )}
        <a className="tap" href={workspacePath('governance', locale, params)}>
          {t('agreement.list.governance')}
        </a>
      </p>
    </div>
  )
}
