import type { PartnerChoice } from '../../../features/partnerships/new-tie.server.ts'
import { Choices } from '../form/fields.tsx'
import { Form, Submit } from '../form/form.tsx'
import { useSite } from '../site.ts'
import { TermFields } from './term-fields.tsx'

type NewTieFormProps = { chosen: readonly PartnerChoice[]; kept: Record<string, string | string[]> | null }

/** What the new tie is; who it is with was chosen above. */
export function NewTieForm({ chosen, kept }: NewTieFormProps) {
  const { t } = useSite()
  return (
    <section aria-labelledby="what" className="mt-10">
      <h2 id="what">{t('tie.new.what')}</h2>
      <Form intent="create" kept={kept}>
        {chosen.map(({ key }) => (
          <input key={key} type="hidden" name="partner" value={key} />
        ))}
        <TermFields values={{}} />
        <Choices
          name="discreet"
          label={t('tie.new.public')}
          help={t('tie.new.publicHelp')}
          options={[{ value: 'yes', label: t('tie.new.discreet') }]}
          many
        />
        <Submit>{t(chosen.length > 1 ? 'tie.new.createMany' : 'tie.new.create')}</Submit>
      </Form>
    </section>
  )
}
