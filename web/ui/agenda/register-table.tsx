import '../../styles/agenda.css'
import type { ReactNode } from 'react'
import type { RegisterAmount, RegisterColumn, RegisterLine } from '../../../features/agenda/register.ts'
import { workspacePath } from '../../workspace/paths.ts'
import { useDay, useMoney } from '../agreement/words.ts'
import { useSite } from '../site.ts'

type RegisterTableProps = {
  lines: readonly RegisterLine[]
  columns: readonly RegisterColumn[]
  organisationKey: string
}

/** Says an amount as it was forecast: whose, in which year, and of which kind where it is not money. */
function Amount({ amount }: { amount: RegisterAmount }) {
  const { t } = useSite()
  const money = useMoney()
  return (
    <li>
      {t('agenda.register.amountSaid', {
        year: String(amount.year),
        party: amount.party,
        amount: money(amount.amount, amount.currency),
        kind: amount.kind === 'money' ? 'none' : t(`agenda.amountKind.${amount.kind}`),
      })}
    </li>
  )
}

function useCell(): (line: RegisterLine, column: RegisterColumn) => ReactNode {
  const { t, list } = useSite()
  const day = useDay()
  const dayOrNone = (on: string | null) => (on ? day(on) : null)
  return (line, column) => {
    switch (column) {
      case 'parties':
        return list(line.parties)
      case 'kind':
        return t(`agreement.kind.${line.kind}`)
      case 'object':
        return line.object
      case 'startsOn':
        return dayOrNone(line.startsOn)
      case 'endsOn':
        return line.openEnded ? t('agenda.register.untilOpen') : dayOrNone(line.endsOn)
      case 'state':
        return t(`agreement.state.${line.state}`)
      case 'inForceOn':
        return dayOrNone(line.inForceOn)
      case 'deliberations':
        return line.deliberations.length === 0 ? null : (
          <ul>
            {line.deliberations.map(({ party, on, reference }) => (
              <li key={`${party} ${on}`}>
                {party}, {day(on)}
                {reference ? `, ${reference}` : null}
              </li>
            ))}
          </ul>
        )
      case 'transmittedOn':
        return dayOrNone(line.transmittedOn)
      case 'amounts':
        return line.amounts.length === 0 ? null : (
          <ul>
            {line.amounts.map((amount) => (
              <Amount key={`${amount.year} ${amount.party} ${amount.kind} ${amount.currency}`} amount={amount} />
            ))}
          </ul>
        )
      case 'commitments':
        return line.commitments.all === 0 ? null : t('agenda.register.commitmentsSaid', line.commitments)
      case 'nextStep':
        return line.nextStep ? t('agenda.register.stepWaited', line.nextStep) : null
      case 'renewal':
        return t(`agreement.renewal.${line.renewal}`)
    }
  }
}

/** The register as a table one can scan, one line for each agreement. */
export function RegisterTable({ lines, columns, organisationKey }: RegisterTableProps) {
  const { t, locale } = useSite()
  const cell = useCell()
  return (
    <div className="register-frame">
      <table className="scan stack register">
        <caption className="sr-only">{t('agenda.register.sheet')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('agenda.register.column.title')}</th>
            {columns.map((column) => (
              <th key={column} scope="col">
                {t(`agenda.register.column.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.id}>
              <th scope="row">
                <a
                  href={workspacePath('agreement', locale, {
                    ...{ key: organisationKey, tie: line.tieId, agreement: line.id },
                  })}
                >
                  {line.title}
                </a>
              </th>
              {columns.map((column) => (
                <td key={column} data-label={t(`agenda.register.column.${column}`)}>
                  {cell(line, column)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
