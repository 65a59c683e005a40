import type { FoundLine } from '../../../features/budgets/find-lines.server.ts'
import type { Reason } from '../../../features/budgets/suggestions.ts'
import type { Ticked } from '../../../features/budgets/take-found.server.ts'
import { workspacePath } from '../../workspace/paths.ts'
import { useField } from '../form/form.tsx'
import { useAmount } from '../project/money-table.tsx'
import { useLabels, useSite } from '../site.ts'

/** Says why a line is proposed. */
export function useReasonSentence(): (reason: Reason) => string {
  const { t } = useSite()
  const { country } = useLabels()
  return (reason) => {
    if (reason.rule === 'function') return t(`budgetLines.why.meaning.${reason.meaning}`, { code: reason.code })
    if (reason.rule === 'nature6562') return t('budgetLines.why.nature6562')
    if (reason.rule === 'lastYear')
      return t('budgetLines.why.lastYear', { year: String(reason.year), label: reason.label })
    if (reason.rule === 'name') return t(`budgetLines.why.name.${reason.as}`, { name: reason.name })
    if (reason.rule === 'place') return t('budgetLines.why.place', { name: reason.name })
    if (reason.rule === 'country')
      return t('budgetLines.why.country', { name: reason.country ? country(reason.country) : reason.name })
    return t(reason.rule === 'onePercent' ? 'budgetLines.why.onePercent' : 'budgetLines.why.word', {
      word: reason.word,
    })
  }
}

type RowProps = {
  line: FoundLine
  reasons: readonly Reason[]
  organisationKey: string
  mayWrite: boolean
  tick: Ticked | null
}

const isSent = (sent: string | string[] | undefined, id: string) =>
  Array.isArray(sent) ? sent.includes(id) : sent === id
const text = (sent: string | string[] | undefined) => (typeof sent === 'string' ? sent : '')

/** What a line is called: what the account says of it, or else its official account. */
export const calledBy = (line: FoundLine): string =>
  [line.label, line.beneficiary, line.purpose].filter(Boolean).join(' – ') || line.natureLabel || line.nature

/** A line or a grant of an account: what it says, how much, why it is proposed, and its tick. */
export function FoundRow({ line, reasons, organisationKey, mayWrite, tick }: RowProps) {
  const { t } = useSite()
  const euros = useAmount()
  const reasonSentence = useReasonSentence()
  const { typed } = useField('item')
  const name = calledBy(line)
  const mayTick =
    mayWrite && (line.state === 'free' || line.state === 'partly' || (line.state === 'inside' && line.homes.length > 1))
  const codes = [
    t(`budgetLines.kind.${line.kind}`, { nature: line.nature || '–' }),
    line.functionCode ? t('budgetLines.kind.function', { code: line.functionCode }) : '',
    line.operation ? t('budgetLines.kind.operation', { code: line.operation }) : '',
    name === line.natureLabel ? '' : line.natureLabel,
    line.functionLabel,
    line.department,
  ]
  return (
    <tr>
      <th scope="row">
        {mayTick ? (
          <label className="form-option">
            <input
              type="checkbox"
              name="item"
              value={line.id}
              defaultChecked={typed === undefined ? tick !== null : isSent(typed, line.id)}
            />
            <span>{name}</span>
          </label>
        ) : (
          name
        )}
        <span className="source block">{codes.filter(Boolean).join(' · ')}</span>
        {reasons.map((reason) => (
          <span key={JSON.stringify(reason)} className="source block">
            {reasonSentence(reason)}
          </span>
        ))}
        <TakenSentences line={line} organisationKey={organisationKey} />
        {mayTick && line.homes.length > 1 ? <HomeField line={line} tick={tick} /> : null}
      </th>
      <td>{t(`budgetLines.direction.${line.direction}`)}</td>
      <td className="num project-amounts">{euros(line.amount, 'EUR')}</td>
      <td data-label={t('budgetLines.find.column.part')}>
        {mayTick ? <PartField id={line.id} name={name} tick={tick} /> : null}
      </td>
    </tr>
  )
}

function PartField({ id, name, tick }: { id: string; name: string; tick: Ticked | null }) {
  const { t } = useSite()
  const field = `part.${id}`
  const { typed } = useField(field)
  return (
    <input
      name={field}
      className="field budget-part"
      defaultValue={text(typed) || (tick?.part ?? '')}
      maxLength={20}
      aria-label={t('budgetLines.find.partOf', { name })}
    />
  )
}

function HomeField({ line, tick }: { line: FoundLine; tick: Ticked | null }) {
  const { t } = useSite()
  const euros = useAmount()
  const field = `home.${line.id}`
  const { typed } = useField(field)
  return (
    <label className="source block">
      {t('budgetLines.find.home')}{' '}
      <select name={field} className="field" defaultValue={text(typed) || tick?.home || String(line.home ?? '')}>
        {line.homes.map(({ position, functionCode, rest, isFull }) => (
          <option key={position} value={position}>
            {t(isFull ? 'budgetLines.find.homeFull' : 'budgetLines.find.homeRest', {
              nature: line.nature,
              code: functionCode ?? '–',
              position,
              rest: euros(rest, 'EUR'),
            })}
          </option>
        ))}
      </select>
    </label>
  )
}

function TakenSentences({ line, organisationKey }: { line: FoundLine; organisationKey: string }) {
  const { t, locale } = useSite()
  const euros = useAmount()
  if (line.state === 'free') return null
  const home = line.homes.find(({ position }) => position === line.home)
  return (
    <>
      {line.taken.map((one) => (
        <span key={one.lineId} className="source block">
          {t(one.isGrant && line.kind === 'line' ? 'budgetLines.find.grantTaken' : 'budgetLines.find.taken', {
            amount: euros(one.amount, 'EUR'),
          })}{' '}
          <a href={workspacePath('budgetLine', locale, { key: organisationKey, line: one.lineId })}>{one.label}</a>
        </span>
      ))}
      {line.state === 'partly' ? (
        <span className="source block">{t('budgetLines.find.rest', { rest: euros(line.rest, 'EUR') })}</span>
      ) : null}
      {line.state === 'inside' ? (
        <span className="source block">
          {t(line.homes.length > 1 ? 'budgetLines.find.insideMaybe' : 'budgetLines.find.inside', {
            nature: line.nature,
            code: home?.functionCode ?? '–',
          })}
        </span>
      ) : null}
    </>
  )
}
