import type { RegisterFacts as Facts_ } from '../../../features/organisations/register-facts.server.ts'
import { correctPath } from '../../workspace/freshness-links.ts'
import { Facts } from '../facts.tsx'
import { useLabels, useSite } from '../site.ts'

/** What the register says, with its source: changed by a correction only. */
export function RegisterFacts({ register }: { register: Facts_ }) {
  const { t, locale, number } = useSite()
  const labels = useLabels()
  const { siren, inseeCode, population, populationYear, discreet, example, kind } = register
  const form = `atlas.legalForm.${register.legalForm}`
  const tier = `atlas.tier.${register.tier}`
  return (
    <section aria-labelledby="register" className="mt-8">
      <h2 id="register">{t('profile.edit.identity')}</h2>
      <Facts
        facts={[
          { name: t('history.field.name'), value: register.name },
          {
            name: t('site.authority.tier'),
            value: register.legalForm && t.has(form) ? t(form) : t.has(tier) ? t(tier) : register.tier,
            source: labels.country(register.country),
          },
          population === null
            ? null
            : {
                name: t('site.authority.population'),
                value: t('site.authority.inhabitants', { n: number(population) }),
                source: t('site.authority.populationYear', { year: String(populationYear) }),
              },
          siren ? { name: t('site.authority.siren'), value: siren } : null,
          inseeCode ? { name: t('site.authority.insee'), value: inseeCode } : null,
        ]}
      />
      <p className="source mt-2">{t('profile.edit.identitySource', { source: register.sourceName })}</p>
      {discreet || example || kind === 'organisation' ? null : (
        <p>
          <a href={correctPath(locale, 'organisation', register.key)} className="tap">
            {t('profile.edit.proposeCorrection')}
          </a>
        </p>
      )}
    </section>
  )
}
