import type { OwnRecords } from '../../../features/freshness/records.server.ts'
import { type TieState, tieStates } from '../../../features/partnerships/schema.ts'
import { pathTo } from '../../paths.ts'
import { correctPath } from '../../workspace/freshness-links.ts'
import { Form, Submit } from '../form/form.tsx'
import { useSite } from '../site.ts'
import { FreshnessWords } from './freshness-words.tsx'

type RecordListProps = {
  records: OwnRecords
  /** Whether each may be confirmed by itself, by members who have signed in. */
  mayConfirm?: boolean
}

// A party's word on where its tie stands today is worth more than any page's: it may say it as it confirms.
function ConfirmOne({ record, state }: { record: string; state?: TieState }) {
  const { t } = useSite()
  return (
    <Form intent="confirmOne" className="inline">
      <input type="hidden" name="record" value={record} />
      {state ? (
        <label className="block mt-2">
          {t('freshness.records.stateToday')}{' '}
          <select name="state" className="field" defaultValue={state}>
            {tieStates.map((one) => (
              <option key={one} value={one}>
                {t(`atlas.state.${one}`)}
              </option>
            ))}
          </select>
        </label>
      ) : null}
      <Submit quiet>{t('freshness.records.confirmOne')}</Submit>
    </Form>
  )
}

function OwnSheet({ records, mayConfirm }: RecordListProps) {
  const { t, locale, number } = useSite()
  const { organisation } = records
  const { id, key, name, population, populationYear, website, freshness, discreet } = organisation
  return (
    <li className="py-4">
      <h3>
        <a href={pathTo('authority', locale, { key, name })}>{name}</a>
      </h3>
      <p>
        {population === null
          ? t('freshness.records.noPopulation')
          : t('freshness.records.population', { n: number(population), year: String(populationYear) })}
        {website ? ` · ${website}` : null}
      </p>
      <FreshnessWords freshness={freshness} />
      {discreet ? <p className="source">{t('freshness.records.discreet')}</p> : null}
      <div className="row-actions">
        {mayConfirm ? <ConfirmOne record={`organisation ${id}`} /> : null}
        {discreet ? null : <a href={correctPath(locale, 'organisation', key)}>{t('freshness.records.correct')}</a>}
      </div>
    </li>
  )
}

/** The records of an organisation: its own, then its ties, each with what it says and how fresh it is. */
export function RecordList({ records, mayConfirm }: RecordListProps) {
  const { t, locale, day } = useSite()
  return (
    <>
      <h2 className="sr-only">{t('freshness.records.list')}</h2>
      <ul className="threads mt-6">
        <OwnSheet records={records} mayConfirm={mayConfirm ?? false} />
        {records.ties.map((tie) => (
          <li key={tie.id} className="py-4">
            <h3>
              <a href={pathTo('tie', locale, { id: tie.id, names: tie.names })}>{tie.names.join(' – ')}</a>
            </h3>
            <p>
              {t(`atlas.type.${tie.type}`)}
              {tie.sinceYear === null ? null : t('freshness.records.since', { year: String(tie.sinceYear) })}
              {tie.untilYear === null ? null : t('freshness.records.until', { year: String(tie.untilYear) })}
              {` · ${t(`atlas.state.${tie.state}`)}`}
            </p>
            <FreshnessWords freshness={tie.freshness} />
            {tie.confirmedByUs ? (
              <p className="source">{t('freshness.records.byUs', { day: day(tie.confirmedByUs) })}</p>
            ) : null}
            {tie.discreet ? <p className="source">{t('freshness.records.discreet')}</p> : null}
            <div className="row-actions">
              {mayConfirm ? <ConfirmOne record={`partnership ${tie.id}`} state={tie.state} /> : null}
              {tie.discreet ? null : (
                <a href={correctPath(locale, 'partnership', tie.id)}>{t('freshness.records.correct')}</a>
              )}
            </div>
          </li>
        ))}
      </ul>
    </>
  )
}
