import type { SheetPoint } from '../../../features/organisations/completeness.ts'
import { workspacePath } from '../../workspace/paths.ts'
import { useSite } from '../site.ts'

type SheetPointsProps = { points: readonly { point: SheetPoint; said: boolean }[]; organisationKey: string }

/** What the sheet says and does not say yet, each point with whom it serves. */
export function SheetPoints({ points, organisationKey }: SheetPointsProps) {
  const { t, locale } = useSite()
  const done = points.filter(({ said }) => said).length
  return (
    <section aria-labelledby="sheet" className="mt-10">
      <h2 id="sheet">{t('profile.organisation.sheet')}</h2>
      <p className="source mt-1">{t('profile.organisation.sheetCount', { done, all: points.length })}</p>
      <ul className="threads mt-3">
        {points.map(({ point, said }) => (
          <li key={point} className="items-baseline justify-between gap-x-8 md:flex">
            <span>
              <a
                href={workspacePath(point === 'officials' ? 'officials' : 'profile', locale, { key: organisationKey })}
                className="tap"
              >
                {t(`profile.complete.${point}`)}
              </a>
              {said ? null : <span className="source block">{t(`profile.complete.${point}Why`)}</span>}
            </span>
            <span className={said ? 'source block' : 'block font-[650]'}>
              {said ? t('profile.organisation.said') : t('profile.organisation.notSaid')}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
