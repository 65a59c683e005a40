import { listEnvironment, listSettings, saveSettings } from '../../../features/accounts/settings.server.ts'
import {
  electionMonthsOf,
  findSettingProblem,
  missingInLegal,
  type PublicSettings,
  type SettingName,
  settingNames,
  settingRules,
  tidySetting,
} from '../../../platform/settings.ts'
import { usePageData } from '../../request.ts'
import { WorkTitle } from '../../ui/form/deed.tsx'
import { Done } from '../../ui/form/done.tsx'
import { TextArea, TextField } from '../../ui/form/fields.tsx'
import { Form, Submit } from '../../ui/form/form.tsx'
import { EnvironmentTable } from '../../ui/instance/environment-table.tsx'
import { Rich } from '../../ui/rich.tsx'
import { useSite } from '../../ui/site.ts'
import { workspaceAction, workspaceLoader } from '../../workspace/door.ts'
import { workspacePath } from '../../workspace/paths.ts'

/** What the instance says of itself, and how the program understood its environment. */
export const loader = workspaceLoader('signedIn', async ({ ctx }) => ({
  settings: await listSettings(ctx),
  environment: await listEnvironment(ctx, process.env),
}))

/** Keeps what is said of the instance; everything there is to mend is told at once. */
export const action = workspaceAction('signedIn', {
  async save({ ctx }, form) {
    const given = settingNames.filter((name) => form.has(name)).map((name) => [name, String(form.get(name))] as const)
    const problems = given.flatMap(([field, text]) => {
      const problem = findSettingProblem(field, tidySetting(field, text))
      return problem ? [{ ...problem, field }] : []
    })
    if (problems.length > 0) {
      await listSettings(ctx)
      return { problems }
    }
    await saveSettings(ctx, Object.fromEntries(given))
    return { to: workspacePath('settings', ctx.locale, {}, { done: 'saved' }) }
  },
})

const ofSite = ['instanceName', 'welcomeFr', 'welcomeEn', 'contact'] as const
const ofWork = ['electionMonths'] as const
const elsewhere: ReadonlySet<string> = new Set([...ofSite, ...ofWork])

/** The settings of the instance: what it says of itself, then what its environment says. */
export default function Settings() {
  const { t, pathTo } = useSite()
  const { settings, environment, kept } = usePageData<typeof loader>()
  return (
    <div className="py-10">
      <WorkTitle>{t('instance.settings.title')}</WorkTitle>
      <Done area="instance.settings.done" />
      <p className="measure mt-4">{t('instance.settings.lead')}</p>
      <Form intent="save" kept={kept}>
        <h2 className="mt-10">{t('instance.settings.site')}</h2>
        <Fields names={ofSite} settings={settings} />
        <h2 className="mt-10">{t('instance.settings.publisher')}</h2>
        <p className="mt-2">
          <Rich text={t('instance.settings.publisherLead')} links={{ legal: pathTo('legal') }} />
        </p>
        <Missing settings={settings} />
        <Fields names={settingNames.filter((name) => !elsewhere.has(name))} settings={settings} />
        <h2 className="mt-10">{t('instance.settings.work')}</h2>
        <Fields names={ofWork} settings={{ ...settings, electionMonths: String(electionMonthsOf(settings)) }} />
        <Submit>{t('instance.settings.save')}</Submit>
      </Form>
      <section aria-labelledby="environment" className="mt-12">
        <h2 id="environment">{t('instance.settings.environment')}</h2>
        <p className="measure mt-2">{t('instance.settings.environmentLead')}</p>
        <EnvironmentTable settings={environment} />
      </section>
    </div>
  )
}

function Fields({ names, settings }: { names: readonly SettingName[]; settings: PublicSettings }) {
  const { t } = useSite()
  return names.map((name) => {
    const { kind, most } = settingRules[name]
    const field = {
      name,
      label: t(`instance.settings.labels.${name}`),
      help: t(`instance.settings.helps.${name}`),
      value: settings[name] ?? '',
      maxLength: most,
      optional: true,
    }
    const type = ({ line: 'text', mail: 'email', phone: 'tel', number: 'text' } as const)[
      kind === 'lines' ? 'line' : kind
    ]
    return kind === 'lines' ? (
      <TextArea key={name} rows={3} {...field} />
    ) : (
      <TextField key={name} type={type} {...(kind === 'number' ? { inputMode: 'numeric' as const } : {})} {...field} />
    )
  })
}

function Missing({ settings }: { settings: PublicSettings }) {
  const { t, list } = useSite()
  const missing = missingInLegal(settings)
  if (missing.length === 0) return <p className="notice">{t('instance.settings.complete')}</p>
  const names = missing.map((name) =>
    name === 'reach' ? t('instance.settings.reach') : t(`instance.settings.labels.${name}`).toLocaleLowerCase(),
  )
  return <p className="notice">{t('instance.settings.missing', { names: list(names) })}</p>
}
