import { listPeople, setAdministrator } from '../../../features/accounts/administration.server.ts'
import { usePageData } from '../../request.ts'
import { Done } from '../../ui/form/done.tsx'
import { Form, Submit } from '../../ui/form/form.tsx'
import { Pages } from '../../ui/form/pages.tsx'
import { useSite } from '../../ui/site.ts'
import { workspaceAction, workspaceLoader } from '../../workspace/door.ts'
import { workspacePath } from '../../workspace/paths.ts'
import type { MemberPage } from '../../workspace/request.ts'

/** People by name or address. */
export const loader = workspaceLoader('signedIn', async ({ ctx, url, atWork }) => {
  const q = url.searchParams.get('q')?.slice(0, 120) ?? ''
  const page = Math.max(1, Math.floor(Number(url.searchParams.get('page'))) || 1)
  return { ...(await listPeople(ctx, { q, page })), q, page, self: atWork.person.id }
})

async function change({ ctx }: MemberPage, form: FormData, administrator: boolean) {
  await setAdministrator(ctx, String(form.get('person') ?? ''), administrator)
  return { to: workspacePath('people', ctx.locale, {}, { done: administrator ? 'raised' : 'lowered' }) }
}

/** Makes somebody administrator, or no longer one. */
export const action = workspaceAction('signedIn', {
  raise: (page, form) => change(page, form, true),
  lower: (page, form) => change(page, form, false),
})

/** Who has an account here, and for whom they act. */
export default function People() {
  const { t, day } = useSite()
  const { rows, total, q, page, self } = usePageData<typeof loader>()
  return (
    <div className="py-10">
      <title>{`${t('admin.people.title')} · ${t('site.name')}`}</title>
      <h1>{t('admin.people.title')}</h1>
      <Done area="admin.done" />
      <form method="get" className="form mt-6">
        <label htmlFor="q" className="block font-[650]">
          {t('admin.people.search')}
        </label>
        <div className="row-actions mt-2">
          <input id="q" name="q" type="search" className="field" defaultValue={q} maxLength={120} />
          <button type="submit" className="button">
            {t('admin.people.find')}
          </button>
        </div>
      </form>
      <p className="mt-6">{t('admin.people.found', { count: total })}</p>
      <ul>
        {rows.map((person) => (
          <li key={person.id} className="border-b border-line py-3">
            <p>
              <strong>{person.name || t('admin.people.noName')}</strong> {person.email}
              {person.administrator ? ` · ${t('admin.people.administrator')}` : ''}
              {person.example ? ` · ${t('admin.example.mark')}` : ''}
              {person.erasedAt ? ` · ${t('admin.people.erased', { day: day(person.erasedAt) })}` : ''}
            </p>
            <p className="source">
              {person.lastSeenAt
                ? t('admin.people.seen', { day: day(person.lastSeenAt) })
                : t('admin.people.neverSeen')}
              {person.seats.map((seat) => ` · ${seat.name} (${t(`admin.roles.${seat.role}`)})`).join('')}
            </p>
            {person.example || person.erasedAt || person.id === self ? null : (
              <Form intent={person.administrator ? 'lower' : 'raise'} className="row-actions mt-1">
                <input type="hidden" name="person" value={person.id} />
                <Submit quiet>{t(`admin.people.${person.administrator ? 'lower' : 'raise'}`)}</Submit>
              </Form>
            )}
          </li>
        ))}
      </ul>
      <Pages page={page} total={total} size={50} query={q ? { q } : {}} />
    </div>
  )
}
