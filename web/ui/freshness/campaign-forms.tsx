import type { CampaignReach } from '../../../features/freshness/campaigns.server.ts'
import type { CampaignScope } from '../../../features/freshness/scope.ts'
import { tiers } from '../../../features/organisations/schema.ts'
import type { Letter } from '../../../platform/mail/letter.ts'
import { TextArea, TextField } from '../form/fields.tsx'
import { Form, Submit } from '../form/form.tsx'
import { useSite } from '../site.ts'

const codeFields = ['country', 'region', 'departement'] as const

/** Chooses whom to write to: the same filters as the atlas. */
export function ScopeForm({ scope }: { scope: CampaignScope }) {
  const { t } = useSite()
  return (
    <section aria-labelledby="scope" className="mt-10">
      <h2 id="scope">{t('freshness.campaign.scope')}</h2>
      <form method="get" className="form">
        {codeFields.map((name) => (
          <div key={name} className="form-field">
            <label htmlFor={`scope-${name}`}>
              {t(`freshness.campaign.${name}`)} <span className="optional">{t('workspace.form.optional')}</span>
            </label>
            <p className="source">{t(`freshness.campaign.${name}Help`)}</p>
            <input
              id={`scope-${name}`}
              name={name}
              className="field"
              defaultValue={scope[name].join(', ')}
              maxLength={200}
            />
          </div>
        ))}
        <div className="form-field">
          <label htmlFor="scope-tier">
            {t('freshness.campaign.tier')} <span className="optional">{t('workspace.form.optional')}</span>
          </label>
          <select id="scope-tier" name="tier" className="field" defaultValue={scope.tier[0] ?? ''}>
            <option value="">{t('freshness.campaign.anyTier')}</option>
            {tiers.map((tier) => (
              <option key={tier} value={tier}>
                {t(`atlas.tiers.${tier}`)}
              </option>
            ))}
          </select>
        </div>
        <label className="choice mt-4">
          <input type="checkbox" name="ties" value="with" defaultChecked={scope.ties === 'with'} />
          <span>{t('freshness.campaign.withTies')}</span>
        </label>
        <Submit quiet>{t('freshness.campaign.preview')}</Submit>
      </form>
    </section>
  )
}

type StartFormProps = { reach: CampaignReach; letter: Letter; endsOn: string }

/** How far the scope reaches, the letter, and the button that starts. */
export function StartForm({ reach, letter, endsOn }: StartFormProps) {
  const { t } = useSite()
  return (
    <section aria-labelledby="start" className="mt-10">
      <h2 id="start">{t('freshness.campaign.reach', { n: reach.organisations })}</h2>
      <p className="measure mt-2">
        {t('freshness.campaign.withAddress', {
          n: reach.withAddress,
          without: reach.organisations - reach.withAddress,
        })}{' '}
        {t('freshness.campaign.reachTies', { ties: reach.ties })}
      </p>
      <details className="mt-4">
        <summary className="tap">{t('freshness.campaign.letter')}</summary>
        <blockquote className="measure mt-2">
          <p className="font-[650]">{letter.subject}</p>
          {letter.paragraphs.map((block) =>
            typeof block === 'string' ? (
              <p key={block} className="mt-2">
                {block}
              </p>
            ) : (
              <ul key={block.join(' ')} className="mt-2">
                {block.map((line) => (
                  <li key={line}>{line}</li>
                ))}
              </ul>
            ),
          )}
          <p className="mt-2">
            [{letter.button?.label}] [{letter.second?.label}]
          </p>
          <p className="source mt-2">{letter.foot}</p>
        </blockquote>
      </details>
      {reach.withAddress > 0 ? (
        <Form intent="start">
          <TextField
            name="name"
            label={t('freshness.campaign.name')}
            help={t('freshness.campaign.nameHelp')}
            maxLength={120}
          />
          <TextField name="endsOn" type="date" label={t('freshness.campaign.endsOn')} value={endsOn} />
          <TextArea name="word" label={t('freshness.campaign.word')} help={t('freshness.campaign.wordHelp')} optional />
          <Submit>{t('freshness.campaign.start', { n: reach.withAddress })}</Submit>
        </Form>
      ) : (
        <p className="notice">{t('freshness.campaign.nobody')}</p>
      )}
    </section>
  )
}
