import type { MergeRow } from '../../../features/organisations/split.server.ts'
import { useFormState } from '../../workspace/form-state.ts'
import { Submit } from '../form/form.tsx'
import { useSite } from '../site.ts'

/** The merges made, each with the button that undoes it. */
export function MergeList({ merges }: { merges: readonly MergeRow[] }) {
  const { t, day } = useSite()
  const problem = useFormState('split')?.problems[0]
  const key = `errors.${problem?.reason}`
  return (
    <section aria-labelledby="merges" className="mt-12">
      <h2 id="merges">{t('joining.merge.listTitle')}</h2>
      {problem && t.has(key) ? (
        <p className="problems mt-4" role="alert">
          {t(key)}
        </p>
      ) : null}
      {merges.length === 0 ? <p className="mt-2">{t('joining.merge.none')}</p> : null}
      <ul className="mt-2">
        {merges.map((merge) => {
          const names = { merged: merge.merged.name, kept: merge.kept.name }
          return (
            <li key={merge.id} className="row-actions border-b border-line py-2">
              <span className="grow">
                {t('joining.merge.row', names)}
                <span className="source block">
                  {merge.merged.key} → {merge.kept.key},{' '}
                  {t('joining.merge.by', { day: day(merge.mergedAt), name: merge.by || 'unknown' })}
                  {merge.splitAt ? `, ${t('joining.merge.splitOn', { day: day(merge.splitAt) })}` : null}
                </span>
              </span>
              {merge.splitAt ? null : (
                <form method="post">
                  <input type="hidden" name="intent" value="split" />
                  <input type="hidden" name="merge" value={merge.id} />
                  <Submit quiet>
                    {t('joining.merge.split')}
                    <span className="sr-only"> {t('joining.merge.splitOf', names)}</span>
                  </Submit>
                </form>
              )}
            </li>
          )
        })}
      </ul>
    </section>
  )
}
