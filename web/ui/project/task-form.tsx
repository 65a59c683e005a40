import type { Task } from '../../../features/projects/tasks.server.ts'
import { SelectField, TextField } from '../form/fields.tsx'
import { Form, Submit } from '../form/form.tsx'
import { useSite } from '../site.ts'

type TaskFormProps = {
  bodies: readonly { key: string; name: string }[]
  colleagues: readonly { id: string; name: string }[]
  /** The step that is changed; a new one without it. */
  task?: Task
  kept: Readonly<Record<string, string | string[]>> | null
}

/** Says what is to do, by when, and who sees to it. */
export function TaskForm({ bodies, colleagues, task, kept }: TaskFormProps) {
  const { t } = useSite()
  const people = colleagues.map(({ id, name }) => ({ value: id, label: name }))
  const { personId, personName } = task ?? {}
  if (personId && !people.some(({ value }) => value === personId))
    people.push({ value: personId, label: personName ?? t('project.tasks.otherPerson') })
  return (
    <Form intent={task ? 'change' : 'add'} of={task ? { id: task.id } : {}} kept={kept}>
      <TextField name="title" label={t('project.tasks.title')} value={task?.title ?? ''} maxLength={200} />
      <SelectField
        name="kind"
        label={t('project.tasks.kindLabel')}
        options={(['milestone', 'task'] as const).map((value) => ({
          value,
          label: t(`project.tasks.kind.${value}`),
        }))}
        value={task?.kind ?? 'task'}
      />
      <TextField name="dueOn" type="date" label={t('project.tasks.dueOn')} value={task?.dueOn ?? ''} optional />
      <SelectField
        name="organisation"
        label={t('project.tasks.organisation')}
        empty={t('project.notSaid')}
        options={bodies.map(({ key, name }) => ({ value: key, label: name }))}
        value={task?.organisation?.key ?? ''}
        optional
      />
      {people.length > 0 ? (
        <SelectField
          name="personId"
          label={t('project.tasks.person')}
          help={t('project.tasks.personHelp')}
          empty={t('project.notSaid')}
          options={people}
          value={personId ?? ''}
          optional
        />
      ) : null}
      <Submit>{t(task ? 'project.tasks.save' : 'project.tasks.submit')}</Submit>
    </Form>
  )
}
