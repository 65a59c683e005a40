import type { OdaYear } from '../../../features/budgets/oda.server.ts'
import type { OdaNames } from '../../../features/budgets/oda-fields.ts'
import { type OdaProposal, proposalName } from '../../../features/budgets/oda-proposals.ts'
import type { MessageKey } from '../../../platform/i18n/messages.ts'
import { Form, Submit } from '../form/form.tsx'
import { useSite } from '../site.ts'

const linesAtOnce = 25

/** What could be filled in, line by line, each with where it comes from; kept by the one button beneath. */
export function OdaProposals({ oda, names }: { oda: OdaYear; names: OdaNames }) {
  const { t } = useSite()
  const byLine = [...Map.groupBy(oda.proposals, ({ lineId }) => lineId)]
  if (byLine.length === 0) return null
  const labels = new Map(oda.lines.map(({ id, label }) => [id, label]))
  return (
    <section aria-labelledby="proposals" className="mt-10">
      <h2 id="proposals">{t('oda.proposals.title')}</h2>
      <p className="measure">{t('oda.proposals.lead')}</p>
      <Form intent="accept">
        {byLine.slice(0, linesAtOnce).map(([lineId, some]) => (
          <fieldset key={lineId} className="form-field">
            <legend>{labels.get(lineId)}</legend>
            {some.map((proposal) => (
              <label key={proposal.attribute} className="form-option">
                <input type="checkbox" name="proposal" value={proposalName(proposal)} defaultChecked />
                <span>
                  {t('oda.proposals.line', {
                    attribute: t(`oda.proposals.attribute.${proposal.attribute}`),
                    value: valueWords(proposal, names),
                  })}
                  <span className="source block">{t(`oda.proposals.source.${proposal.source}`)}</span>
                </span>
              </label>
            ))}
          </fieldset>
        ))}
        {byLine.length > linesAtOnce ? (
          <p className="source mt-4">{t('oda.proposals.rest', { count: byLine.length - linesAtOnce })}</p>
        ) : null}
        <Submit>{t('oda.proposals.accept')}</Submit>
      </Form>
    </section>
  )
}

function valueWords(proposal: OdaProposal, names: OdaNames): string {
  const { t, countries, channels, sectors } = names
  if (proposal.attribute === 'kind')
    return proposal.value === 'none' ? t('oda.notDeclared') : t(`oda.kind.${proposal.value}`)
  if (proposal.attribute === 'country') return countries[proposal.value] ?? proposal.value
  if (proposal.attribute === 'markers')
    return Object.entries(proposal.value)
      .map(([marker, value]) => `${t(`project.marker.${marker}` as MessageKey)} ${value}`)
      .join(' ; ')
  const list = proposal.attribute === 'channel' ? channels : sectors
  return `${proposal.value} ${list[proposal.value] ?? ''}`.trim()
}
