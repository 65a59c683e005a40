import type { Agreement } from '../../../features/partnerships/agreement-schema.ts'
import { workspacePath } from '../../workspace/paths.ts'
import { Facts } from '../facts.tsx'
import { useSite } from '../site.ts'
import { useDay } from './words.ts'

/** The term of an agreement in one sentence. */
export function useTerm(): (agreement: Pick<Agreement, 'startsOn' | 'endsOn' | 'openEnded'>) => string {
  const { t } = useSite()
  const day = useDay()
  return ({ startsOn, endsOn, openEnded }) => {
    if (openEnded) return t('agreement.term.open', { from: startsOn === null ? 'none' : day(startsOn) })
    if (startsOn === null || endsOn === null) return t('agreement.term.unsaid')
    return t('agreement.term.closed', { from: day(startsOn), to: day(endsOn) })
  }
}

/** What an agreement says, in pairs; who signs for each side stands at equal place. */
export function AgreementFacts({ agreement, organisationKey: key }: { agreement: Agreement; organisationKey: string }) {
  const { t, list, language, locale } = useSite()
  const term = useTerm()
  const day = useDay()
  const params = { key, tie: agreement.partnershipId }
  const { kind, object, renewal, noticeMonths, noticeClause, languages, legalBasis, onePercent } = agreement
  const linked = (id: string | null, label: string) =>
    id === null ? null : <a href={workspacePath('agreement', locale, { ...params, agreement: id })}>{label}</a>
  return (
    <Facts
      facts={[
        { name: t('agreement.field.kind'), value: t(`agreement.kind.${kind}`) },
        object === ''
          ? null
          : { name: t('agreement.field.object'), value: <span className="whitespace-pre-line">{object}</span> },
        { name: t('agreement.fact.term'), value: term(agreement) },
        agreement.inForceOn === null ? null : { name: t('agreement.fact.inForceOn'), value: day(agreement.inForceOn) },
        agreement.endedOn === null ? null : { name: t('agreement.fact.endedOn'), value: day(agreement.endedOn) },
        ...agreement.parties.map((party) => ({
          name: t('agreement.fact.signs', { name: party.name }),
          value:
            [party.signatoryName, party.signatoryFunction].filter(Boolean).join(', ') || t('agreement.fact.nobodyYet'),
        })),
        { name: t('agreement.field.renewal'), value: t(`agreement.renewal.${renewal}`) },
        noticeMonths === null && noticeClause === ''
          ? null
          : {
              name: t('agreement.fact.notice'),
              value: [noticeMonths === null ? '' : t('agreement.fact.months', { n: noticeMonths }), noticeClause]
                .filter(Boolean)
                .join(' · '),
            },
        legalBasis === ''
          ? null
          : { name: t('agreement.field.legalBasis'), value: <span className="whitespace-pre-line">{legalBasis}</span> },
        languages.length === 0
          ? null
          : { name: t('agreement.field.languages'), value: list(languages.map((code) => language(code))) },
        onePercent.length === 0
          ? null
          : {
              name: t('agreement.field.onePercent'),
              value: list(onePercent.map((service) => t(`agreement.onePercent.${service}`))),
            },
        agreement.renewsId === null
          ? null
          : { name: t('agreement.fact.renews'), value: linked(agreement.renewsId, t('agreement.fact.renewsLink')) },
        agreement.renewedBy === null
          ? null
          : {
              name: t('agreement.fact.renewedBy'),
              value: linked(agreement.renewedBy, t('agreement.fact.renewedByLink')),
            },
      ]}
    />
  )
}
