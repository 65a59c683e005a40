import { requireRole } from '../../../features/accounts/permissions.server.ts'
import { getProfile, saveProfile, setLogo, setProfilePublic } from '../../../features/organisations/profile.server.ts'
import { readProfile } from '../../../features/organisations/profile.ts'
import { findRegisterFacts } from '../../../features/organisations/register-facts.server.ts'
import { AppError } from '../../../platform/errors.ts'
import { fileOf, storeFile } from '../../../platform/files/store.server.ts'
import { usePageData } from '../../request.ts'
import { Deed, WorkTitle } from '../../ui/form/deed.tsx'
import { Done } from '../../ui/form/done.tsx'
import { FileField } from '../../ui/form/fields.tsx'
import { Form, Submit } from '../../ui/form/form.tsx'
import { ProfileFields } from '../../ui/organisation/profile-fields.tsx'
import { RegisterFacts } from '../../ui/organisation/register-facts.tsx'
import { useSite } from '../../ui/site.ts'
import { workspaceAction, workspaceLoader } from '../../workspace/door.ts'
import { workspacePath } from '../../workspace/paths.ts'
import type { OrganisationPage } from '../../workspace/request.ts'

/** The sheet of an organisation, and what the register says beside it. */
export const loader = workspaceLoader('member', async ({ ctx, atWork }) => {
  const { organisation } = atWork
  const register = await findRegisterFacts(ctx, organisation.organisationId)
  if (!register) throw new AppError('not_found', 'organisation_not_yours')
  return { organisation, register, profile: await getProfile(ctx, organisation.organisationId) }
})

const mostLogoBytes = 1_000_000

const done = ({ ctx, atWork }: OrganisationPage, word: string) => ({
  to: workspacePath('profile', ctx.locale, { key: atWork.organisation.key }, { done: word }),
})

const several = new Set(['languages', 'priorities', 'competences'])

function typedOf(form: FormData): Record<string, unknown> {
  return Object.fromEntries(
    [...new Set(form.keys())].map((name) => [name, several.has(name) ? form.getAll(name) : form.get(name)]),
  )
}

/** Writes the sheet, shows it or takes it off, changes its logo. */
export const action = workspaceAction('member', {
  async save(page, form) {
    const { ctx, atWork } = page
    await requireRole(ctx, atWork.organisation.organisationId, 'contributor')
    const read = readProfile(typedOf(form), ctx.now)
    if ('problems' in read) return read
    await saveProfile(ctx, atWork.organisation.organisationId, read.facts)
    return done(page, 'saved')
  },
  async publish(page) {
    await setProfilePublic(page.ctx, page.atWork.organisation.organisationId, true)
    return done(page, 'published')
  },
  async unpublish(page) {
    await setProfilePublic(page.ctx, page.atWork.organisation.organisationId, false)
    return done(page, 'unpublished')
  },
  async logo(page, form) {
    const { ctx, atWork, workspace } = page
    const { organisationId } = atWork.organisation
    await requireRole(ctx, organisationId, 'contributor')
    const file = fileOf(form, 'logo')
    if (!file) return { problems: [{ reason: 'logo_missing', field: 'logo' }] }
    const accept = ['image/png', 'image/jpeg', 'image/webp'] as const
    const { id } = await storeFile(ctx, workspace.filesFolder, file, {
      organisationId,
      accept,
      mostBytes: mostLogoBytes,
    })
    await setLogo(ctx, organisationId, id)
    return done(page, 'logo')
  },
  async removeLogo(page) {
    await setLogo(page.ctx, page.atWork.organisation.organisationId, null)
    return done(page, 'saved')
  },
})

/** What an organisation says of itself: what the register says first, then its own words, then who sees them. */
export default function Profile() {
  const { t, locale } = useSite()
  const { organisation, register, profile, kept } = usePageData<typeof loader>()
  const { key, name, role } = organisation
  const mayWrite = role !== 'reader'
  const lead = mayWrite ? (profile.publicSince ? 'leadPublic' : 'lead') : 'reader'
  return (
    <div className="py-10">
      <WorkTitle>{t('profile.edit.title', { name })}</WorkTitle>
      <Done area="profile.done" />
      <p className="measure mt-4">{t(`profile.edit.${lead}`)}</p>
      <RegisterFacts register={register} />
      <section aria-labelledby="own" className="mt-10">
        <h2 id="own">{t('profile.edit.form')}</h2>
        <Form intent="save" kept={kept} draft={mayWrite}>
          <fieldset className="contents" disabled={!mayWrite}>
            <ProfileFields profile={profile} />
          </fieldset>
          {mayWrite ? <Submit>{t('profile.edit.save')}</Submit> : null}
        </Form>
      </section>
      <section aria-labelledby="logo" className="mt-12">
        <h2 id="logo">{t('profile.edit.logo')}</h2>
        {profile.logoFileId ? (
          <img
            src={workspacePath('file', locale, { id: profile.logoFileId })}
            alt={t('profile.edit.logoAlt', { name })}
            className="mt-3 max-h-24 max-w-48"
          />
        ) : null}
        {mayWrite ? (
          <>
            <Form intent="logo" files>
              <FileField
                name="logo"
                label={t('profile.edit.logo')}
                help={t('profile.edit.logoHelp')}
                accept="image/png,image/jpeg,image/webp"
              />
              <Submit quiet>{t('profile.edit.logoSave')}</Submit>
            </Form>
            {profile.logoFileId ? <Deed intent="removeLogo" label={t('profile.edit.logoRemove')} /> : null}
          </>
        ) : null}
      </section>
      {mayWrite ? (
        <section aria-labelledby="publish" className="mt-12">
          <h2 id="publish">{t('profile.edit.publish')}</h2>
          <p className="measure mt-2">{t('profile.edit.publishLead')}</p>
          <Form intent={profile.publicSince ? 'unpublish' : 'publish'}>
            <Submit quiet={profile.publicSince !== null}>
              {t(profile.publicSince ? 'profile.edit.unpublish' : 'profile.edit.publishNow')}
            </Submit>
          </Form>
          <p className="mt-4">
            <a href={workspacePath('officials', locale, { key })} className="tap">
              {t('profile.visibility.peopleLink')}
            </a>
          </p>
        </section>
      ) : null}
    </div>
  )
}
