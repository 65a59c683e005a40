import type { RecordToMerge } from '../../../features/organisations/merge.server.ts'
import { workspacePath } from '../../workspace/paths.ts'
import { Form, Submit } from '../form/form.tsx'
import { useLabels, useSite } from '../site.ts'
import { useKindLabel } from './kind-label.ts'

/** The first step: the keys of the two records, in the address of the page. */
export function RecordKeys({ keys }: { keys: { kept: string; merged: string } }) {
  const { t } = useSite()
  return (
    <form method="get" className="form mt-6">
      {(['kept', 'merged'] as const).map((which) => (
        <div key={which} className="form-field">
          <label htmlFor={`record-${which}`}>{t(`joining.merge.${which}`)}</label>
          <p className="source" id={`record-${which}-help`}>
            {t('joining.merge.keyHelp')}
          </p>
          <input
            id={`record-${which}`}
            name={which}
            className="field"
            defaultValue={keys[which]}
            maxLength={120}
            required
            aria-describedby={`record-${which}-help`}
          />
        </div>
      ))}
      <p className="mt-6">
        <button type="submit" className="button">
          {t('joining.merge.look')}
        </button>
      </p>
    </form>
  )
}

/** The second step: what hangs on each, and the button. */
export function CompareRecords({ kept, merged }: { kept: RecordToMerge; merged: RecordToMerge }) {
  const { t, locale, pathTo } = useSite()
  const labels = useLabels()
  const kindLabel = useKindLabel()
  return (
    <section aria-labelledby="compare" className="mt-8">
      <h2 id="compare">{t('joining.merge.compare')}</h2>
      <dl className="mt-4">
        {([kept, merged] as const).map((record, index) => (
          <div key={record.id} className="border-b border-line py-3">
            <dt className="source">{t(index === 0 ? 'joining.merge.kept' : 'joining.merge.merged')}</dt>
            <dd>
              {t('joining.merge.facts', {
                name: record.name,
                country: labels.country(record.country),
                kind: kindLabel(record.tier),
                ties: record.ties,
                members: record.members,
              })}{' '}
              <a href={pathTo('authority', record)}>{record.key}</a>
            </dd>
          </div>
        ))}
      </dl>
      <Form intent="merge">
        <input type="hidden" name="kept" value={kept.key} />
        <input type="hidden" name="merged" value={merged.key} />
        <Submit>{t('joining.merge.submit', { merged: merged.name, kept: kept.name })}</Submit>
      </Form>
      <p className="mt-4">
        <a href={workspacePath('merges', locale)}>{t('joining.merge.other')}</a>
      </p>
    </section>
  )
}
