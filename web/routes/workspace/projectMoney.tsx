import {
  addMoney,
  changeMoney,
  listMoney,
  type MoneyInput,
  removeMoney,
} from '../../../features/projects/money.server.ts'
import { listParticipants } from '../../../features/projects/participants.server.ts'
import { usePageData } from '../../request.ts'
import { Deed } from '../../ui/form/deed.tsx'
import { EditLink, EditOrAdd } from '../../ui/project/edit-or-add.tsx'
import { MoneyForm } from '../../ui/project/money-form.tsx'
import { MoneyTable } from '../../ui/project/money-table.tsx'
import { ProjectHead } from '../../ui/project/project-head.tsx'
import { useSite } from '../../ui/site.ts'
import { workspaceAction, workspaceLoader } from '../../workspace/door.ts'
import { atField, loadProjectTop, projectIn, toProject, typedText } from '../../workspace/project-page.ts'

/** Who pays what, and the bodies that may. */
export const loader = workspaceLoader('party', async (page) => ({
  top: await loadProjectTop(page),
  edit: page.url.searchParams.get('edit'),
  lines: await listMoney(page.ctx, projectIn(page)),
  bodies: (await listParticipants(page.ctx, projectIn(page))).flatMap(({ key, name }) => (key ? [{ key, name }] : [])),
  year: page.ctx.now.getUTCFullYear(),
}))

const fieldOf = {
  project_body_unknown: 'funder',
  project_funder_missing: 'funderName',
  project_year_wrong: 'year',
  project_currency_wrong: 'currency',
  project_amount_wrong: 'planned',
  project_amount_missing: 'planned',
}

function typedIn(form: FormData): MoneyInput {
  const text = (name: string) => typedText(form, name)
  const who = { funder: text('funder'), funderName: text('funderName'), source: text('source') }
  const what = { nature: text('nature'), year: text('year'), planned: text('planned'), spent: text('spent') }
  return { ...who, ...what, currency: text('currency') || 'EUR', note: text('note') }
}

/** Enters an amount, changes one, or takes one out. */
export const action = workspaceAction('party', {
  add: (page, form) =>
    atField(fieldOf, async () => {
      await addMoney(page.ctx, projectIn(page), typedIn(form))
      return toProject(page, 'projectMoney', 'moneyAdded')
    }),
  change: (page, form) =>
    atField(fieldOf, async () => {
      await changeMoney(page.ctx, projectIn(page), typedText(form, 'id'), typedIn(form))
      return toProject(page, 'projectMoney', 'moneyChanged')
    }),
  async remove(page, form) {
    await removeMoney(page.ctx, projectIn(page), typedText(form, 'id'))
    return toProject(page, 'projectMoney', 'moneyRemoved')
  },
})

/** What is planned and what is spent, by funder and year. */
export default function ProjectMoney() {
  const { t } = useSite()
  const { top, edit, lines, bodies, year, kept } = usePageData<typeof loader>()
  const of = ({ funder, year }: { funder: string; year: number }) => ({ name: funder, year: String(year) })
  const ours = new Set(lines.filter(({ enteredBy }) => enteredBy === top.organisationId).map(({ id }) => id))
  const edited = lines.find(({ id }) => id === edit && ours.has(id))
  return (
    <div className="py-10">
      <ProjectHead top={top} current="money" />
      <p className="measure">{t('project.money.lead')}</p>
      {lines.length === 0 ? (
        <p className="measure mt-4">{t('project.money.none')}</p>
      ) : (
        <MoneyTable
          lines={lines}
          {...(top.mayWrite
            ? {
                act: (line) =>
                  ours.has(line.id) ? (
                    <span className="row-actions">
                      <EditLink
                        top={top}
                        page="projectMoney"
                        id={line.id}
                        spoken={t('project.money.change', of(line))}
                      />
                      <Deed
                        intent="remove"
                        of={{ id: line.id }}
                        label={t('project.remove')}
                        spoken={t('project.money.remove', of(line))}
                      />
                    </span>
                  ) : null,
              }
            : {})}
        />
      )}
      {top.mayWrite ? (
        <EditOrAdd
          top={top}
          page="projectMoney"
          isEdit={edited !== undefined}
          title={edited ? t('project.money.edit', of(edited)) : t('project.money.add')}
        >
          <MoneyForm bodies={bodies} year={year} kept={kept} {...(edited ? { entry: edited } : {})} />
        </EditOrAdd>
      ) : null}
    </div>
  )
}
