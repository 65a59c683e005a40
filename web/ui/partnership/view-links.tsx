import '../../styles/tie.css'
import {
  countFilters,
  type ListReading,
  type TieListSort,
  tieListSorts,
  tieViews,
} from '../../../features/partnerships/own-list.ts'
import { workspacePath } from '../../workspace/paths.ts'
import { useSite } from '../site.ts'
import { useListAddress } from './list-address.ts'

type ViewLinksProps = { reading: ListReading; organisationKey: string }

/** The other ways to look at the same ties: shape, order, all of them, a file. */
export function ViewLinks({ reading, organisationKey }: ViewLinksProps) {
  const { t, locale } = useSite()
  const address = useListAddress(organisationKey)
  const nothing = { state: [], type: [], country: [], theme: [], freshness: [], ending: [], hands: [] }
  return (
    <div className="tie-view-links no-print">
      <nav aria-label={t('tie.list.views')}>
        <ul>
          {tieViews.map((view) => (
            <li key={view}>
              <a
                href={address({ ...reading, view })}
                className="tap"
                aria-current={view === reading.view ? 'true' : undefined}
              >
                {t(`tie.list.view.${view}`)}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      {reading.view === 'table' ? (
        <nav aria-label={t('tie.list.sorts')}>
          <ul>
            {tieListSorts.map((sort: TieListSort) => (
              <li key={sort}>
                <a
                  href={address({ ...reading, sort })}
                  className="tap"
                  aria-current={sort === reading.sort ? 'true' : undefined}
                >
                  {t(`tie.list.sort.${sort}`)}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      ) : null}
      <p className="row-actions">
        {countFilters(reading) > 0 ? (
          <a href={address({ ...reading, ...nothing, q: '' })} className="tap">
            {t('tie.list.all')}
          </a>
        ) : null}
        <a href={address(reading, 'partnershipsFile')} className="tap">
          {t('tie.list.download')}
        </a>
        <a href={workspacePath('spreadsheet', locale, { key: organisationKey })} className="tap">
          {t('tie.list.upload')}
        </a>
      </p>
    </div>
  )
}
