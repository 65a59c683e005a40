import type { Ticked } from '../../../features/budgets/take-found.server.ts'
import { useSite } from '../site.ts'
import { FindField } from './find-field.tsx'

type SearchProps = {
  q: string
  /** Ticked before, and not among the lines that are shown. */
  aside: readonly (Ticked & { name: string })[]
}

/** Looks for other lines without losing what is ticked: it is sent along, and stands here where it is not in the list. */
export function SearchKept({ q, aside }: SearchProps) {
  const { t } = useSite()
  return (
    <>
      <div className="project-filters">
        <FindField q={q} />
        <button type="submit" name="decision" value="show:1" className="button quiet">
          {t('budgetLines.find.showKept')}
        </button>
      </div>
      <p id="find-q-help" className="source measure">
        {t('budgetLines.find.qHelp')} {t('budgetLines.find.keptHelp')}
      </p>
      {aside.length > 0 ? (
        <details className="mt-3">
          <summary className="tap">{t('budgetLines.find.aside', { n: aside.length })}</summary>
          <ul className="mt-2">
            {aside.map(({ id, part, home, name }) => (
              <li key={id}>
                <label className="form-option">
                  <input type="checkbox" name="item" value={id} defaultChecked />
                  <span>{name}</span>
                </label>
                <input type="hidden" name={`part.${id}`} value={part} />
                <input type="hidden" name={`home.${id}`} value={home} />
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </>
  )
}

/** The way to the page before and the page after, with what is ticked. */
export function KeptPages({ page, total, size }: { page: number; total: number; size: number }) {
  const { t } = useSite()
  const last = Math.max(1, Math.ceil(total / size))
  if (last === 1) return null
  const to = (number: number, label: string) => (
    <button type="submit" name="decision" value={`show:${number}`} className="button quiet">
      {label}
    </button>
  )
  return (
    <nav aria-label={t('admin.list.pages')} className="row-actions mt-4">
      {page > 1 ? to(page - 1, t('admin.list.before')) : null}
      <span>{t('admin.list.page', { page, last })}</span>
      {page < last ? to(page + 1, t('admin.list.after')) : null}
    </nav>
  )
}
