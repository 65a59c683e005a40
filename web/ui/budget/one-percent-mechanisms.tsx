import type { Mechanism } from '../../../features/budgets/one-percent-mechanisms.server.ts'
import type { Locale } from '../../../platform/i18n/locales.ts'
import { useDay } from '../agreement/words.ts'
import { Facts } from '../facts.tsx'
import { useSite } from '../site.ts'

/** A rate without the zeros nobody says. */
export const plainRate = (rate: string): string => rate.replace(/\.?0+$/, '')

/** The same as the language writes it: “0,5” in French. */
export const saidRate = (rate: string, locale: Locale): string =>
  locale === 'fr' ? plainRate(rate).replace('.', ',') : plainRate(rate)

/** The four mechanisms: article, act, since when, of what, and whether a person has read the text. */
export function OnePercentMechanisms({ mechanisms }: { mechanisms: readonly Mechanism[] }) {
  const { t, locale } = useSite()
  const day = useDay()
  return (
    <section aria-labelledby="mechanisms" className="mt-12">
      <h2 id="mechanisms">{t('arbitration.onePercent.mechanisms')}</h2>
      {mechanisms.length === 0 ? <p className="mt-2">{t('arbitration.onePercent.noMechanism')}</p> : null}
      <Facts
        facts={mechanisms.map((one) => ({
          name: t(`arbitration.onePercent.mechanism.${one.code}`),
          value: (
            <>
              {t('arbitration.onePercent.article', { article: one.article || 'none', act: one.act })}{' '}
              {t('arbitration.onePercent.since', {
                day: day(one.since),
                rate: saidRate(one.rate, locale),
                basis: locale === 'fr' ? one.basisFr : one.basisEn,
              })}
            </>
          ),
          source: <Source one={one} />,
        }))}
      />
    </section>
  )
}

function Source({ one }: { one: Mechanism }) {
  const { t } = useSite()
  const day = useDay()
  const said = one.verifiedOn
    ? t('arbitration.onePercent.verified', { day: day(one.verifiedOn), source: one.sourceName })
    : t('arbitration.onePercent.toVerify', { source: one.sourceName })
  return one.sourceUrl ? <a href={one.sourceUrl}>{said}</a> : said
}
