import { type AtlasFilters, formatFilters } from '../../features/atlas/filters.ts'
import type { PageId } from '../paths.ts'
import { useSite } from './site.ts'

type SearchFormProps = {
  value?: string
  label?: string
  /** Filters that stay on when other words are looked for. */
  keep?: AtlasFilters
  /** The list that is searched. */
  page?: Extract<PageId, 'search' | 'ties'>
}

/** The search field: a town, a code, a country. */
export function SearchForm({ value = '', label, keep, page = 'search' }: SearchFormProps) {
  const { t, pathTo } = useSite()
  return (
    <search>
      <form action={pathTo(page)} method="get">
        <label htmlFor="q" className="block font-[650]">
          {label ?? t('site.search.label')}
        </label>
        <p id="q-help" className="source mt-0.5">
          {t('site.search.help')}
        </p>
        <div className="mt-2 flex flex-col gap-2 sm:flex-row">
          <input
            id="q"
            name="q"
            type="search"
            className="field sm:max-w-md"
            defaultValue={value}
            maxLength={120}
            autoComplete="off"
            spellCheck={false}
            aria-describedby="q-help"
          />
          <button type="submit" className="button">
            {t('site.search.submit')}
          </button>
        </div>
        {keep
          ? [...formatFilters(keep)].map(([name, kept]) => (
              <input key={`${name}-${kept}`} type="hidden" name={name} value={kept} />
            ))
          : null}
      </form>
    </search>
  )
}
