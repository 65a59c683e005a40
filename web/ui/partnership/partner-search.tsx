import type { PartnerChoice } from '../../../features/partnerships/new-tie.server.ts'
import { workspacePath } from '../../workspace/paths.ts'
import { useKindLabel } from '../joining/kind-label.ts'
import { useLabels, useSite } from '../site.ts'

type Found = {
  total: number
  /** Nothing has this name: these look like it. */
  alike: boolean
  rows: { key: string; name: string; country: string; tier: string; departementCode?: string | null }[]
}
type PartnerSearchProps = { organisationKey: string; q: string; chosen: readonly PartnerChoice[]; found: Found | null }

/** Those a new tie is with: looked for in the directory one after the other, all kept in the address. */
export function PartnerSearch({ organisationKey, q, chosen, found }: PartnerSearchProps) {
  const { t, locale } = useSite()
  const labels = useLabels()
  const address = (partners: readonly string[]) =>
    `${workspacePath('newTie', locale, { key: organisationKey })}?${new URLSearchParams(partners.map((key) => ['partner', key]))}`
  const keys = chosen.map(({ key }) => key)
  return (
    <section aria-labelledby="with-whom" className="mt-8">
      <h2 id="with-whom">{t('tie.new.withWhom')}</h2>
      {chosen.length > 0 ? (
        <ul className="threads mt-3">
          {chosen.map((one) => (
            <li key={one.key}>
              <b>{one.name}</b>, {labels.country(one.country)}{' '}
              <a href={address(keys.filter((key) => key !== one.key))} className="tap">
                {t('tie.new.remove')}
                <span className="sr-only"> {one.name}</span>
              </a>
            </li>
          ))}
        </ul>
      ) : null}
      <search>
        <form method="get" className="form mt-4">
          {keys.map((key) => (
            <input key={key} type="hidden" name="partner" value={key} />
          ))}
          <div className="form-field">
            <label htmlFor="q">{chosen.length === 0 ? t('tie.new.q') : t('tie.new.qMore')}</label>
            <input id="q" name="q" type="search" className="field" defaultValue={q} maxLength={120} />
          </div>
          <p className="mt-4">
            <button type="submit" className="button quiet">
              {t('tie.new.search')}
            </button>
          </p>
        </form>
      </search>
      {found ? <Results q={q} found={found} choose={(key) => address([...keys, key])} /> : null}
    </section>
  )
}

function Results({ q, found, choose }: { q: string; found: Found; choose: (key: string) => string }) {
  const { t, locale } = useSite()
  const labels = useLabels()
  const kindLabel = useKindLabel()
  return (
    <div className="mt-4">
      <p className="font-[650]" role="status">
        {found.rows.length === 0
          ? t('tie.new.none', { q })
          : found.alike
            ? t('tie.new.alike', { q })
            : t('tie.new.found', { n: found.total })}
      </p>
      <ul className="mt-2">
        {found.rows.map((row) => (
          <li key={row.key} className="border-b border-line py-2">
            <a href={choose(row.key)} className="tap">
              <span className="sr-only">{t('tie.new.choose')} </span>
              {row.name}
            </a>{' '}
            <span className="source">
              {kindLabel(row.tier)}
              {row.departementCode ? ` (${row.departementCode})` : ''}, {labels.country(row.country)}
            </span>
          </li>
        ))}
      </ul>
      <p className="source mt-3">
        {t('tie.new.notThere')}{' '}
        <a href={workspacePath('newBody', locale, {}, { name: q })}>{t('tie.new.createBody')}</a>
      </p>
    </div>
  )
}
