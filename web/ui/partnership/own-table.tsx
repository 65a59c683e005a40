import '../../styles/tie.css'
import type { ReactNode } from 'react'
import type { ListReading, OwnListTie, TieColumn } from '../../../features/partnerships/own-list.ts'
import { themes } from '../../../features/partnerships/schema.ts'
import { FreshnessLevelWords } from '../freshness/freshness-words.tsx'
import { useSite } from '../site.ts'
import { TieName } from './tie-name.tsx'

type OwnTableProps = {
  ties: readonly OwnListTie[]
  reading: ListReading
  organisationKey: string
  mayWrite: boolean
}

const numbers: ReadonlySet<TieColumn> = new Set(['since', 'agreements', 'projects'])

function useCell(): (tie: OwnListTie, column: TieColumn) => ReactNode {
  const { t, day, list, number } = useSite()
  return (tie, column) => {
    switch (column) {
      case 'type':
        return t(`atlas.type.${tie.type}`)
      case 'state':
        return t(`atlas.state.${tie.state}`)
      case 'since':
        return tie.sinceYear
      case 'themes':
        return list(tie.themes.map((theme) => t(`atlas.theme.${theme}`)))
      case 'freshness':
        return <FreshnessLevelWords level={tie.freshness} />
      case 'agreementEnd':
        return tie.agreementEndsOn ? day(tie.agreementEndsOn) : t('tie.list.noAgreement')
      case 'hands':
        return t(`tie.list.hands.${tie.hands}`)
      case 'agreements':
        return number(tie.agreements)
      case 'projects':
        return number(tie.projects)
      case 'visibility':
        return t(tie.discreet ? 'tie.list.discreet' : 'tie.list.seen')
    }
  }
}

/** The ties as a table one can scan, with boxes to change several at once. */
export function OwnTable({ ties, reading, organisationKey, mayWrite }: OwnTableProps) {
  const { t, list } = useSite()
  const cell = useCell()
  if (ties.length === 0) return null
  const names = (tie: OwnListTie) => list(tie.partners.map(({ name }) => name))
  const table = (
    <table className="scan stack tie-own-table">
      <caption className="sr-only">{t('tie.list.caption')}</caption>
      <thead>
        <tr>
          {mayWrite ? (
            <th scope="col">
              <span className="sr-only">{t('tie.list.choose')}</span>
            </th>
          ) : null}
          <th scope="col">{t('tie.list.column.partners')}</th>
          {reading.columns.map((column) => (
            <th key={column} scope="col" className={numbers.has(column) ? 'num' : ''}>
              {t(`tie.list.column.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {ties.map((tie) => (
          <tr key={tie.id}>
            {mayWrite ? (
              <td className="tie-box">
                <input
                  type="checkbox"
                  name="tie"
                  value={tie.id}
                  aria-label={t('tie.list.chooseOne', { names: names(tie) })}
                />
              </td>
            ) : null}
            <th scope="row">
              <TieName tie={tie} organisationKey={organisationKey} />
            </th>
            {reading.columns.map((column) => (
              <td key={column} className={numbers.has(column) ? 'num' : ''} data-label={t(`tie.list.column.${column}`)}>
                {cell(tie, column)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
  if (!mayWrite) return table
  return (
    <form method="post">
      {table}
      <BulkDeeds />
    </form>
  )
}

function BulkDeeds() {
  const { t } = useSite()
  return (
    <fieldset className="tie-bulk no-print">
      <legend>{t('tie.list.bulk')}</legend>
      <details>
        <summary className="tap">{t('tie.list.bulkThemes')}</summary>
        <ul className="tie-bulk-themes">
          {themes.map((theme) => (
            <li key={theme}>
              <label className="form-option">
                <input type="checkbox" name="addTheme" value={theme} />
                <span>{t(`atlas.theme.${theme}`)}</span>
              </label>
            </li>
          ))}
        </ul>
        <button type="submit" name="intent" value="themes" className="button quiet">
          {t('tie.list.addThemes')}
        </button>
      </details>
      <p className="row-actions mt-2">
        <button type="submit" name="intent" value="hide" className="button quiet">
          {t('tie.list.hide')}
        </button>
        <button type="submit" name="intent" value="lift" className="button quiet">
          {t('tie.list.lift')}
        </button>
      </p>
    </fieldset>
  )
}
