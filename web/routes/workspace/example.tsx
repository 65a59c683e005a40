import { hasDemonstration, listExamplePeople } from '../../../features/demonstration/demonstration.server.ts'
import { AppError } from '../../../platform/errors.ts'
import { usePageData } from '../../request.ts'
import { Form, Submit } from '../../ui/form/form.tsx'
import { useSite } from '../../ui/site.ts'
import { workspaceAction, workspaceLoader } from '../../workspace/door.ts'
import { workspacePath } from '../../workspace/paths.ts'

/** The people of the demonstration, where this instance shows one. */
export const loader = workspaceLoader('anybody', async ({ ctx }) => ({ people: await listExamplePeople(ctx) }))

/** Goes in as somebody who does not exist. */
export const action = workspaceAction('anybody', {
  async enterAs({ ctx, workspace }, form) {
    if (!(await hasDemonstration(ctx))) throw new AppError('not_found', 'no_demonstration')
    const person = (await listExamplePeople(ctx)).find(({ id }) => id === form.get('person'))
    if (!person) return { problems: [{ reason: 'person_not_found' }] }
    return {
      to: workspacePath('workspace', ctx.locale),
      cookies: await workspace.examples.enterAs(person.email),
    }
  },
})

/** Whom one may try the workspace as. */
export default function Example() {
  const { t } = useSite()
  const { people } = usePageData<typeof loader>()
  const organisations = [...new Set(people.map(({ organisation }) => organisation))]
  return (
    <div className="py-10">
      <title>{`${t('admin.example.title')} · ${t('site.name')}`}</title>
      <p className="example-mark">{t('admin.example.mark')}</p>
      <h1>{t('admin.example.title')}</h1>
      <p className="measure mt-4">{t('admin.example.lead')}</p>
      {organisations.map((organisation) => (
        <section key={organisation} className="mt-10">
          <h2>{organisation}</h2>
          <ul className="mt-2">
            {people
              .filter((person) => person.organisation === organisation)
              .map((person) => (
                <li key={person.id} className="row-actions border-b border-line py-2">
                  <span className="grow">
                    <strong>{person.name}</strong>, {person.functionTitle}{' '}
                    <span className="source">({t(`admin.roles.${person.role}`)})</span>
                  </span>
                  <Form intent="enterAs" className="">
                    <input type="hidden" name="person" value={person.id} />
                    <Submit quiet>{t('admin.example.enter', { name: person.name })}</Submit>
                  </Form>
                </li>
              ))}
          </ul>
        </section>
      ))}
    </div>
  )
}
