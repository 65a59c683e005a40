import type { CarriedField, CarriedGroup } from '../../../features/budgets/carry-rules.ts'
import { useAmount } from '../project/money-table.tsx'
import { useLabels, useSite } from '../site.ts'

const areas: Partial<Record<CarriedField, string>> = {
  actionType: 'atlas.type',
  theme: 'atlas.theme',
  purposeFrame: 'project.frame',
  operatingMode: 'project.mode',
  means: 'budgetLines.means',
  fundingSource: 'project.source',
  counterpartKind: 'budgetLines.party.kinds',
  onePercent: 'budgetLines.onePercent',
  odaKind: 'budgetLines.oda.kinds',
}

type CarryTableProps = {
  groups: readonly CarriedGroup[]
  names: Readonly<Record<string, string>>
  mayWrite: boolean
}

/** What each kind of line would be told, and where: nothing is done before it is sent. */
export function CarryTable({ groups, names, mayWrite }: CarryTableProps) {
  const { t } = useSite()
  const { country } = useLabels()
  const euros = useAmount()
  const word = (field: CarriedField, value: string) => {
    if (field === 'country') return country(value)
    const key = `${areas[field]}.${value}`
    return t.has(key) ? t(key) : (names[value] ?? value)
  }
  return (
    <div className="overflow-x-auto">
      <table className="scan stack mt-4">
        <caption className="sr-only">{t('budgetLines.carry.caption')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('budgetLines.carry.alike')}</th>
            <th scope="col">{t('budgetLines.carry.choices')}</th>
            <th scope="col">{t('budgetLines.carry.goesTo')}</th>
          </tr>
        </thead>
        <tbody>
          {groups.map(({ key, nature, functionCode, label, direction, choices, unsure, to }) => (
            <tr key={key}>
              <th scope="row">
                {mayWrite ? (
                  <label className="form-option">
                    <input type="checkbox" name="group" value={key} defaultChecked />
                    <span>{label}</span>
                  </label>
                ) : (
                  label
                )}
                <span className="source block">
                  {t('budgetLines.carry.codes', {
                    direction: t(`budgetLines.direction.${direction}`),
                    nature,
                    code: functionCode || '–',
                  })}
                </span>
              </th>
              <td data-label={t('budgetLines.carry.choices')}>
                {(Object.entries(choices) as [CarriedField, string][]).map(([field, value]) => (
                  <span key={field} className="block">
                    {t('budgetLines.carry.choice', {
                      field: t(`budgetLines.carry.field.${field}`),
                      value: word(field, value),
                    })}
                  </span>
                ))}
                {unsure.length > 0 ? <span className="source block">{t('budgetLines.carry.unsure')}</span> : null}
              </td>
              <td data-label={t('budgetLines.carry.goesTo')}>
                {to.map((line) => (
                  <span key={line.id} className="block whitespace-nowrap">
                    {t('budgetLines.carry.target', {
                      year: String(line.year),
                      amount: line.amount === null ? '–' : euros(line.amount, 'EUR'),
                      partly: Object.keys(line.says).length < Object.keys(choices).length ? 'yes' : 'no',
                    })}
                  </span>
                ))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
