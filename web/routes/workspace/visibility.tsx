import { setOrganisationDiscreet } from '../../../features/organisations/discreet.server.ts'
import { findRegisterFacts } from '../../../features/organisations/register-facts.server.ts'
import { setMentionDiscreet, setTieDiscreet } from '../../../features/partnerships/discreet.server.ts'
import { listMentionVisibility, listTieVisibility } from '../../../features/partnerships/own-visibility.server.ts'
import { usePageData } from '../../request.ts'
import { Deed, WorkTitle } from '../../ui/form/deed.tsx'
import { Done } from '../../ui/form/done.tsx'
import { SharedRecords } from '../../ui/organisation/shared-records.tsx'
import { useSite } from '../../ui/site.ts'
import { workspaceAction, workspaceLoader } from '../../workspace/door.ts'
import { workspacePath } from '../../workspace/paths.ts'
import type { OrganisationPage } from '../../workspace/request.ts'

/** What of an organisation the public sees. */
export const loader = workspaceLoader('member', async ({ ctx, atWork }) => {
  const { organisation } = atWork
  const id = organisation.organisationId
  return {
    organisation,
    discreet: (await findRegisterFacts(ctx, id))?.discreet ?? false,
    ties: await listTieVisibility(ctx, id),
    mentions: await listMentionVisibility(ctx, id),
  }
})

const back = ({ ctx, atWork }: OrganisationPage, done: string) => ({
  to: workspacePath('visibility', ctx.locale, { key: atWork.organisation.key }, { done }),
})

async function setOrganisation(page: OrganisationPage, discreet: boolean) {
  await setOrganisationDiscreet(page.ctx, page.atWork.organisation.organisationId, discreet)
  return back(page, discreet ? 'hidden' : 'shown')
}

const shared = {
  tie: { set: setTieDiscreet, list: listTieVisibility },
  mention: { set: setMentionDiscreet, list: listMentionVisibility },
}

async function setShared(page: OrganisationPage, form: FormData, kind: keyof typeof shared, discreet: boolean) {
  const { organisationId } = page.atWork.organisation
  const recordId = String(form.get('id') ?? '')
  await shared[kind].set(page.ctx, { organisationId, recordId }, discreet)
  if (discreet) return back(page, 'hidden')
  const after = (await shared[kind].list(page.ctx, organisationId)).find((one) => one.id === recordId)
  return back(page, after?.hiddenByOthers ? 'stillHidden' : 'shown')
}

/** Discreet mode, of the organisation and of what it shares with others: one button each, at once. */
export const action = workspaceAction('member', {
  hideOrganisation: (page) => setOrganisation(page, true),
  liftOrganisation: (page) => setOrganisation(page, false),
  hideTie: (page, form) => setShared(page, form, 'tie', true),
  liftTie: (page, form) => setShared(page, form, 'tie', false),
  hideMention: (page, form) => setShared(page, form, 'mention', true),
  liftMention: (page, form) => setShared(page, form, 'mention', false),
})

/** What the public sees, and the buttons that change it. */
export default function Visibility() {
  const { t, locale } = useSite()
  const { organisation, discreet, ties, mentions } = usePageData<typeof loader>()
  const { name, key, role } = organisation
  const mayWrite = role !== 'reader'
  return (
    <div className="py-10">
      <WorkTitle>{t('profile.visibility.title', { name })}</WorkTitle>
      <Done area="profile.done" />
      {organisation.example ? <p className="notice">{t('profile.organisation.isExample')}</p> : null}
      <p className="measure mt-4">{t('profile.visibility.lead')}</p>
      <section aria-labelledby="whole" className="mt-8">
        <h2 id="whole">{t('profile.visibility.organisation')}</h2>
        <p className="source mt-1">{t('profile.visibility.organisationWhat')}</p>
        <p className="mt-2">
          <b>{t(discreet ? 'profile.visibility.byUs' : 'profile.visibility.isPublic')}</b>
        </p>
        {mayWrite ? (
          <div className="mt-3">
            <Deed
              intent={discreet ? 'liftOrganisation' : 'hideOrganisation'}
              label={t(discreet ? 'profile.visibility.liftOrganisation' : 'profile.visibility.hideOrganisation', {
                name,
              })}
            />
          </div>
        ) : null}
      </section>
      <SharedRecords kind="Tie" title={t('profile.visibility.ties')} records={ties} mayWrite={mayWrite} />
      <SharedRecords kind="Mention" title={t('profile.visibility.mentions')} records={mentions} mayWrite={mayWrite} />
      <p className="mt-10">
        {t('profile.visibility.people')}{' '}
        <a href={workspacePath('officials', locale, { key })}>{t('profile.visibility.peopleLink')}</a>
      </p>
    </div>
  )
}
