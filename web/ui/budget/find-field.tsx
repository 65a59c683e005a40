import { useSite } from '../site.ts'

/** What is looked for among the lines of an account; the page says below it how (`find-q-help`). */
export function FindField({ q }: { q: string }) {
  const { t } = useSite()
  return (
    <div className="form-field">
      <label htmlFor="find-q">{t('budgetLines.find.q')}</label>
      <input
        id="find-q"
        name="q"
        type="search"
        className="field"
        defaultValue={q}
        maxLength={200}
        aria-describedby="find-q-help"
      />
    </div>
  )
}
