import { type ImportRow, listImportRows, listImports } from '../../../features/accounts/administration.server.ts'
import { isId } from '../../../platform/ids.ts'
import { usePageData } from '../../request.ts'
import { Pages } from '../../ui/form/pages.tsx'
import { useSite } from '../../ui/site.ts'
import { workspaceLoader } from '../../workspace/door.ts'
import { workspacePath } from '../../workspace/paths.ts'

/** The imports, and the rows of one of them a human has to look at. */
export const loader = workspaceLoader('signedIn', async ({ ctx, url }) => {
  const page = Math.max(1, Math.floor(Number(url.searchParams.get('page'))) || 1)
  const id = url.searchParams.get('run')
  const runs = await listImports(ctx)
  const run = id && isId(id) ? (runs.find((one) => one.id === id) ?? null) : null
  return { runs, run, page, found: run ? await listImportRows(ctx, run.id, page) : null }
})

/** What came in by import, and what a human still has to look at, line by line. */
export default function Imports() {
  const { t, locale, day, number } = useSite()
  const { runs, run, found, page } = usePageData<typeof loader>()
  const reason = (row: ImportRow) => {
    const key = `import.reason.${row.reason}`
    return t.has(key) ? t(key, row.detail) : row.reason
  }
  return (
    <div className="py-10">
      <title>{`${t('admin.imports.title')} · ${t('site.name')}`}</title>
      <h1>{t('admin.imports.title')}</h1>
      <p className="measure mt-4">{t('admin.imports.lead')}</p>
      <ul className="mt-6">
        {runs.map((one) => (
          <li key={one.id} className="border-b border-line py-3">
            <a href={workspacePath('imports', locale, {}, { run: one.id })}>{one.fileName ?? one.source ?? one.kind}</a>
            <p className="source">
              {day(one.startedAt)} · {t('admin.imports.toLookAt', { count: one.toLookAt, shown: number(one.toLookAt) })}
            </p>
          </li>
        ))}
      </ul>
      {run && found ? (
        <section aria-labelledby="rows" className="mt-10">
          <h2 id="rows">{run.fileName ?? run.source ?? run.kind}</h2>
          <ul>
            {found.rows.map((row) => (
              <li key={row.line} className="border-b border-line py-2">
                {t('admin.imports.line', { line: row.line })} · {t(`import.outcome.${row.outcome}`)} · {reason(row)}
                <p className="source break-words">{JSON.stringify(row.raw)}</p>
              </li>
            ))}
          </ul>
          <Pages page={page} total={found.total} size={50} query={{ run: run.id }} />
        </section>
      ) : null}
    </div>
  )
}
