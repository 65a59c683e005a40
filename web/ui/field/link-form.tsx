import type { LinkChoices } from '../../../features/missions/own-record.server.ts'
import type { Links } from '../../../features/missions/rules.ts'
import { SelectField } from '../form/fields.tsx'
import { Form, Submit } from '../form/form.tsx'
import { useSite } from '../site.ts'

type FieldsProps = { links: Links; choices: LinkChoices; withProject?: boolean }

/** Of which tie and project a mission or a position is: nothing where its body has none. */
export function LinkFields({ links, choices, withProject = false }: FieldsProps) {
  const { t, list } = useSite()
  const { ties, projects } = choices
  return (
    <>
      {ties.length > 0 ? (
        <SelectField
          name="tie"
          label={t('mission.tie')}
          empty={t('mission.noTie')}
          options={ties.map(({ id, names, ended }) => ({
            value: id,
            label: ended ? t('mission.endedTie', { names: list(names) }) : list(names),
          }))}
          value={links.partnershipId}
          optional
        />
      ) : null}
      {withProject && projects.length > 0 ? (
        <SelectField
          name="project"
          label={t('mission.project')}
          help={t('mission.projectHelp')}
          empty={t('mission.noProject')}
          options={projects.map(({ id, title }) => ({ value: id, label: title }))}
          value={links.projectId}
          optional
        />
      ) : null}
    </>
  )
}

/** Changes it afterwards. */
export function LinkForm(props: FieldsProps) {
  const { t } = useSite()
  const { ties, projects } = props.choices
  if (ties.length === 0 && (!props.withProject || projects.length === 0)) return null
  return (
    <section aria-labelledby="links" className="mt-10">
      <h2 id="links">{t('mission.links')}</h2>
      <Form intent="link">
        <LinkFields {...props} />
        <Submit quiet>{t('mission.saveLinks')}</Submit>
      </Form>
    </section>
  )
}
