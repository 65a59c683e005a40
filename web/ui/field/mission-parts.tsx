import type { Mission } from '../../../features/missions/missions.server.ts'
import { costNatures, participantKinds } from '../../../features/missions/rules.ts'
import { Deed } from '../form/deed.tsx'
import { Choices, SelectField, TextField } from '../form/fields.tsx'
import { Form, Submit } from '../form/form.tsx'
import { useSite } from '../site.ts'

/** A sum of one currency. */
export type CurrencySum = { currency: string; planned: string; spent: string }

/** Who goes; the name is for the body, unless they agree to more. */
export function MissionPeople({ mission, mayWrite }: { mission: Mission; mayWrite: boolean }) {
  const { t } = useSite()
  return (
    <section aria-labelledby="people" className="mt-10">
      <h2 id="people">{t('mission.people')}</h2>
      {mission.participants.length === 0 ? <p>{t('mission.nobody')}</p> : null}
      <ul className="threads">
        {mission.participants.map((one) => (
          <li key={one.id}>
            <b>{one.name}</b>
            <span className="source block">
              {[
                t(`mission.kind.${one.kind as 'elected'}`),
                one.functionTitle,
                one.isPublic ? t('mission.named') : t('mission.unnamed'),
              ]
                .filter(Boolean)
                .join(' · ')}
            </span>
            {mayWrite ? (
              <Deed
                intent="removeParticipant"
                of={{ id: one.id }}
                label={t('project.remove')}
                spoken={t('field.life.removeOf', { title: one.name })}
              />
            ) : null}
          </li>
        ))}
      </ul>
      {mayWrite ? (
        <Form intent="addParticipant">
          <TextField name="name" label={t('mission.name')} maxLength={120} />
          <TextField
            name="functionTitle"
            label={t('mission.functionTitle')}
            help={t('mission.functionHelp')}
            maxLength={120}
            optional
          />
          <SelectField
            name="kind"
            label={t('mission.kindLabel')}
            options={participantKinds.map((value) => ({ value, label: t(`mission.kind.${value}`) }))}
          />
          <Choices
            name="isPublic"
            label={t('mission.publicName')}
            many
            options={[{ value: 'yes', label: t('mission.agrees') }]}
          />
          <Submit quiet>{t('mission.addPerson')}</Submit>
        </Form>
      ) : null}
    </section>
  )
}

/** What it costs, by nature; each currency summed by itself. */
export function MissionCosts({
  mission,
  sums,
  mayWrite,
}: {
  mission: Mission
  sums: readonly CurrencySum[]
  mayWrite: boolean
}) {
  const { t } = useSite()
  return (
    <section aria-labelledby="costs" className="mt-10">
      <h2 id="costs">{t('mission.costs')}</h2>
      {mission.costs.length === 0 ? <p>{t('mission.noCosts')}</p> : null}
      <ul className="threads">
        {mission.costs.map((one) => (
          <li key={one.id}>
            <b>{t(`mission.nature.${one.nature as 'travel'}`)}</b>
            <span className="source block">
              {t('mission.amounts', { planned: one.planned ?? '–', spent: one.spent ?? '–', currency: one.currency })}
              {one.paidBy ? ` · ${t('mission.paidBySaid', { name: one.paidBy })}` : null}
            </span>
            {mayWrite ? (
              <Deed
                intent="removeCost"
                of={{ id: one.id }}
                label={t('project.remove')}
                spoken={t('field.life.removeOf', { title: t(`mission.nature.${one.nature as 'travel'}`) })}
              />
            ) : null}
          </li>
        ))}
      </ul>
      {sums.map((sum) => (
        <p key={sum.currency} className="font-[650]">
          {t('mission.total', { ...sum })}
        </p>
      ))}
      {mayWrite ? (
        <Form intent="addCost">
          <SelectField
            name="nature"
            label={t('mission.natureLabel')}
            options={costNatures.map((value) => ({ value, label: t(`mission.nature.${value}`) }))}
          />
          <TextField name="planned" label={t('mission.planned')} maxLength={15} optional />
          <TextField name="spent" label={t('mission.spent')} maxLength={15} optional />
          <TextField name="currency" label={t('mission.currency')} value="EUR" maxLength={3} />
          <TextField name="paidBy" label={t('mission.paidBy')} maxLength={200} optional />
          <Submit quiet>{t('mission.addCost')}</Submit>
        </Form>
      ) : null}
    </section>
  )
}
