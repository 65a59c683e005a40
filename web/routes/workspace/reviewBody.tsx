import { getBodyToReview, reviewBody } from '../../../features/organisations/review-bodies.server.ts'
import { usePageData } from '../../request.ts'
import { Form } from '../../ui/form/form.tsx'
import { Answer } from '../../ui/joining/claim-facts.tsx'
import { useKindLabel } from '../../ui/joining/kind-label.ts'
import { useLabels, useSite } from '../../ui/site.ts'
import { workspaceAction, workspaceLoader } from '../../workspace/door.ts'
import { workspacePath } from '../../workspace/paths.ts'
import { asTrusted } from '../../workspace/trusted.ts'

/** One new body. */
export const loader = workspaceLoader('signedIn', (page) =>
  asTrusted(page, async (ctx) => ({ body: await getBodyToReview(ctx, page.params.id ?? '') })),
)

/** Keeps it, or turns it down with a word. */
export const action = workspaceAction('signedIn', {
  async decide(page, form) {
    const { baseUrl } = page.page.instance
    await asTrusted(page, (ctx) =>
      reviewBody(ctx, {
        organisationId: page.params.id ?? '',
        accept: form.get('answer') === 'accept',
        word: String(form.get('word') ?? ''),
        linkTo: (locale) => baseUrl + workspacePath('workspace', locale),
      }),
    )
    return { to: workspacePath('claims', page.ctx.locale, {}, { done: 'reviewed' }) }
  },
})

/** A body somebody created, what looks like it, and two answers. */
export default function ReviewBody() {
  const { t, locale, day, pathTo } = useSite()
  const labels = useLabels()
  const kindLabel = useKindLabel()
  const { body, kept } = usePageData<typeof loader>()
  return (
    <div className="py-10">
      <title>{`${body.name} · ${t('joining.decide.title')} · ${t('site.name')}`}</title>
      <p className="source mb-2">
        <a href={workspacePath('claims', locale)}>{t('joining.decide.title')}</a>
      </p>
      <h1>{body.name}</h1>
      <p className="mt-2 first-letter:uppercase">
        {t('joining.decide.body', { kind: kindLabel(body.tier), country: labels.country(body.country) })}
        {body.place ? `, ${t('joining.decide.place', { place: body.place })}` : null}
      </p>
      <p className="source first-letter:uppercase">
        {t('joining.decide.by', { name: body.creator || t('members.noName'), day: day(body.createdAt) })}
      </p>
      {body.website ? (
        <p className="mt-2">
          <a href={body.website} rel="nofollow noreferrer">
            {body.website}
          </a>
        </p>
      ) : null}
      {body.disputed ? <p className="problems mt-4">{t('joining.decide.disputed')}</p> : null}
      {body.lookAlikes.length > 0 ? (
        <>
          <p className="mt-4 font-[650]">{t('joining.decide.alike')}</p>
          <ul>
            {body.lookAlikes.map((other) => (
              <li key={other.key}>
                <a href={pathTo('authority', other)}>{other.name}</a> ({kindLabel(other.tier)}, {other.key})
              </li>
            ))}
          </ul>
        </>
      ) : null}
      <Form intent="decide" kept={kept}>
        <Answer accept={t('joining.decide.acceptBody')} refuse={t('joining.decide.refuseBody')} />
      </Form>
    </div>
  )
}
