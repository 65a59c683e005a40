import type { PageId } from '../paths.ts'
import { Rich } from './rich.tsx'
import { useInstance, useSite } from './site.ts'

const columns = [
  ['search', 'map', 'ties', 'countries'],
  ['methods', 'data', 'api'],
  ['about', 'accessibility', 'legal', 'privacy'],
] as const satisfies PageId[][]

/** The foot of every page: where the data comes from, when it changed, the remaining ways in. */
export function Footer() {
  const { t, pathTo, day } = useSite()
  const instance = useInstance()
  return (
    <footer className="mt-auto pt-20">
      <div className="selvedge" />
      <div className="bg-deep">
        <div className="wrap grid gap-x-12 gap-y-8 py-10 md:grid-cols-[minmax(0,5fr)_minmax(0,7fr)]">
          <div className="small measure">
            <p className="font-serif text-[1.375rem] leading-tight">{t('site.footer.promise')}</p>
            <p className="mt-4">
              <Rich text={t('site.footer.sources')} links={{ data: pathTo('data') }} />
            </p>
            {instance ? (
              <p className="mt-2 text-slate">{t('site.footer.changed', { day: day(instance.dataChangedAt) })}</p>
            ) : null}
          </div>
          <nav aria-label={t('site.footer.pages')} className="no-print grid gap-x-6 gap-y-6 sm:grid-cols-3">
            {columns.map((column) => (
              <ul key={column[0]}>
                {column.map((id) => (
                  <li key={id}>
                    <a href={pathTo(id)} className="tap text-base text-ink">
                      {t(`site.footer.${id}`)}
                    </a>
                  </li>
                ))}
              </ul>
            ))}
          </nav>
        </div>
      </div>
    </footer>
  )
}
