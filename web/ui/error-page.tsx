import { isRouteErrorResponse, useRouteError } from 'react-router'
import type { PageFailure } from '../request.ts'
import { SearchForm } from './search-form.tsx'
import { useInstance, useSite } from './site.ts'

function isFailure(value: unknown): value is PageFailure {
  return typeof value === 'object' && value !== null && 'reason' in value
}

/** Says what happened and what to try: a page that is not there, a question not understood, a fault of ours. */
export function ErrorPage() {
  const { t } = useSite()
  const error = useRouteError()
  const contact = useInstance()?.contact
  const status = isRouteErrorResponse(error) ? error.status : 500
  const kind = status === 404 ? 'notFound' : status < 500 ? 'refused' : 'failed'
  const failure = isRouteErrorResponse(error) && isFailure(error.data) ? error.data : null
  const key = `errors.${failure?.reason}`
  return (
    <div className="measure py-12 md:py-20">
      <title>{`${t(`site.error.${kind}.title`)} · ${t('site.name')}`}</title>
      <meta name="robots" content="noindex" />
      <p className="source">{t('site.error.status', { status })}</p>
      <h1 className="mt-2">{t(`site.error.${kind}.title`)}</h1>
      <p className="mt-6">{failure && t.has(key) ? t(key, failure.values) : t(`site.error.${kind}.what`)}</p>
      <p className="mt-3">{t(`site.error.${kind}.next`)}</p>
      <div className="mt-8">
        <SearchForm />
      </div>
      {contact && kind === 'failed' ? (
        <p className="mt-6">
          <a href={`mailto:${contact}`}>{t('site.error.write', { contact })}</a>
        </p>
      ) : null}
    </div>
  )
}
