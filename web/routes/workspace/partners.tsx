import { requireRole } from '../../../features/accounts/permissions.server.ts'
import { getProfile } from '../../../features/organisations/profile.server.ts'
import { readPartnerMessage } from '../../../features/partnerships/partner-message.ts'
import { listReachablePartners, writeToPartners } from '../../../features/partnerships/write-partners.server.ts'
import { listPartnersHere } from '../../../features/projects/partners-here.server.ts'
import { usePageData } from '../../request.ts'
import { WorkTitle } from '../../ui/form/deed.tsx'
import { Done } from '../../ui/form/done.tsx'
import { TextArea, TextField } from '../../ui/form/fields.tsx'
import { Form, Submit } from '../../ui/form/form.tsx'
import { PartnersHere } from '../../ui/partnership/partners-here.tsx'
import { useSite } from '../../ui/site.ts'
import { workspaceAction, workspaceLoader } from '../../workspace/door.ts'
import { workspacePath } from '../../workspace/paths.ts'

/** All partners of an authority, what they do and pay here, and those a message reaches. */
export const loader = workspaceLoader('member', async ({ ctx, atWork }) => {
  const { organisation } = atWork
  const id = organisation.organisationId
  const profile = await getProfile(ctx, id)
  return {
    organisation,
    plan: { text: profile.developmentPlan, url: profile.developmentPlanUrl },
    partners: await listPartnersHere(ctx, id),
    reachable: await listReachablePartners(ctx, id),
    replyTo: profile.contactEmail ?? atWork.person.email,
  }
})

/** One message to all of them, each in a mail of its own. */
export const action = workspaceAction('member', {
  async write({ ctx, atWork }, form) {
    const { organisationId, key } = atWork.organisation
    await requireRole(ctx, organisationId, 'contributor')
    const typed = Object.fromEntries(form)
    const read = readPartnerMessage(typed)
    if ('problems' in read) return read
    await writeToPartners(ctx, organisationId, typed)
    return { to: workspacePath('partners', ctx.locale, { key }, { done: 'wrote' }) }
  },
})

/** Who does and pays what in our town, and the way to write to all of them. */
export default function Partners() {
  const { t, list } = useSite()
  const { organisation, plan, partners, reachable, replyTo, kept } = usePageData<typeof loader>()
  const reached = reachable.filter((one) => one.reachable)
  const not = reachable.filter((one) => !one.reachable)
  return (
    <div className="py-10">
      <WorkTitle>{t('tie.partners.title', { name: organisation.name, n: reachable.length })}</WorkTitle>
      <Done area="tie.done" />
      {plan.text ? (
        <p className="measure mt-4">
          {t('tie.partners.plan')} {plan.url ? <a href={plan.url}>{plan.text}</a> : plan.text}
        </p>
      ) : null}
      <PartnersHere partners={partners} organisationKey={organisation.key} />
      <section aria-labelledby="write" className="mt-12">
        <h2 id="write">{t('tie.partners.write')}</h2>
        {reached.length > 0 ? (
          <p className="measure mt-2">{t('tie.partners.reached', { names: list(reached.map(({ name }) => name)) })}</p>
        ) : null}
        {not.length > 0 ? (
          <p className="measure source mt-2">
            {t('tie.partners.notReached', { names: list(not.map(({ name }) => name)) })}
          </p>
        ) : null}
        {reached.length > 0 && organisation.role !== 'reader' ? (
          <Form intent="write" kept={kept} draft>
            <TextField name="subject" label={t('tie.partners.subject')} maxLength={120} />
            <TextArea
              name="message"
              label={t('tie.partners.message')}
              help={t('tie.partners.messageHelp')}
              rows={8}
              maxLength={4000}
            />
            <TextField
              name="replyTo"
              type="email"
              label={t('tie.partners.replyTo')}
              help={t('tie.partners.replyToHelp')}
              value={replyTo}
              maxLength={254}
              autoComplete="email"
            />
            <Submit>{t('tie.partners.send', { n: reached.length })}</Submit>
          </Form>
        ) : null}
        {reachable.length === 0 ? <p className="measure mt-2">{t('tie.partners.nobody')}</p> : null}
      </section>
    </div>
  )
}
